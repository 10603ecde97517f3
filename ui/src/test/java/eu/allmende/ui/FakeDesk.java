package eu.allmende.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A desk without an engine. It refuses to be asked on the window's thread.
final class FakeDesk implements Desk, Asking {
    private final List<Consumer<DeskSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final List<FolderWish> wishes = new CopyOnWriteArrayList<>();
    private volatile DeskSnapshot snapshot;
    private volatile Supplier<DeskSnapshot> answer = () -> this.snapshot;
    private volatile boolean closed;

    FakeDesk(DeskSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    void show(DeskSnapshot next) {
        snapshot = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    /// Answers like this from now on, when it is asked.
    void answer(Supplier<DeskSnapshot> next) {
        answer = next;
    }

    List<FolderWish> wishes() {
        return wishes;
    }

    boolean isHeard() {
        return !listeners.isEmpty();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public DeskSnapshot snapshot() {
        refuseTheWindowsThread();
        return answer.get();
    }

    @Override
    public Subscription onChange(Consumer<DeskSnapshot> listener) {
        refuseTheWindowsThread();
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public AddOutcome addFolder(FolderWish wish) {
        refuseTheWindowsThread();
        wishes.add(wish);
        if (wish.path().startsWith("/missing")) {
            return new AddOutcome.Refused("There is no such directory.");
        }
        if (wish.path().startsWith("/offline")) {
            return new AddOutcome.Unreachable();
        }
        if (wish.path().startsWith("/broken")) {
            throw new IllegalStateException("planted");
        }
        List<FolderRow> folders = new ArrayList<>(snapshot.folders());
        folders.add(
                new FolderRow(
                        wish.name(), wish.path(), FolderRow.State.SCANNING, 0, 0, 0, List.of()));
        show(new DeskSnapshot(snapshot.membership(), folders, snapshot.nodes()));
        return new AddOutcome.Added();
    }

    @Override
    public void tryAgain() {}

    @Override
    public void close() {
        refuseTheWindowsThread();
        closed = true;
    }

    private static void refuseTheWindowsThread() {
        if (Thread.currentThread().getName().equals("JavaFX Application Thread")) {
            throw new IllegalStateException("the desk may block: not on the window's thread");
        }
    }
}
