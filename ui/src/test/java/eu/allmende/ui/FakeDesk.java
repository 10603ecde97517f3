package eu.allmende.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A desk without an engine.
final class FakeDesk implements Desk {
    private final List<Consumer<DeskSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile DeskSnapshot snapshot;

    FakeDesk(DeskSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    static List<NodeRow> eightNodes() {
        String[][] nodes = {
            {"Genossenschaft Rhein", "DE"}, {"Nuage Libre", "FR"}, {"Polder IT", "NL"},
            {"Alpenspeicher", "AT"}, {"Pohjola Data", "FI"}, {"Nube Común", "ES"},
            {"Shannon Storage", "IE"}, {"Prairie Disks", "US"}
        };
        List<NodeRow> rows = new ArrayList<>();
        for (String[] node : nodes) {
            NodeRow.Contact contact =
                    node[1].equals("ES") ? NodeRow.Contact.SILENT : NodeRow.Contact.ANSWERS;
            rows.add(new NodeRow(node[0], node[1], node[1], NodeRow.Level.DECLARED, contact));
        }
        return rows;
    }

    void show(DeskSnapshot next) {
        snapshot = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    @Override
    public DeskSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Subscription onChange(Consumer<DeskSnapshot> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public AddOutcome addFolder(FolderWish wish) {
        if (wish.path().startsWith("/missing")) {
            return new AddOutcome.Refused("There is no such folder on this computer.");
        }
        List<FolderRow> folders = new ArrayList<>(snapshot.folders());
        folders.add(
                new FolderRow(
                        wish.name(), wish.path(), FolderRow.State.SCANNING, 0, 0, 0, List.of()));
        show(new DeskSnapshot(snapshot.membership(), folders, snapshot.nodes()));
        return new AddOutcome.Added();
    }
}
