package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.util.Optional;

/// One act on the disk. Each says what it expects; if the disk is not so, it is left out and the
/// next plan starts from what is there.
public sealed interface Step {
    /// Whom it is about.
    EntryId entry();

    /// A step that puts a new file or link at a free spot.
    sealed interface Creation extends Step {
        /// Where to.
        Spot to();
    }

    /// Makes a directory at a free spot.
    record MakeDirectory(EntryId entry, Spot to) implements Step {}

    /// Makes a symbolic link at a free spot.
    record MakeLink(EntryId entry, Spot to, Content.Link link) implements Creation {}

    /// Gives a link that is there another target.
    record Relink(EntryId entry, Content.Link link) implements Step {}

    /// Moves an entry, with all in it, to a free spot.
    record Move(EntryId entry, Spot to) implements Step {}

    /// Gives an entry a temporary name, until its own is free.
    ///
    /// @param temporary in the directory it is in
    /// @param last where it goes in the end
    record Park(EntryId entry, Spot temporary, Spot last) implements Step {
        /// How temporary names begin.
        public static final String PREFIX = ".allmende-parked-";
    }

    /// Puts a file or link into the trash, or removes an empty directory.
    record Remove(EntryId entry) implements Step {}

    /// Puts a new file at a spot once its content is here.
    ///
    /// @param aside the file that lies there now and makes room at that moment, if there is one
    record Place(EntryId entry, Spot to, Content.File file, Optional<Move> aside)
            implements Creation {}

    /// Puts other bytes in place of a file's.
    record Replace(EntryId entry, Content.File file) implements Step {}

    /// Puts the content of a freed file at its name, and takes its placeholder away.
    record Fetch(EntryId entry, Content.File file) implements Step {}

    /// Sets or clears a file's exec bit.
    record MarkExecutable(EntryId entry, Content.File file) implements Step {}
}
