package eu.allmende.engine.sim;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/// A node's permission bits, and the rest, as they are at one moment.
record SimBits(SimNode node, Set<PosixFilePermission> permissions) implements PosixFileAttributes {
    SimBits(SimNode node) {
        this(node.asSeen(), permissions(node.bits));
    }

    /// The bits for a set of permissions.
    static int of(Object permissions) {
        int bits = 0;
        int bit = 0400;
        for (PosixFilePermission one : PosixFilePermission.values()) {
            bits |= ((Set<?>) permissions).contains(one) ? bit : 0;
            bit >>= 1;
        }
        return bits;
    }

    private static Set<PosixFilePermission> permissions(int bits) {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        int bit = 0400;
        for (PosixFilePermission one : PosixFilePermission.values()) {
            if ((bits & bit) != 0) {
                set.add(one);
            }
            bit >>= 1;
        }
        return set;
    }

    @Override
    public UserPrincipal owner() {
        throw new UnsupportedOperationException("there are no users");
    }

    @Override
    public GroupPrincipal group() {
        throw new UnsupportedOperationException("there are no users");
    }

    @Override
    public FileTime lastModifiedTime() {
        return node.lastModifiedTime();
    }

    @Override
    public FileTime lastAccessTime() {
        return node.lastAccessTime();
    }

    @Override
    public FileTime creationTime() {
        return node.creationTime();
    }

    @Override
    public boolean isRegularFile() {
        return node.isRegularFile();
    }

    @Override
    public boolean isDirectory() {
        return node.isDirectory();
    }

    @Override
    public boolean isSymbolicLink() {
        return node.isSymbolicLink();
    }

    @Override
    public boolean isOther() {
        return false;
    }

    @Override
    public long size() {
        return node.size();
    }

    @Override
    public Object fileKey() {
        return node.fileKey();
    }
}
