package eu.allmende.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process may die after its trees were written and before what they have alike was noted as
/// agreed.
class AgreedAfterDeathTest {
    private static final EntryId ENTRY = new EntryId(1, 2);
    private static final EntryState STATE =
            new EntryState(EntryState.ROOT, "name", new Content.Link("target"));
    private static final Sighting SEEN =
            new Sighting(new Stat(Stat.Kind.LINK, 0, 0, 0, Identity.UNKNOWN, 0), true);

    @TempDir Path dir;

    /// Else a deletion that a person makes next would be taken for a file that is not here yet.
    @Test
    void whatBothHoldIsAgreedWhenItIsReadAgain() throws IOException {
        try (FolderStore store = open()) {
            store.trees().advance(1, List.of(new Change(ENTRY, Optional.of(STATE))));
            store.trees().putLocal(ENTRY, STATE, SEEN);
            store.save();
        }
        try (FolderStore store = open()) {
            assertThat(store.trees().synced()).containsEntry(ENTRY, STATE);
        }
    }

    /// Else what comes back from history just as it was would be deleted once more, everywhere.
    @Test
    void whatBothDeletedIsAgreedToBeGone() throws IOException {
        try (FolderStore store = open()) {
            store.trees().advance(1, List.of(new Change(ENTRY, Optional.of(STATE))));
            store.trees().putLocal(ENTRY, STATE, SEEN);
            store.trees().settle();
            store.trees().advance(2, List.of(new Change(ENTRY, Optional.empty())));
            store.trees().removeLocal(ENTRY);
            store.save();
        }
        try (FolderStore store = open()) {
            assertThat(store.trees().synced()).isEmpty();
        }
    }

    @Test
    void whatDiffersIsNotAgreed() throws IOException {
        try (FolderStore store = open()) {
            store.trees().advance(1, List.of(new Change(ENTRY, Optional.of(STATE))));
            store.save();
        }
        try (FolderStore store = open()) {
            assertThat(store.trees().synced()).isEmpty();
        }
    }

    private FolderStore open() throws IOException {
        return FolderDatabase.open(dir.resolve("folder.db")).store();
    }
}
