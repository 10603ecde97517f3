package eu.allmende.engine.run;

import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SpaceOutcome;
import java.io.IOException;

/// Sees to the freed files of a folder before it is not synced here any more.
final class Removing {
    private final LinkedFolder folder;

    Removing(LinkedFolder folder) {
        this.folder = folder;
    }

    /// Does with freed files what is wanted.
    ///
    /// @return how many placeholders stay
    /// @throws RefusedException if the folder must stay synced
    long prepare(FreedOnRemoval freed) throws IOException {
        long files = freed();
        return switch (freed) {
            case LEAVE -> files;
            case FETCH -> {
                if (files > 0) {
                    fetch();
                }
                yield 0;
            }
            case REFUSE -> {
                if (files > 0) {
                    throw new RefusedException(
                            ("The folder %s is not removed: %s freed here, and would stay on this"
                                            + " disk as mere placeholders. Fetch them first"
                                            + " (`--fetch`), or leave it at that"
                                            + " (`--leave-placeholders`): they stay in the commons.")
                                    .formatted(
                                            name(),
                                            files == 1 ? "1 file is" : files + " files are"));
                }
                yield 0;
            }
        };
    }

    private long freed() {
        folder.recall();
        return folder.snapshot().freed().files();
    }

    private void fetch() throws IOException {
        SpaceOutcome fetched = folder.space().fetch("");
        if (!fetched.left().isEmpty()) {
            throw new RefusedException(
                    "The folder %s is not removed: a freed file cannot be fetched now. %s"
                            .formatted(name(), fetched.left().getFirst().reason()));
        }
    }

    private String name() {
        return folder.link().name();
    }
}
