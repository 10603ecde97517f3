package eu.allmende.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.EngineSnapshot;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.NodeSnapshot;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.engine.remote.KnownNode;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.ui.AddOutcome;
import eu.allmende.ui.FolderRow;
import eu.allmende.ui.FolderWish;
import eu.allmende.ui.NodeRow;
import eu.allmende.ui.NodeRow.Standing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineWindowTest {
    private static final FolderId NOTES = new FolderId(0, 1);
    private static final FolderId WORLD = new FolderId(0, 2);
    private static final List<KnownFolder> SOVEREIGN_AND_OPEN =
            List.of(
                    new KnownFolder(NOTES, "notes", Fence.preset("eu-sovereign").declaredOnly()),
                    new KnownFolder(WORLD, "world", Fence.preset("anywhere").declaredOnly()));

    private final FixedCommons commons = new FixedCommons();
    private final FenceWatch fences = new FenceWatch(commons);
    private final FixedEngine engine = new FixedEngine();
    private final Belongings belongings = new Belongings();
    private final EngineWindow window = new EngineWindow(engine, fences, belongings);

    @Test
    void aTroubleInOneFolderHidesNoOther() {
        show(
                new FolderSnapshot(
                        NOTES,
                        "notes",
                        Path.of("/notes"),
                        SyncState.ATTENTION,
                        "The folder's directory is not there.",
                        FolderSnapshot.Pending.NONE,
                        List.of(new FolderSnapshot.Trouble("a.txt", "No.", Optional.empty())),
                        List.of(new FolderSnapshot.Conflict("b.txt", "b 2.txt"))),
                folder(WORLD, "world", SyncState.UP_TO_DATE));

        List<FolderRow> rows = window.snapshot().folders();
        assertThat(rows)
                .extracting(FolderRow::state)
                .containsExactly(FolderRow.State.ATTENTION, FolderRow.State.UP_TO_DATE);
        assertThat(rows.getFirst().troubles())
                .containsExactly(
                        new FolderRow.Trouble.Said("The folder's directory is not there."),
                        new FolderRow.Trouble.Held("a.txt", "No."),
                        new FolderRow.Trouble.Conflict("b.txt", "b 2.txt"));
        assertThat(rows.getLast().troubles()).isEmpty();
    }

    @Test
    void whatIsNotSyncedIsStartingUntilTheEngineIsClosed() {
        belongings.add(engine);
        show(folder(NOTES, "notes", SyncState.STOPPED));

        assertThat(window.snapshot().folders().getFirst().state())
                .isEqualTo(FolderRow.State.STARTING);
        window.close();
        assertThat(engine.closed).isTrue();
        assertThat(window.snapshot().folders().getFirst().state())
                .isEqualTo(FolderRow.State.STOPPED);
    }

    @Test
    void aFolderWhoseLoopEndedIsSaidToBeStopped() {
        show(folder(NOTES, "notes", SyncState.SCANNING));
        assertThat(window.snapshot().folders().getFirst().state())
                .isEqualTo(FolderRow.State.SCANNING);

        show(folder(NOTES, "notes", SyncState.STOPPED));
        assertThat(window.snapshot().folders().getFirst().state())
                .isEqualTo(FolderRow.State.STOPPED);
    }

    @Test
    void allBelongingsAreClosedTheLastFirstEvenIfOneDoesNotClose() {
        StringBuilder closed = new StringBuilder();
        belongings.add(() -> closed.append("lock"));
        belongings.add(() -> {
            throw new IOException("planted");
        });
        belongings.add(() -> closed.append("engine, "));

        window.close();

        assertThat(closed).hasToString("engine, lock");
    }

    @Test
    void whyAFolderWasNotAddedIsPassedOn() {
        assertThat(window.addFolder(new FolderWish("notes", "/none", "eu")))
                .isEqualTo(new AddOutcome.Refused("There is no such directory."));
        assertThat(window.addFolder(new FolderWish("offline", "/none", "eu")))
                .isEqualTo(new AddOutcome.Unreachable());
    }

    @Test
    void eachNodeIsHeldAgainstTheFencesOfTheFoldersHere() throws IOException {
        know(SOVEREIGN_AND_OPEN);
        show(
                folder(NOTES, "notes", SyncState.UP_TO_DATE),
                folder(WORLD, "world", SyncState.UP_TO_DATE));
        assertThat(standings())
                .containsExactly(new Standing.Inside(), new Standing.OutsideOf(List.of("notes")));

        show(folder(NOTES, "notes", SyncState.UP_TO_DATE));
        assertThat(standings()).containsExactly(new Standing.Inside(), new Standing.Outside());

        show();
        assertThat(standings()).containsOnly(new Standing.Unknown());
    }

    @Test
    void theFenceOfANewFolderIsKnownAtOnceAndWhileTheCommonsIsSilentNoneIsForgotten()
            throws IOException {
        know(List.of());
        show(folder(new FolderId(9, 9), "new", SyncState.SCANNING));
        assertThat(standings()).containsOnly(new Standing.Unknown());

        fences.create("new", Fence.preset("eu-sovereign").declaredOnly());
        commons.silent = true;
        fences.nodes();

        assertThat(standings()).containsExactly(new Standing.Inside(), new Standing.Outside());
    }

    private void know(List<KnownFolder> folders) throws IOException {
        commons.folders = folders;
        commons.nodes = List.of(node("DE"), node("US"));
        fences.nodes();
    }

    private void show(FolderSnapshot... folders) {
        engine.snapshot =
                new EngineSnapshot(
                        List.of(folders), commons.nodes.stream().map(NodeSnapshot::of).toList());
    }

    private List<Standing> standings() {
        return window.snapshot().nodes().stream().map(NodeRow::standing).toList();
    }

    private static FolderSnapshot folder(FolderId id, String name, SyncState state) {
        return new FolderSnapshot(
                id,
                name,
                Path.of("/" + name),
                state,
                "",
                FolderSnapshot.Pending.NONE,
                List.of(),
                List.of());
    }

    private static KnownNode node(String country) {
        Country place = new Country(country);
        return new KnownNode(
                new NodeId(Hash.sha256(country.getBytes(StandardCharsets.UTF_8))),
                Optional.of(country + " disks"),
                NodeAttributes.declared(place, place),
                Optional.of(true));
    }
}
