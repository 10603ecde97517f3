package eu.allmende.engine.apply;

import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/// Half a move: a rename that is made of a link and a deletion was cut off between the two, and the
/// file has its old name and its new one. Left so, one of them would look like a file that is new.
/// Systems whose disks do not count names (Windows) rename in one step.
record TwoNames(Path old, Path fresh) {
    /// Takes the new name away again, if the file has both. No bytes are lost by that.
    ///
    /// @param identity of the file that was moved
    /// @return whether it had both
    boolean takeBack(Identity identity) throws IOException {
        boolean counts = fresh.getFileSystem().supportedFileAttributeViews().contains("unix");
        boolean both = counts && has(old, identity) && has(fresh, identity) && areTwo();
        if (both) {
            Files.delete(fresh);
        }
        return both;
    }

    private static boolean has(Path path, Identity identity) throws IOException {
        try {
            return Stat.of(path).identity().isSame(identity);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Where a disk takes two names for one, both lead to the one that there is.
    private boolean areTwo() throws IOException {
        boolean samePlace =
                String.valueOf(old.getParent()).equals(String.valueOf(fresh.getParent()));
        boolean maybeOne = samePlace && folded(old).equals(folded(fresh));
        Object names = Files.getAttribute(fresh, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        return !maybeOne && names instanceof Number number && number.intValue() > 1;
    }

    private static String folded(Path path) {
        String name = String.valueOf(path.getFileName()).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
