package eu.allmende.engine.scan;

import java.util.List;
import java.util.Optional;

/// A directory as it was when it was last looked at, for a look that reads only some directories.
public interface Recall {
    /// Whether it must be read now all the same.
    boolean mustBeRead();

    /// What lies in it, if it need not be read.
    List<Child> children();

    /// A directory that lies in it; empty if none of that name was known, or it was another one.
    ///
    /// @param identity which it has now
    Optional<Recall> directory(String name, Identity identity);

    /// Something that lies in a directory.
    ///
    /// @param seen with what lies in it only if that is no directory of the local tree
    /// @param troubles with it; their paths begin with its name
    /// @param isEntry whether the local tree has it
    record Child(Seen seen, List<ScanTrouble> troubles, boolean isEntry) {
        public Child {
            troubles = List.copyOf(troubles);
        }
    }
}
