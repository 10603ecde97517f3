package eu.allmende.engine.apply;

import java.io.IOException;
import java.nio.file.Path;

/// The two renames that lose nothing.
public interface Renames {
    /// Moves a file, link or directory to a free name.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if the name is taken; nothing was done
    void moveNew(Path from, Path to) throws IOException;

    /// Puts a fresh file where a file is; what was there goes to the slot. The target's name is
    /// there at every moment.
    ///
    /// @param slot a free name on the same file system
    void swapIn(Path fresh, Path target, Path slot) throws IOException;

    /// With what Java has everywhere: what other systems than this one get.
    static Renames portable() {
        return new PortableRenames();
    }

    /// The best that this system has.
    static Renames ofThisSystem() {
        return LinuxCalls.load().<Renames>map(LinuxRenames::new).orElseGet(Renames::portable);
    }
}
