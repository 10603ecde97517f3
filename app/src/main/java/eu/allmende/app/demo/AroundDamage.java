package eu.allmende.app.demo;

import eu.allmende.app.commons.SimulatedOperator;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.protocol.id.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Bytes of stored pieces are flipped: a read fetches other pieces instead, gets every byte right,
/// and reports what was bad.
///
/// As many pieces of one pack are damaged as can be while it can still be read, so that no reader
/// can miss them all.
public final class AroundDamage implements DemoCheck {
    @Override
    public String claim() {
        return "Flipped bytes in stored pieces are read around and reported";
    }

    @Override
    public Verdict check(Stage stage) throws IOException, InterruptedException {
        Whereabouts place = someFile(stage);
        List<String> damaged = damage(stage, place);
        if (damaged.isEmpty()) {
            return Verdict.failed("no piece could be damaged");
        }
        try (DemoDevice fourth = stage.recovered("D")) {
            fourth.linkFolder(Stage.FOLDER);
            long start = System.nanoTime();
            fourth.sync();
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            TreePicture read = fourth.picture();
            List<String> different = stage.first().picture().differences(read);
            List<String> notices = fourth.commons().notices();
            if (!different.isEmpty()) {
                return Verdict.failed(Differing.text(different));
            }
            return notices.isEmpty()
                    ? Verdict.failed("the damage was not reported")
                    : Verdict.held(
                            "damaged at "
                                    + String.join(" and ", damaged)
                                    + "; "
                                    + notices.getFirst(),
                            new Verdict.Work(read.files(), read.bytes(), time));
        }
    }

    private static Whereabouts someFile(Stage stage) throws IOException {
        Path file = stage.first().files().resolve(DemoFiles.OWN).resolve("note 6.txt");
        return stage.first().engine().where(file);
    }

    /// Damages pieces at nodes that are alive, all but the k that a reader needs.
    private static List<String> damage(Stage stage, Whereabouts file) throws IOException {
        Whereabouts.PackPlace pack = file.packs().getFirst();
        List<Whereabouts.PiecePlace> alive = new ArrayList<>();
        for (Whereabouts.PiecePlace piece : pack.pieces()) {
            if (stage.members().isAlive(placeOf(stage, piece.node()))) {
                alive.add(piece);
            }
        }
        int needed = Integer.parseInt(file.code().substring(0, file.code().indexOf('/')));
        List<String> damaged = new ArrayList<>();
        for (Whereabouts.PiecePlace piece : alive.subList(0, Math.max(0, alive.size() - needed))) {
            int place = placeOf(stage, piece.node());
            Path dir = stage.members().nodeDir(place);
            if (Volumes.flip(dir, pack.pack().hash().bytes())) {
                damaged.add(SimulatedOperator.at(place).name());
            }
        }
        return damaged;
    }

    private static int placeOf(Stage stage, NodeId node) throws IOException {
        for (int place = 0; place < Members.NODES; place++) {
            if (stage.nodeAt(place).equals(node)) {
                return place;
            }
        }
        throw new IOException("a piece lies on a node that is not of the demo");
    }
}
