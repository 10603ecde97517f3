package eu.allmende.app.device;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Question;
import eu.allmende.engine.Engine;
import eu.allmende.engine.FolderMode;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What a person decides about a folder, done at once: each time the folder is synced.
final class Deciding {
    private final Engine engine;
    private final EngineDesk desk;

    Deciding(Engine engine, EngineDesk desk) {
        this.engine = engine;
        this.desk = desk;
    }

    /// What was changed in a directory goes out before the directory leaves this disk.
    Answer select(Question.Select select) throws IOException, InterruptedException {
        String name = select.name();
        Path root = desk.folder(name).path();
        List<String> exclude = inside(root, select.exclude());
        List<String> include = inside(root, select.include());
        SyncSummary first = desk.syncOne(name);
        if (!exclude.isEmpty()) {
            engine.exclude(name, exclude);
        }
        if (!include.isEmpty()) {
            engine.include(name, include);
        }
        return after(name, first);
    }

    Answer mode(String name, String word) throws IOException, InterruptedException {
        FolderMode mode =
                FolderMode.of(word)
                        .orElseThrow(() ->
                                new RefusedException(
                                        "There is no mode "
                                                + word
                                                + ": use both, send or receive."));
        desk.folder(name);
        engine.mode(name, mode);
        return after(name, SyncSummary.NOTHING);
    }

    Answer revert(String name) throws IOException, InterruptedException {
        SyncSummary first = desk.syncOne(name);
        engine.revert(name);
        return after(name, first);
    }

    private Answer after(String name, SyncSummary first) throws IOException, InterruptedException {
        SyncSummary all = first.plus(desk.syncOne(name));
        return EngineDesk.synced(all, List.of(desk.folder(name)));
    }

    /// Paths inside the folder, with `/`, whichever way a person wrote them.
    private static List<String> inside(Path root, List<String> typed) throws RefusedException {
        for (String path : typed) {
            Path whole = root.resolve(path).normalize();
            if (!whole.startsWith(root) || whole.equals(root)) {
                throw new RefusedException(path + " is no directory in the folder.");
            }
        }
        return typed.stream()
                .map(path -> root.relativize(root.resolve(path).normalize()))
                .map(Deciding::slashed)
                .toList();
    }

    private static String slashed(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
