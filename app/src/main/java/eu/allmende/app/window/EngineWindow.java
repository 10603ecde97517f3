package eu.allmende.app.window;

import eu.allmende.engine.Engine;
import eu.allmende.engine.EngineSnapshot;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.NodeSnapshot;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.protocol.fence.EvidenceLevel;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.ui.AddOutcome;
import eu.allmende.ui.Desk;
import eu.allmende.ui.DeskSnapshot;
import eu.allmende.ui.FolderRow;
import eu.allmende.ui.FolderWish;
import eu.allmende.ui.NodeRow;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Shows a started engine in the window, and asks it for what a person wants.
final class EngineWindow implements Desk {
    private static final Logger LOG = System.getLogger(EngineWindow.class.getName());

    private final Engine engine;
    private final FenceWatch fences;
    private final Belongings belongings;
    private final Set<FolderId> begun = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param engine was started
    /// @param fences what the engine sees the commons through
    /// @param belongings closed with this window: the engine and what it works with
    EngineWindow(Engine engine, FenceWatch fences, Belongings belongings) {
        this.engine = engine;
        this.fences = fences;
        this.belongings = belongings;
    }

    @Override
    public DeskSnapshot snapshot() {
        return shown(engine.snapshot());
    }

    @Override
    public Subscription onChange(Consumer<DeskSnapshot> listener) {
        Engine.Subscription subscription =
                engine.onChange(snapshot -> listener.accept(shown(snapshot)));
        return subscription::close;
    }

    @Override
    public AddOutcome addFolder(FolderWish wish) {
        try {
            engine.addFolder(wish.name(), Path.of(wish.path()), Fence.preset(wish.fence()));
            return new AddOutcome.Added();
        } catch (RefusedException e) {
            return new AddOutcome.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a folder could not be added", e);
            return new AddOutcome.Unreachable();
        }
    }

    @Override
    public void close() {
        closed = true;
        belongings.close();
    }

    private DeskSnapshot shown(EngineSnapshot snapshot) {
        List<FolderSnapshot> folders = snapshot.folders();
        return new DeskSnapshot(
                DeskSnapshot.Membership.MEMBER,
                folders.stream().map(this::row).toList(),
                snapshot.nodes().stream()
                        .map(node -> row(node, fences.standing(node.nodeId(), folders)))
                        .toList());
    }

    private FolderRow row(FolderSnapshot folder) {
        FolderSnapshot.Pending pending = folder.progress();
        return new FolderRow(
                folder.name(),
                folder.path().toString(),
                state(folder),
                pending.files(),
                pending.doneBytes(),
                pending.totalBytes(),
                troubles(folder));
    }

    private static List<FolderRow.Trouble> troubles(FolderSnapshot folder) {
        List<FolderRow.Trouble> troubles = new ArrayList<>();
        if (!folder.message().isBlank()) {
            troubles.add(new FolderRow.Trouble.Said(folder.message()));
        }
        folder.errors()
                .forEach(error ->
                        troubles.add(new FolderRow.Trouble.Held(error.path(), error.reason())));
        folder.conflicts()
                .forEach(conflict ->
                        troubles.add(
                                new FolderRow.Trouble.Conflict(conflict.path(), conflict.copy())));
        return troubles;
    }

    private FolderRow.State state(FolderSnapshot folder) {
        if (folder.state() != SyncState.STOPPED) {
            begun.add(folder.id());
        }
        return switch (folder.state()) {
            case UP_TO_DATE -> FolderRow.State.UP_TO_DATE;
            case SCANNING -> FolderRow.State.SCANNING;
            case SYNCING -> FolderRow.State.SYNCING;
            case PAUSED -> FolderRow.State.PAUSED;
            case WAITING -> FolderRow.State.WAITING;
            case ATTENTION -> FolderRow.State.ATTENTION;
            case STOPPED -> stopped(folder.id());
        };
    }

    /// A folder that is not synced is one that was not begun with yet, or one whose loop ended.
    private FolderRow.State stopped(FolderId folder) {
        return closed || begun.contains(folder)
                ? FolderRow.State.STOPPED
                : FolderRow.State.STARTING;
    }

    private static NodeRow row(NodeSnapshot node, NodeRow.Standing standing) {
        NodeRow.Contact contact =
                node.reachable()
                        .map(answers -> answers ? NodeRow.Contact.ANSWERS : NodeRow.Contact.SILENT)
                        .orElse(NodeRow.Contact.UNKNOWN);
        return new NodeRow(
                node.operator(),
                node.country(),
                node.law(),
                level(node.level()),
                standing,
                contact);
    }

    private static NodeRow.Level level(EvidenceLevel level) {
        return switch (level) {
            case L0 -> NodeRow.Level.DECLARED;
            case L1 -> NodeRow.Level.NETWORK;
            case L2 -> NodeRow.Level.DELAY;
            case L3 -> NodeRow.Level.DELAY_TO_DATA;
            case L4 -> NodeRow.Level.ATTESTED;
        };
    }
}
