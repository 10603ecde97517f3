package eu.allmende.ui;

import eu.allmende.ui.DeskSnapshot.Membership;
import eu.allmende.ui.FolderRow.State;
import eu.allmende.ui.FolderRow.Trouble;
import eu.allmende.ui.NodeRow.Standing;
import java.util.List;

/// What a desk might show.
final class Samples {
    private Samples() {}

    static List<NodeRow> eightNodes() {
        return List.of(
                node("Genossenschaft Rhein", "DE", NodeRow.Contact.ANSWERS),
                node("Nuage Libre", "FR", NodeRow.Contact.ANSWERS),
                node("Polder IT", "NL", NodeRow.Contact.ANSWERS),
                node("Alpenspeicher", "AT", NodeRow.Contact.ANSWERS),
                node("Pohjola Data", "FI", NodeRow.Contact.ANSWERS),
                node("Nube Común", "ES", NodeRow.Contact.SILENT),
                node("Shannon Storage", "IE", NodeRow.Contact.ANSWERS),
                node("Prairie Disks", "US", NodeRow.Contact.UNKNOWN));
    }

    static NodeRow node(String operator, String country, NodeRow.Contact contact) {
        Standing standing =
                switch (country) {
                    case "US" -> new Standing.Outside();
                    case "FR" -> new Standing.OutsideOf(List.of("Photos"));
                    default -> new Standing.Inside();
                };
        return new NodeRow(operator, country, country, NodeRow.Level.DECLARED, standing, contact);
    }

    /// A node that was not asked yet.
    static NodeRow node(String country, NodeRow.Level level, Standing standing) {
        return new NodeRow("Polder IT", country, country, level, standing, NodeRow.Contact.UNKNOWN);
    }

    /// A folder of which nothing is to be said but its state.
    static FolderRow folder(String name, State state) {
        return new FolderRow(name, "/home/anna/" + name, state, 0, 0, 0, List.of());
    }

    static FolderRow syncing(String name, long files, long doneBytes, long totalBytes) {
        String path = "/home/anna/" + name;
        return new FolderRow(name, path, State.SYNCING, files, doneBytes, totalBytes, List.of());
    }

    static FolderRow troubled(String name, State state, Trouble... troubles) {
        return new FolderRow(name, "/home/anna/" + name, state, 0, 0, 0, List.of(troubles));
    }

    static DeskSnapshot with(FolderRow... folders) {
        return new DeskSnapshot(Membership.MEMBER, List.of(folders), eightNodes());
    }

    static DeskSnapshot noAccount() {
        return new DeskSnapshot(Membership.NONE, List.of(), List.of());
    }

    /// An ordinary day.
    static DeskSnapshot day() {
        return with(
                folder("Notes", State.UP_TO_DATE),
                syncing("Photos", 132, 612_000_000, 1_480_000_000),
                troubled(
                        "Work",
                        State.UP_TO_DATE,
                        new Trouble.Conflict(
                                "budget.ods",
                                "budget (conflicted copy laptop 2026-11-23 181502).ods")));
    }

    /// A folder in each state that the ordinary day lacks, with all that can be wrong.
    static DeskSnapshot hardDay() {
        return with(
                folder("Scanning", State.SCANNING),
                new FolderRow(
                        "Waiting",
                        "/media/anna/An external disk with a long name/and a directory in it whose"
                                + " name is much longer than the window could ever be wide/photos",
                        State.WAITING,
                        12,
                        0,
                        0,
                        List.of(new Trouble.Said("Too few nodes answer to keep new pieces."))),
                folder("Paused", State.PAUSED),
                troubled(
                        "Guarded",
                        State.ATTENTION,
                        new Trouble.Said(
                                "More than half of this folder was deleted here. Nothing is deleted"
                                        + " elsewhere until you say that this was meant."),
                        new Trouble.Held("a/b.txt", "It may not be read."),
                        new Trouble.Held("a/c.txt", "It may not be read."),
                        new Trouble.Held("a/d.txt", "It may not be read."),
                        new Trouble.Held("a/e.txt", "It may not be read.")),
                folder("Stopped", State.STOPPED));
    }
}
