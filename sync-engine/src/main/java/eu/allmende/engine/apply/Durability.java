package eu.allmende.engine.apply;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/// Makes what was written survive a power cut.
public interface Durability {
    /// The content of these files is on the disk when this returns.
    void files(Collection<Path> files) throws IOException;

    /// The names in these directories are on the disk when this returns.
    void directories(Collection<Path> directories) throws IOException;

    /// What this system offers.
    static Durability ofThisSystem() {
        return new DiskDurability(LinuxCalls.load());
    }

    /// None: for tests, which do not cut the power.
    static Durability none() {
        return new Durability() {
            @Override
            public void files(Collection<Path> files) {}

            @Override
            public void directories(Collection<Path> directories) {}
        };
    }
}
