package eu.allmende.engine.sim;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What Java asks of a simulated disk.
final class SimProvider extends FileSystemProvider {
    private static final int USUAL_BITS = 0644;

    private final SimDisk disk;

    SimProvider(SimDisk disk) {
        this.disk = disk;
    }

    @Override
    public String getScheme() {
        return "sim";
    }

    @Override
    public FileSystem newFileSystem(URI address, Map<String, ?> settings) {
        throw new UnsupportedOperationException("a simulated disk has no address");
    }

    @Override
    public FileSystem getFileSystem(URI address) {
        throw new UnsupportedOperationException("a simulated disk has no address");
    }

    @Override
    public Path getPath(URI address) {
        throw new UnsupportedOperationException("a simulated disk has no address");
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE);
        disk.act(writes ? "open" : "read", path);
        SimNode node = writes ? forWriting(path, options, attributes) : disk.find(path);
        if (!node.isRegularFile()) {
            throw new FileSystemException(path.toString(), null, "Is no file");
        }
        disk.need(node, writes ? 0200 : 0400, path);
        return new SimChannel(
                node,
                writes,
                (what, bytes) -> {
                    disk.act(what, path);
                    disk.write(node, bytes);
                    disk.changed(path);
                });
    }

    private SimNode forWriting(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean fresh = options.contains(StandardOpenOption.CREATE_NEW);
        if (disk.exists(path)) {
            if (fresh) {
                throw new FileAlreadyExistsException(path.toString());
            }
            SimNode node = disk.find(path);
            if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
                disk.write(node, new byte[0]);
                disk.changed(path);
            }
            return node;
        }
        int bits = attributes.length == 0 ? USUAL_BITS : SimBits.of(attributes[0].value()) & ~0022;
        SimNode node = disk.make(path, SimNode.FILE, bits, "");
        disk.write(node, new byte[0]);
        return node;
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
        disk.act("list", directory);
        Iterator<Path> names = disk.list(directory);
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return names;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        disk.act("mkdir", directory);
        disk.make(directory, SimNode.DIRECTORY, 0755, "");
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
            throws IOException {
        disk.act("symlink", link);
        disk.make(link, SimNode.LINK, 0777, target.toString());
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        disk.act("link", link);
        disk.link(link, existing);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        SimNode node = disk.find(link);
        if (!node.isSymbolicLink()) {
            throw new NotLinkException(link.toString());
        }
        return link.getFileSystem().getPath(node.target);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.act("delete", path);
        disk.delete(path);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        disk.act("copy", target);
        SimNode from = disk.find(source);
        SimNode to = disk.make(target, from.type, from.bits, from.target);
        disk.write(to, from.bytes);
        disk.times(to, from.modified);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        disk.act("rename", target);
        List<CopyOption> how = Arrays.asList(options);
        boolean replaces =
                how.contains(StandardCopyOption.REPLACE_EXISTING)
                        || how.contains(StandardCopyOption.ATOMIC_MOVE);
        if (!replaces && disk.exists(target) && disk.find(target) != disk.find(source)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        disk.rename(source, target);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return disk.find(one) == disk.find(other);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException("nobody asks for the store");
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        disk.find(path);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        SimView view = new SimView(disk, path);
        return type.isInstance(view) ? type.cast(view) : null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        disk.act("stat", path);
        SimNode node = disk.find(path);
        return type.cast(type == PosixFileAttributes.class ? new SimBits(node) : node.asSeen());
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String fields, LinkOption... options)
            throws IOException {
        disk.act("stat", path);
        SimNode node = disk.find(path);
        return Map.of(
                "nlink",
                node.names,
                "mode",
                node.type | node.bits,
                "ino",
                node.number,
                "dev",
                7L,
                "ctime",
                FileTime.from(node.changed, TimeUnit.NANOSECONDS),
                "size",
                node.size(),
                "lastModifiedTime",
                node.lastModifiedTime(),
                "creationTime",
                node.creationTime());
    }

    @Override
    public void setAttribute(Path path, String field, Object value, LinkOption... options) {
        throw new UnsupportedOperationException("set by views only");
    }

    /// Bytes of a node, from a place on.
    static ByteBuffer rest(SimNode node, long position) {
        int from = (int) Math.min(position, node.bytes.length);
        return ByteBuffer.wrap(node.bytes, from, node.bytes.length - from);
    }
}
