package eu.allmende.app.demo;

import eu.allmende.engine.SyncSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A folder of real files reaches the second device whole.
public final class FirstSync implements DemoCheck {
    @Override
    public String claim() {
        return "B gets every file of A";
    }

    @Override
    public Verdict check(Stage stage) throws IOException, InterruptedException {
        long start = System.nanoTime();
        SyncSummary up = stage.first().sync();
        stage.second().sync();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        stage.sent(up.up().contentBytes(), up.up().wireBytes());
        TreePicture first = stage.first().picture();
        TreePicture second = stage.second().picture();
        List<String> different = first.differences(second);
        return different.isEmpty() && second.files() > 0
                ? Verdict.held(
                        "from A's disk to B's disk, equal byte by byte",
                        new Verdict.Work(second.files(), second.bytes(), time))
                : Verdict.failed(Differing.text(different));
    }
}
