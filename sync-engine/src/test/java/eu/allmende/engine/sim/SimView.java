package eu.allmende.engine.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Sets times and bits.
record SimView(SimDisk disk, Path path) implements PosixFileAttributeView {
    @Override
    public String name() {
        return "posix";
    }

    @Override
    public SimBits readAttributes() throws IOException {
        return new SimBits(disk.find(path));
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime born) throws IOException {
        disk.act("times", path);
        if (modified != null) {
            disk.times(disk.find(path), modified.to(TimeUnit.NANOSECONDS));
            disk.changed(path);
        }
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
        disk.act("chmod", path);
        disk.bits(disk.find(path), SimBits.of(permissions));
        disk.changed(path);
    }

    @Override
    public UserPrincipal getOwner() {
        throw new UnsupportedOperationException("there are no users");
    }

    @Override
    public void setOwner(UserPrincipal owner) {
        throw new UnsupportedOperationException("there are no users");
    }

    @Override
    public void setGroup(GroupPrincipal group) {
        throw new UnsupportedOperationException("there are no users");
    }
}
