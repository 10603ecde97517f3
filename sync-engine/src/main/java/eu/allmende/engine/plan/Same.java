package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import java.util.Optional;

/// What counts as the same to a person.
final class Same {
    /// An order of entries that means nothing, but is the same in every run.
    private Same() {}

    static boolean is(Optional<EntryState> one, Optional<EntryState> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return one.get().sameAs(other.get());
    }

    static Content.File withExecutable(Content.File file, boolean executable) {
        return file.executable() == executable
                ? file
                : new Content.File(
                        file.contentId(),
                        file.sizeBytes(),
                        file.modified(),
                        executable,
                        file.chunks());
    }
}
