package eu.allmende.engine.run;

import eu.allmende.engine.FolderMode;
import eu.allmende.engine.plan.Selection;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What a person decided about a folder on this device: its mode, and which directories are not
/// wanted. Kept in `folders/ID.choices`, a line each: `mode WORD`, and `out ID PATH` or `back ID
/// PATH`, with `-` for an id that is not known yet. For any number of threads.
final class Choices {
    private final Path file;
    private volatile Made made;
    private volatile boolean reverting;

    /// A directory that is not wanted, or was not until a moment ago.
    ///
    /// @param returning it is wanted again: until all of it is here, what is missing of it is no
    ///   deletion
    /// @param entry empty until the path is found in the commons
    /// @param path where it was when it was excluded
    record Excluded(boolean returning, Optional<EntryId> entry, String path) {
        private String line() {
            String id = entry.map(EntryId::toString).orElse("-");
            return (returning ? "back " : "out ") + id + " " + path + "\n";
        }
    }

    /// All at one moment.
    ///
    /// @param readable whether the file could be understood; if not, nothing may be done
    private record Made(boolean readable, FolderMode mode, List<Excluded> excluded) {
        static final Made NONE = new Made(true, FolderMode.BOTH, List.of());
        static final Made UNKNOWN = new Made(false, FolderMode.BOTH, List.of());

        private Made {
            excluded = List.copyOf(excluded);
        }
    }

    private Choices(Path file, Made made) {
        this.file = file;
        this.made = made;
    }

    /// Reads them.
    static Choices in(Path file) {
        Choices choices = new Choices(file, Made.UNKNOWN);
        try {
            choices.made = parse(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            choices.made = Made.NONE;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            log(e);
        } catch (IOException e) {
            log(e);
        }
        return choices;
    }

    private static void log(Exception e) {
        System.getLogger(Choices.class.getName())
                .log(System.Logger.Level.WARNING, "what was decided cannot be read", e);
    }

    private static Made parse(List<String> lines) {
        FolderMode mode = FolderMode.BOTH;
        List<Excluded> excluded = new ArrayList<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" ", 3));
            if (words.size() == 2 && words.getFirst().equals("mode")) {
                mode = FolderMode.of(words.getLast()).orElseThrow(IllegalArgumentException::new);
            } else if (words.size() == 3 && List.of("out", "back").contains(words.getFirst())) {
                Optional<EntryId> entry =
                        words.get(1).equals("-")
                                ? Optional.empty()
                                : Optional.of(EntryId.parse(words.get(1)));
                excluded.add(new Excluded(words.getFirst().equals("back"), entry, words.getLast()));
            } else {
                throw new IllegalArgumentException("a line that nobody wrote");
            }
        }
        return new Made(true, mode, excluded);
    }

    /// Whether they could be read. If not, a folder must stand still until its mode is set anew.
    boolean isReadable() {
        return made.readable;
    }

    FolderMode mode() {
        return made.mode;
    }

    void mode(FolderMode mode) throws IOException {
        change(old -> new Made(true, mode, old.excluded));
    }

    List<Excluded> excluded() {
        return made.excluded;
    }

    /// The directories that are not wanted now, as far as they are known.
    Selection unwanted() {
        return selection(one -> !one.returning());
    }

    /// The directories that are wanted again, and may not all be here.
    Selection returning() {
        return selection(Excluded::returning);
    }

    private Selection selection(Predicate<Excluded> which) {
        return new Selection(
                made.excluded.stream()
                        .filter(which)
                        .flatMap(one -> one.entry().stream())
                        .collect(Collectors.toSet()));
    }

    /// Changes which directories are not wanted.
    void exclude(UnaryOperator<List<Excluded>> by) throws IOException {
        change(old -> new Made(old.readable, old.mode, by.apply(new ArrayList<>(old.excluded))));
    }

    /// A person wants what was changed here to be undone, in the next pass.
    void revert() {
        reverting = true;
    }

    boolean isReverting() {
        return reverting;
    }

    void reverted() {
        reverting = false;
    }

    private synchronized void change(UnaryOperator<Made> by) throws IOException {
        Made next = by.apply(made);
        if (!next.equals(made)) {
            keep(next);
            made = next;
        }
    }

    private void keep(Made next) throws IOException {
        StringBuilder text = new StringBuilder("mode " + next.mode.word() + "\n");
        next.excluded.forEach(one -> text.append(one.line()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                fresh,
                text,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
