package eu.allmende.checks.bench;

import eu.allmende.app.demo.Stage;
import eu.allmende.app.device.EngineOpener;
import java.util.List;

/// Commits alone, over the demo's commons on this machine.
final class LedgerBench implements Bench.Measured {
    private final EngineOpener engines;

    LedgerBench(EngineOpener engines) {
        this.engines = engines;
    }

    @Override
    public List<Figure> measure() throws Exception {
        try (Scratch scratch = Scratch.make();
                Stage stage = scratch.stage(engines)) {
            return CommitTiming.figures(CommitTiming.sortedMillis(stage));
        }
    }
}
