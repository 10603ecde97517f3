package eu.allmende.engine.commit;

import static org.awaitility.Awaitility.await;

import eu.allmende.engine.remote.PieceCheck;
import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.engine.remote.Sought;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A folder with some files on seven nodes, code 3/5/6/7, whose pieces are proven and mended.
abstract class Kept extends CaredFor {
    static final int COMMIT_AT = 6;

    void someFiles() throws IOException {
        commit(file(1, content(2_000_000)));
        commit(file(2, content(300_000)));
        commit(file(3, content(5_000)));
        await().atMost(Duration.ofMinutes(2)).until(this::areAllPiecesKept);
    }

    /// A slow holder's piece is told of later.
    private boolean areAllPiecesKept() {
        Map<PackRoot, PackPlacement> newest = new HashMap<>();
        placements().forEach(pack -> newest.put(pack.root(), pack));
        return newest.values().stream().allMatch(pack -> pack.keptPieces() == 7);
    }

    List<Sought> files() {
        List<Sought> files = new ArrayList<>();
        for (EntryId id : tree.ids()) {
            EntryState state = tree.find(id).orElseThrow();
            files.add(new Sought(tree.path(id).orElseThrow(), (Content.File) state.content()));
        }
        return files;
    }

    PieceCheck prove() throws IOException {
        return prove(a);
    }

    PieceCheck prove(Desk desk) throws IOException {
        return desk.folder.pieces().prove(files(), desk.progress());
    }

    PieceCheck mend() throws IOException {
        return a.folder.pieces().mend(files(), a.progress());
    }

    long packs() {
        return placements().stream().map(pack -> pack.root()).distinct().count();
    }

    PieceCounts allProven() {
        return new PieceCounts(7 * packs(), 0, 0, 0);
    }

    List<Entry.Move> moves() {
        return commons.validator.entries().stream()
                .filter(Entry.Move.class::isInstance)
                .map(Entry.Move.class::cast)
                .toList();
    }
}
