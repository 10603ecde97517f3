package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A folder on one device, and the care for its packs.
abstract class CaredFor extends TwoDesks {
    static final FolderUpkeep.Due CARES = new FolderUpkeep.Due(1_000_000, 1_000_000, Duration.ZERO);
    static final int LARGE = 700_000;

    final Tree tree = new Tree();
    long head;

    Change delete(int number) {
        return delete(new EntryId(1, number));
    }

    Change delete(EntryId id) {
        written.remove(id);
        return new Change(id, Optional.empty());
    }

    void commit(Change change) throws IOException {
        commit(List.of(change));
    }

    void commit(List<Change> changes) throws IOException {
        assertThat(a.publish(head, changes)).isEqualTo(new Publication.Committed(++head));
        tree.change(changes);
        a.folder.commitsAfter(head - 1);
    }

    Upkeep.Chore chore() throws IOException {
        assertThat(a.folder.head()).isEqualTo(head);
        return a.folder.upkeep(CARES).due(head, tree).orElseThrow();
    }

    boolean care() throws IOException {
        assertThat(a.folder.head()).isEqualTo(head);
        Optional<Upkeep.Chore> chore = a.folder.upkeep(CARES).due(head, tree);
        boolean did = chore.isPresent() && chore.get().run(a.progress());
        if (did) {
            head++;
            assertThat(a.folder.head()).isEqualTo(head);
            a.folder.commitsAfter(head - 1);
        }
        return did;
    }

    Entry.Commit newest() {
        return (Entry.Commit)
                commons.validator.entries().reversed().stream()
                        .filter(Entry.Commit.class::isInstance)
                        .findFirst()
                        .orElseThrow();
    }

    Set<PackRoot> newestClaims() {
        return new HashSet<>(newest().claimed());
    }

    Set<PackRoot> retiredPacks() {
        Set<PackRoot> found = new HashSet<>();
        for (Entry entry : commons.validator.entries()) {
            if (entry instanceof Entry.Retire retire) {
                found.addAll(retire.packs());
            }
        }
        return found;
    }

    /// Everything in the tree, on a device that reads it anew.
    @Override
    void assertEverythingArrives() throws Exception {
        try (Desk b = second("b" + head)) {
            Tree seen = new Tree();
            b.folder.commitsAfter(0).forEach(commit -> seen.change(commit.changes()));
            List<Wanted> wanted = new ArrayList<>();
            for (EntryId id : seen.ids()) {
                EntryState state = seen.find(id).orElseThrow();
                wanted.add(new Wanted(id, (Content.File) state.content()));
            }
            b.fetch(wanted);
            assertArrived(b);
        }
    }
}
