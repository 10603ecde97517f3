package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Small files are read, named and opened many at once; what is wrong with one is the matter of
/// that one.
class HandfulTest extends TwoDesks {
    private static final int FILES = 70;

    private List<Change> small() throws IOException {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            changes.add(file(i, content(1 + random.nextInt(3000))));
        }
        return changes;
    }

    private static Content.File content(Change change) {
        return (Content.File) change.after().orElseThrow().content();
    }

    private static List<Wanted> wanted(List<Change> changes) {
        return changes.stream().map(change -> new Wanted(change.entry(), content(change))).toList();
    }

    /// Has a device believe that a chunk lies where the first of that pack lies.
    private void misplace(String name, ChunkId chunk, PackPlacement pack) throws IOException {
        try (FlowState known =
                new FlowState(dir.resolve(name + "/flow.db"), InstantSource.system())) {
            Extent extent = known.chunksOf(pack.root()).values().iterator().next();
            known.noteSpread(pack, Map.of(chunk, extent), PackShelf.Kind.CONTENT);
        }
    }

    @Test
    void theOneThatIsStoredWronglyFailsAlone() throws Exception {
        List<Change> changes = small();
        a.publish(0, changes);
        ChunkId strange = new ChunkId(Hash.sha256(content(5)));
        Content.File model = content(changes.getFirst());
        Wanted forged =
                new Wanted(
                        new EntryId(1, FILES),
                        new Content.File(
                                model.contentId(),
                                model.sizeBytes(),
                                model.modified(),
                                false,
                                ChunkList.of(List.of(strange))));
        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            misplace("b", strange, placements().getFirst());
            List<Wanted> all = new ArrayList<>(wanted(changes));
            all.add(FILES / 2, forged);
            b.fetch(all);

            assertThat(b.failed).containsOnlyKeys(forged.entry());
            assertThat(b.arrived.keySet()).isEqualTo(written.keySet());
            b.arrived.forEach((id, bytes) -> assertThat(bytes).isEqualTo(written.get(id)));
        }
    }

    @Test
    void theOneThatIsBadInOnePackIsTakenFromAnother() throws Exception {
        List<Change> changes = small();
        a.publish(0, changes);
        PackPlacement first = placements().getFirst();
        a.publish(1, file(FILES, content(10)));
        PackPlacement second =
                placements().stream()
                        .filter(pack -> !pack.root().equals(first.root()))
                        .findFirst()
                        .orElseThrow();
        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            misplace("b", content(changes.get(FILES / 2)).chunks().get(0), second);
            b.fetchAfter(0);

            assertArrived(b);
            assertThat(b.noticed)
                    .contains("A chunk was stored wrongly; it is looked for elsewhere.");
        }
    }

    @Test
    void theOnesThatChangedMeanwhileAreNamedAndTheOthersSent() throws Exception {
        List<Change> changes = small();
        Files.writeString(dir.resolve("a/file 3"), "something else");
        Files.delete(dir.resolve("a/file 5"));
        Publication publication = a.publish(0, changes);

        assertThat(publication)
                .isEqualTo(
                        new Publication.Unstable(
                                Set.of(changes.get(3).entry(), changes.get(5).entry())));
        List<Change> rest = new ArrayList<>(changes);
        rest.remove(5);
        rest.remove(3);
        int before = puts();
        assertThat(a.publish(0, rest)).isEqualTo(new Publication.Committed(1));
        assertThat(puts()).as("all others were sent already").isEqualTo(before);
    }
}
