package eu.allmende.engine.run;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.DiskNames.Repertoire;
import eu.allmende.engine.folder.DiskNames.Sameness;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.NameProbe;
import eu.allmende.engine.folder.Names;
import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a folder's disk makes of names, found out once, and again when another directory is there.
/// For the folder's loop.
final class ProbedNames implements Disk.NameSource {
    private final FolderRoot root;
    private @Nullable Identity probed;
    private DiskNames names = DiskNames.EXACT;

    ProbedNames(FolderRoot root) {
        this.root = root;
    }

    @Override
    public DiskNames now() {
        try {
            Identity now = Stat.of(root.path()).identity();
            if (!now.equals(probed)) {
                names = NameProbe.of(root);
                probed = now;
            }
        } catch (IOException e) {
            System.getLogger(ProbedNames.class.getName())
                    .log(System.Logger.Level.DEBUG, "what the disk makes of names is not known", e);
            probed = null;
            names = usual(System.getProperty("os.name", ""));
        }
        return names;
    }

    /// What is usual on a system; it counts while nothing can be written, and so not for much.
    static DiskNames usual(String system) {
        if (system.startsWith("Windows")) {
            return new DiskNames(Sameness.CASES, Repertoire.WINDOWS, Names.MAX_BYTES);
        }
        return system.startsWith("Mac")
                ? new DiskNames(Sameness.CASES, Repertoire.ALL, Names.MAX_BYTES)
                : DiskNames.EXACT;
    }
}
