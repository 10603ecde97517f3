package eu.allmende.app.window;

import eu.allmende.engine.Engine;
import eu.allmende.engine.EngineSnapshot;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.NodeSnapshot;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.protocol.fence.EvidenceLevel;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.ui.AddOutcome;
import eu.allmende.ui.Desk;
import eu.allmende.ui.DeskSnapshot;
import eu.allmende.ui.FolderRow;
import eu.allmende.ui.FolderWish;
import eu.allmende.ui.NodeRow;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Shows an engine in the window, and asks it for what a person wants.
public final class EngineWindow implements Desk {
    private static final Logger LOG = System.getLogger(EngineWindow.class.getName());

    private final Engine engine;

    /// @param engine stays its owner's to close
    public EngineWindow(Engine engine) {
        this.engine = engine;
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
        } catch (InvalidPathException e) {
            return new AddOutcome.Refused("That is no path on this computer.");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a folder could not be added", e);
            return new AddOutcome.Refused("The commons cannot be reached now. Try again later.");
        }
    }

    private static DeskSnapshot shown(EngineSnapshot snapshot) {
        return new DeskSnapshot(
                DeskSnapshot.Membership.MEMBER,
                snapshot.folders().stream().map(EngineWindow::row).toList(),
                snapshot.nodes().stream().map(EngineWindow::row).toList());
    }

    private static FolderRow row(FolderSnapshot folder) {
        FolderSnapshot.Pending pending = folder.progress();
        return new FolderRow(
                folder.name(),
                folder.path().toString(),
                state(folder.state()),
                pending.files(),
                pending.doneBytes(),
                pending.totalBytes(),
                troubles(folder));
    }

    private static List<String> troubles(FolderSnapshot folder) {
        List<String> troubles = new ArrayList<>();
        if (!folder.message().isBlank()) {
            troubles.add(folder.message());
        }
        folder.errors().forEach(error -> troubles.add(error.path() + ": " + error.reason()));
        folder.conflicts()
                .forEach(conflict ->
                        troubles.add(
                                conflict.path()
                                        + " was changed on two devices; the other version is "
                                        + conflict.copy()));
        return troubles;
    }

    private static FolderRow.State state(SyncState state) {
        return switch (state) {
            case UP_TO_DATE -> FolderRow.State.UP_TO_DATE;
            case SCANNING -> FolderRow.State.SCANNING;
            case SYNCING -> FolderRow.State.SYNCING;
            case PAUSED -> FolderRow.State.PAUSED;
            case WAITING -> FolderRow.State.WAITING;
            case ATTENTION -> FolderRow.State.ATTENTION;
            case STOPPED -> FolderRow.State.STOPPED;
        };
    }

    private static NodeRow row(NodeSnapshot node) {
        NodeRow.Contact contact =
                node.reachable()
                        .map(answers -> answers ? NodeRow.Contact.ANSWERS : NodeRow.Contact.SILENT)
                        .orElse(NodeRow.Contact.UNKNOWN);
        return new NodeRow(
                node.operator(), node.country(), node.law(), level(node.level()), contact);
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
