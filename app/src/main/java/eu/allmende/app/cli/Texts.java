package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.PieceNumbers;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Answers as text for a person.
final class Texts {
    private Texts() {}

    static String of(Answer.Limits limits) {
        return "Limits: up %s, down %s."
                .formatted(Rate.text(limits.up()), Rate.text(limits.down()));
    }

    static String of(Answer.Status status) {
        String folders = ofFolders(status);
        return status.limits() == null ? folders : folders + "\n" + of(status.limits());
    }

    private static String ofFolders(Answer.Status status) {
        if (status.folders().isEmpty()) {
            return "No folders on this device: add one with `allmende folder add NAME PATH`.";
        }
        StringJoiner lines = new StringJoiner("\n");
        for (Answer.FolderStatus folder : status.folders()) {
            lines.add("%s  %s  %s".formatted(folder.name(), folder.state(), folder.path()));
            if (!folder.message().isBlank()) {
                lines.add("  " + folder.message());
            }
            if (folder.decisions() != null) {
                add(folder.decisions(), lines);
            }
            if (folder.freed() != null) {
                lines.add(
                        "  freed: %s, %s"
                                .formatted(
                                        count(folder.freed().files(), "file"),
                                        bytes(folder.freed().bytes())));
            }
            if (folder.proof() != null) {
                lines.add("  " + of(folder.proof()));
            }
            if (folder.pendingFiles() > 0) {
                lines.add(
                        "  pending: %s, %s"
                                .formatted(
                                        count(folder.pendingFiles(), "file"),
                                        bytes(folder.pendingBytes())));
            }
            folder.errors()
                    .forEach(
                            error -> lines.add("  error: " + error.path() + ": " + error.reason()));
            folder.conflicts()
                    .forEach(conflict ->
                            lines.add(
                                    "  conflict: " + conflict.path() + " and " + conflict.copy()));
        }
        return lines.toString();
    }

    private static String of(Answer.Proof proof) {
        PieceNumbers pieces = proof.pieces();
        return "last sample of pieces: %s, %d proven, %d lost, %d on silent nodes, %d mended"
                .formatted(
                        proof.at(),
                        pieces.proven(),
                        pieces.missing() + pieces.damaged(),
                        pieces.unreachable(),
                        proof.mended());
    }

    private static void add(Answer.Decisions decisions, StringJoiner lines) {
        if (!decisions.mode().equals("both")) {
            lines.add("  mode: " + decisions.mode());
        }
        decisions.excluded().forEach(path -> lines.add("  not on this disk: " + path));
    }

    static String ofPaused(Answer.Status paused) {
        return perFolder(
                paused,
                folder ->
                        ("Folder %s is paused: nothing is sent, fetched or changed until"
                                        + " `allmende resume`. %s")
                                .formatted(folder.name(), folder.message())
                                .strip());
    }

    static String ofResumed(Answer.Status resumed) {
        return perFolder(
                resumed,
                folder ->
                        folder.state().equals(Answer.State.STOPPED)
                                ? "Folder %s is not paused; `allmende sync` or `run` goes on."
                                        .formatted(folder.name())
                                : "Folder %s is not paused and is looked at again."
                                        .formatted(folder.name()));
    }

    private static String perFolder(
            Answer.Status status, Function<Answer.FolderStatus, String> sentence) {
        return status.folders().isEmpty()
                ? of(status)
                : status.folders().stream().map(sentence).collect(Collectors.joining("\n"));
    }

    static String of(Answer.FolderRemoved removed) {
        return ("Folder %s is not synced on this device any more. Its files stay in %s, and it stays"
                                + " in the commons and on your other devices.")
                        .formatted(removed.name(), removed.path())
                + (removed.placeholders() == 0
                        ? ""
                        : " Placeholders of freed files stay there as well: "
                                + removed.placeholders()
                                + ". Delete them when you like: that deletes no file any more.");
    }

    static String of(Answer.Synced synced) {
        Answer.Steps steps = synced.steps();
        return "Up %s in %s, down %s in %s; %d made, %d changed, %d moved, %d deleted, %s."
                .formatted(
                        bytes(synced.up().contentBytes()),
                        count(synced.up().files(), "file"),
                        bytes(synced.down().contentBytes()),
                        count(synced.down().files(), "file"),
                        steps.create(),
                        steps.update(),
                        steps.move(),
                        steps.delete(),
                        count(steps.conflict(), "conflict"));
    }

    static String of(Answer.Place place) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add("Code " + place.code() + " (needed/wanted).");
        if (place.note() != null) {
            lines.add(place.note());
        }
        for (Answer.PackPlace pack : place.packs()) {
            lines.add("Pack %s, %s".formatted(brief(pack.pack()), bytes(pack.bytes())));
            for (Answer.PiecePlace piece : pack.pieces()) {
                lines.add(
                        "  %2d  %s  %-28s  law %s  %s  %s"
                                .formatted(
                                        piece.index(),
                                        piece.country(),
                                        piece.operator(),
                                        piece.law(),
                                        piece.level(),
                                        piece.state()));
            }
        }
        return lines.toString();
    }

    static String of(Answer.FolderList list) {
        if (list.folders().isEmpty()) {
            return "The account has no folders.";
        }
        StringJoiner lines = new StringJoiner("\n");
        for (Answer.FolderLine folder : list.folders()) {
            String path = folder.path() == null ? "(not on this device)" : folder.path();
            lines.add("%s  %s  %s".formatted(folder.name(), folder.fence(), path));
        }
        return lines.toString();
    }

    static String of(Answer.Checked checked) {
        StringJoiner lines = new StringJoiner("\n");
        checked.mended().forEach(finding -> lines.add("mended: " + of(finding)));
        checked.findings().forEach(finding -> lines.add(finding.severity() + ": " + of(finding)));
        if (checked.findings().isEmpty()) {
            lines.add("All agrees.");
        }
        lines.add("Disk: " + disk(count(checked.files(), "file"), found(checked, "disk")));
        lines.add("Ledger: " + ledger(found(checked, "ledger")));
        PieceNumbers pieces = checked.pieces();
        lines.add(
                "Pieces: %d proven, %d missing, %d damaged, %d on silent nodes."
                        .formatted(
                                pieces.proven(),
                                pieces.missing(),
                                pieces.damaged(),
                                pieces.unreachable()));
        return lines.toString();
    }

    private static long found(Answer.Checked checked, String about) {
        return checked.findings().stream().filter(one -> one.about().equals(about)).count();
    }

    private static String disk(String files, long differing) {
        return differing == 0
                ? "what is here of " + files + " is as it was committed."
                : "of %s, %s not as committed."
                        .formatted(files, differing == 1 ? "1 is" : differing + " are");
    }

    private static String ledger(long pending) {
        return pending == 0
                ? "this disk has all of it, and it all of this disk."
                : count(pending, "path") + " still to be sent or fetched.";
    }

    private static String of(Answer.Finding finding) {
        return (finding.path().isEmpty() ? "" : finding.path() + ": ") + finding.text();
    }

    static String of(Answer.Resolved resolved) {
        return resolved.other() == null
                ? resolved.path() + " is settled; the other version is in the folder's trash."
                : resolved.path() + " is settled; the other version is " + resolved.other() + ".";
    }

    static String of(Answer.DeviceList list) {
        StringJoiner lines = new StringJoiner("\n");
        for (Answer.DeviceLine device : list.devices()) {
            String seen = device.lastSeen() == null ? "" : ", last seen " + device.lastSeen();
            String revoked = device.revoked() ? ", revoked" : "";
            lines.add(device.name() + " (" + brief(device.id()) + seen + revoked + ")");
        }
        return lines.toString();
    }

    static String of(Doors.NodeState state) {
        return """
        Node %s of %s: disk in %s, law of %s.
        %d pieces, %s used, %s in the trash, %s to be given back, %s coming in, %s free.
        It answers on port %d.\
        """
                .formatted(
                        brief(state.node()),
                        state.operator(),
                        state.country(),
                        state.law(),
                        state.pieces(),
                        bytes(state.usedBytes()),
                        bytes(state.trashBytes()),
                        bytes(state.reclaimableBytes()),
                        bytes(state.reservedBytes()),
                        bytes(state.freeBytes()),
                        state.port());
    }

    static String bytes(long bytes) {
        List<String> units = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.size() - 1) {
            value /= 1024;
            unit++;
        }
        String number = unit == 0 ? "%.0f" : "%.1f";
        return String.format(Locale.ROOT, number, value) + " " + units.get(unit);
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String brief(String hex) {
        return hex.length() > 12 ? hex.substring(0, 12) : hex;
    }
}
