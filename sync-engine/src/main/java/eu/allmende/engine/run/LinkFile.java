package eu.allmende.engine.run;

import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which directory is synced with which folder: one small file for each, `folders/ID.link` in the
/// home. Its first line is the folder's name; the rest, but for the last line feed, the directory.
/// A file `folders/ID.paused` beside it says that a person paused the folder: until it is resumed
/// if it is empty, else until the second of the epoch that it holds.
///
/// @param name one line
/// @param path absolute
record LinkFile(FolderId folder, String name, Path path) {
    private static final String ENDING = ".link";

    LinkFile {
        if (name.contains("\n")) {
            throw new IllegalArgumentException("a folder's name is more than one line");
        }
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("a folder's directory must be absolute");
        }
    }

    /// All links in a home, by name; those that cannot be understood are left out.
    static List<LinkFile> all(Path folders) throws IOException {
        List<LinkFile> links = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folders, "*" + ENDING)) {
            for (Path file : files) {
                read(file).ifPresent(links::add);
            }
        }
        links.sort(Comparator.comparing(LinkFile::name));
        return links;
    }

    private static Optional<LinkFile> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - ENDING.length());
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            int line = text.indexOf('\n');
            if (line < 0 || !text.endsWith("\n") || line == text.length() - 1) {
                throw new IllegalArgumentException("a link file has a name and a directory");
            }
            Path path = file.getFileSystem().getPath(text.substring(line + 1, text.length() - 1));
            return Optional.of(new LinkFile(FolderId.parse(id), text.substring(0, line), path));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            System.getLogger(LinkFile.class.getName())
                    .log(System.Logger.Level.WARNING, "a link file cannot be understood", e);
            return Optional.empty();
        }
    }

    /// Writes the file so that a crash leaves the old one or the new one.
    void write(Path folders) throws IOException {
        Path fresh = folders.resolve(folder + ENDING + ".new");
        Files.writeString(
                fresh,
                name + "\n" + path + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(
                fresh,
                file(folders),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Ends the link, and a pause with it.
    void delete(Path folders) throws IOException {
        Files.deleteIfExists(file(folders));
        Files.deleteIfExists(choices(folders));
        resume(folders);
    }

    /// What a person decided about the folder.
    Path choices(Path folders) {
        return folders.resolve(folder + ".choices");
    }

    /// Until when a person paused the folder: [Instant#MAX] if that person must end it, empty if it
    /// is not paused, or not any more.
    Optional<Instant> pausedUntil(Path folders) {
        try {
            String text = Files.readString(pauseFile(folders)).strip();
            Instant until =
                    text.isEmpty() ? Instant.MAX : Instant.ofEpochSecond(Long.parseLong(text));
            return Optional.of(until).filter(Instant.now()::isBefore);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException | DateTimeException e) {
            return Optional.of(Instant.MAX);
        }
    }

    void pause(Path folders, Instant until) throws IOException {
        Files.writeString(
                pauseFile(folders),
                until.equals(Instant.MAX) ? "" : until.getEpochSecond() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
    }

    void resume(Path folders) throws IOException {
        Files.deleteIfExists(pauseFile(folders));
    }

    private Path pauseFile(Path folders) {
        return folders.resolve(folder + ".paused");
    }

    /// The folder's database.
    Path database(Path folders) {
        return folders.resolve(folder + ".db");
    }

    /// What was agreed with another directory must not be taken for what this one holds.
    void deleteDatabase(Path folders) throws IOException {
        Path database = database(folders);
        for (String part : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + part));
        }
    }

    private Path file(Path folders) {
        return folders.resolve(folder + ENDING);
    }
}
