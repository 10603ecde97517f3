package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Ending;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// Answers about the past as text for a person.
final class PastTexts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneId.systemDefault());

    private PastTexts() {}

    static String of(Answer.Versions past) {
        StringJoiner lines = new StringJoiner("\n");
        if (!past.versions().isEmpty()) {
            lines.add(table(rows(past)));
        }
        if (!past.deletedInside().isEmpty()) {
            lines.add("Deleted in it:");
            lines.add(table(deletedRows(past)));
        }
        return lines.length() == 0 ? "Nothing was deleted in it." : lines.toString();
    }

    static String of(Answer.RewindPlan plan) {
        Answer.PastCounts counts = plan.counts();
        StringJoiner lines = new StringJoiner("\n");
        lines.add(
                "Folder %s, as it was at %s (version %d):"
                        .formatted(plan.name(), time(plan.at()), plan.version()));
        lines.add("  %6d brought back".formatted(counts.create()));
        lines.add("  %6d get the content they had".formatted(counts.update()));
        lines.add("  %6d go back to where they lay".formatted(counts.move()));
        lines.add("  %6d go to the trash".formatted(counts.delete()));
        lines.add("  %s to fetch".formatted(Texts.bytes(counts.bytes())));
        if (plan.expired() > 0) {
            lines.add(
                    "  %d of them are no longer kept for sure, and may be gone."
                            .formatted(plan.expired()));
        }
        return lines.toString();
    }

    static boolean isNothing(Answer.PastCounts counts) {
        return counts.create() + counts.update() + counts.move() + counts.delete() == 0;
    }

    static String of(Answer.Restored restored) {
        Answer.PastCounts counts = restored.counts();
        if (isNothing(counts)) {
            return restored.left().isEmpty()
                    ? "It is so already: nothing was done."
                    : "Nothing was done.";
        }
        return "%d brought back, %d changed back, %d moved back, %d to the trash; %s."
                .formatted(
                        counts.create(),
                        counts.update(),
                        counts.move(),
                        counts.delete(),
                        Texts.bytes(counts.bytes()));
    }

    /// Shows what was done, and says what was not.
    ///
    /// @return how the command ends
    static Ending show(Answer.Restored restored, Console console) throws IOException {
        console.show(restored, of(restored));
        for (Answer.PastLeft left : restored.left()) {
            console.say(left.path().isEmpty() ? left.reason() : left.path() + ": " + left.reason());
        }
        if (!restored.message().isEmpty()) {
            console.say("It is done here and not in the commons yet: " + restored.message());
        }
        return restored.left().isEmpty() && restored.message().isEmpty()
                ? Ending.DONE
                : Ending.FAILED;
    }

    private static List<List<String>> rows(Answer.Versions past) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("VERSION", "TIME", "SIZE", "DEVICE", "KEPT UNTIL", ""));
        for (Answer.VersionLine line : past.versions()) {
            boolean elsewhere = !line.path().equals(past.path());
            rows.add(
                    List.of(
                            Long.toString(line.version()),
                            time(line.time()),
                            what(line),
                            line.device(),
                            line.deleted() ? "" : kept(line),
                            elsewhere ? "as " + line.path() : ""));
        }
        return rows;
    }

    private static List<List<String>> deletedRows(Answer.Versions past) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("VERSION", "DELETED", "SIZE", "KEPT UNTIL", "NAME"));
        for (Answer.DeletedLine line : past.deletedInside()) {
            rows.add(
                    List.of(
                            Long.toString(line.version()),
                            time(line.deletedAt()),
                            line.directory() ? "folder" : Texts.bytes(line.size()),
                            day(line.keptUntil()),
                            line.name()));
        }
        return rows;
    }

    private static String what(Answer.VersionLine line) {
        if (line.deleted()) {
            return "deleted";
        }
        return line.directory() ? "folder" : Texts.bytes(line.size());
    }

    private static String kept(Answer.VersionLine line) {
        return line.keptUntil() == null ? "now" : day(line.keptUntil());
    }

    static String time(String iso) {
        return TIME.format(Instant.parse(iso));
    }

    private static String day(String iso) {
        return DAY.format(Instant.parse(iso));
    }

    private static String table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        StringJoiner lines = new StringJoiner("\n");
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append(row.get(column));
                line.append(" ".repeat(width(rows, column) - row.get(column).length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
