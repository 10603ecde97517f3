package eu.allmende.engine.sim;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What a name stands for.
final class SimNode implements BasicFileAttributes {
    static final int FILE = 0x8000;
    static final int DIRECTORY = 0x4000;
    static final int LINK = 0xa000;

    /// A name as it was given, and what it stands for.
    record Named(String name, SimNode node) {}

    final long number;
    final int type;
    long born;
    final Map<String, Named> children = new TreeMap<>();
    final String target;
    int names;
    int bits;
    long modified;
    long changed;
    byte[] bytes = {};
    byte[] flushed = {};

    SimNode(long number, int type, int bits, long now, String target) {
        this.number = number;
        this.type = type;
        this.bits = bits;
        this.target = target;
        born = now;
        modified = now;
        changed = now;
    }

    /// As on a disk that does not know when a file was made: Java then takes when it was modified.
    SimNode withoutBirth() {
        born = -1;
        return this;
    }

    /// It as it is now: what is seen does not change afterwards.
    SimNode asSeen() {
        SimNode seen = new SimNode(number, type, bits, 0, target);
        seen.born = born;
        seen.modified = modified;
        seen.changed = changed;
        seen.bytes = bytes;
        return seen;
    }

    @Override
    public FileTime lastModifiedTime() {
        return FileTime.from(modified, TimeUnit.NANOSECONDS);
    }

    @Override
    public FileTime lastAccessTime() {
        return lastModifiedTime();
    }

    @Override
    public FileTime creationTime() {
        return FileTime.from(born < 0 ? modified : born, TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean isRegularFile() {
        return type == FILE;
    }

    @Override
    public boolean isDirectory() {
        return type == DIRECTORY;
    }

    @Override
    public boolean isSymbolicLink() {
        return type == LINK;
    }

    @Override
    public boolean isOther() {
        return false;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public Object fileKey() {
        return number;
    }
}
