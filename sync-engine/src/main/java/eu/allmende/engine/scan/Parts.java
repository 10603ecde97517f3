package eu.allmende.engine.scan;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// The directories of a folder that must be looked at: none, some, or the whole folder. All that is
/// not known any better is the whole.
///
/// Paths lie inside the folder, with `/`; empty text is the folder itself.
///
/// @param in directories that must be read
/// @param within directories that must be read with all that lies below them
public record Parts(Set<String> in, Set<String> within) {
    /// So many directories, and no more; more of them are the whole folder.
    public static final int MOST = 64;

    /// Nothing.
    public static final Parts NONE = new Parts(Set.of(), Set.of());

    /// The whole folder.
    public static final Parts WHOLE = new Parts(Set.of(), Set.of(""));

    public Parts {
        if (in.size() + within.size() > MOST) {
            throw new IllegalArgumentException("too many directories: " + in.size());
        }
        in = Set.copyOf(in);
        within = Set.copyOf(within);
    }

    /// What lies right in one directory.
    public static Parts in(String directory) {
        return new Parts(Set.of(directory), Set.of());
    }

    /// A directory with all that lies below it.
    public static Parts within(String directory) {
        return new Parts(Set.of(), Set.of(directory));
    }

    /// What lies right in these directories.
    public static Parts in(Collection<String> directories) {
        return of(new HashSet<>(directories), Set.of());
    }

    private static Parts of(Set<String> in, Set<String> within) {
        if (within.contains("")) {
            return WHOLE;
        }
        Set<String> tops = new HashSet<>(within);
        tops.removeIf(top -> isIn(within, above(top)));
        Set<String> single = new HashSet<>(in);
        single.removeIf(directory -> isIn(tops, directory));
        return single.size() + tops.size() > MOST ? WHOLE : new Parts(single, tops);
    }

    /// Both.
    public Parts and(Parts other) {
        if (other.isNone() || equals(other)) {
            return this;
        }
        Set<String> allIn = new HashSet<>(in);
        allIn.addAll(other.in);
        Set<String> allWithin = new HashSet<>(within);
        allWithin.addAll(other.within);
        return of(allIn, allWithin);
    }

    /// Whether nothing must be looked at.
    public boolean isNone() {
        return in.isEmpty() && within.isEmpty();
    }

    /// Whether all must be looked at.
    public boolean isWhole() {
        return within.contains("");
    }

    /// Whether a directory must be read.
    public boolean hold(String directory) {
        return in.contains(directory) || isIn(within, directory);
    }

    /// Whether a directory is one of these, or lies below one.
    private static boolean isIn(Set<String> tops, String directory) {
        if (tops.isEmpty()) {
            return false;
        }
        String at = directory;
        while (!at.isEmpty() && !tops.contains(at)) {
            at = above(at);
        }
        return tops.contains(at);
    }

    /// The directory in which a path lies.
    public static String above(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }
}
