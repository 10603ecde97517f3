package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A snapshot takes the place of commits that are not read.
class JumpTest {
    private static final DeviceId SOMEBODY = new DeviceId(Hash.sha256());

    private final FakeCommons commons = new FakeCommons();
    private final FolderTrees trees = new FolderTrees();
    private final Tree all = new Tree();

    @Test
    void aNewTreeBeginsWithTheSnapshotAndGoesOnWithTheCommits() throws IOException {
        commit(1, "one");
        commit(2, "two");
        OpenedFolder folder = beginningAt(2);
        commit(3, "three");

        assertThat(Pull.into(trees, folder, (_, _) -> false).rolledBack()).isEmpty();

        assertThat(trees.sequence()).isEqualTo(3);
        assertThat(trees.remote().ids()).isEqualTo(all.ids()).hasSize(3);
    }

    @Test
    void aTreeThatWasLeftBehindLosesWhatTheSnapshotLacks() throws IOException {
        commit(1, "one");
        Pull.into(trees, beginningAt(0), (_, _) -> false);
        gone(1);
        commit(2, "two");
        commit(3, "one");

        Pull.into(trees, beginningAt(3), (_, _) -> false);

        assertThat(trees.sequence()).isEqualTo(4);
        assertThat(trees.remote().find(id(1))).isEmpty();
        assertThat(trees.remote().ids()).isEqualTo(all.ids());
    }

    @Test
    void aTreeThatIsFurtherThanTheSnapshotKeepsWhatItHas() throws IOException {
        commit(1, "one");
        commit(2, "two");
        Pull.into(trees, beginningAt(0), (_, _) -> false);
        OpenedFolder folder = beginningAt(1);
        commit(3, "three");

        Pull.into(trees, folder, (_, _) -> false);

        assertThat(trees.remote().ids()).hasSize(3);
    }

    /// The folder, read with a snapshot of what it holds now, but for the commits after a sequence.
    private OpenedFolder beginningAt(long sequence) {
        Tree tree = new Tree();
        commons.after(0).stream()
                .filter(commit -> commit.sequence() <= sequence)
                .forEach(commit -> tree.change(commit.changes()));
        OpenedFolder plain = new FakeRemote(commons, "a", FakeRemote.Mischief.NONE).opened();
        Upkeep upkeep =
                new Upkeep() {
                    @Override
                    public Optional<RemoteSnapshot> snapshotAfter(long known) {
                        return known < sequence
                                ? Optional.of(new RemoteSnapshot(sequence, tree))
                                : Optional.empty();
                    }

                    @Override
                    public Optional<Chore> due(long newest, Tree known) {
                        return Optional.empty();
                    }
                };
        return new OpenedFolder(plain.remote(), plain.namer(), plain.inspection(), upkeep);
    }

    private void commit(int number, String name) {
        Content link = new Content.Link("target");
        change(new Change(id(number), Optional.of(new EntryState(EntryState.ROOT, name, link))));
    }

    private void gone(int number) {
        change(new Change(id(number), Optional.empty()));
    }

    private void change(Change change) {
        all.change(List.of(change));
        assertThat(commons.commit(commons.head(), SOMEBODY, List.of(change))).isPresent();
    }

    private static EntryId id(int number) {
        return new EntryId(1, number);
    }
}
