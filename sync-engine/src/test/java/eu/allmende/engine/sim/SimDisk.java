package eu.allmende.engine.sim;

import eu.allmende.engine.sim.SimNode.Named;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A disk in memory. What was done since the last barrier may be undone by a power cut, latest
/// first; what was written to a file since it was flushed may be torn.
public final class SimDisk {
    private final Traits traits;
    private final SimClock clock;
    private final Acts acts;
    private final SimFileSystem system;
    private final SimNode root;
    private final NavigableSet<Long> free = new TreeSet<>();
    private final List<List<Runnable>> undo = new ArrayList<>();
    private final Set<SimNode> unflushed = new LinkedHashSet<>();
    private long numbers = 10;
    private boolean byUser;
    private Watch watch = (_, _) -> {};

    /// Hears of each act before it is done; throws to let it fail, or to end the process.
    @FunctionalInterface
    public interface Acts {
        /// It is about to be done.
        ///
        /// @param what the kind of act
        /// @param path to what
        void at(String what, Path path) throws IOException;
    }

    /// Hears of each change after it was made, whoever made it.
    @FunctionalInterface
    public interface Watch {
        /// What lies at the path changed.
        ///
        /// @param isDirectory whether a directory came to lie there
        void changed(Path path, boolean isDirectory);
    }

    /// Something that reaches the disk.
    @FunctionalInterface
    public interface Work {
        /// Does it.
        void run() throws IOException;
    }

    /// An empty disk.
    public SimDisk(Traits traits, SimClock clock, Acts acts) {
        this.traits = traits;
        this.clock = clock;
        this.acts = acts;
        system = new SimFileSystem(this);
        root = node(SimNode.DIRECTORY, 0755, "");
        root.names = 1;
    }

    /// From now on somebody else is told of changes.
    public void watchedBy(Watch other) {
        watch = other;
    }

    void changed(Path path) {
        watch.changed(path, false);
    }

    /// What kind of disk it is.
    public Traits traits() {
        return traits;
    }

    /// Its topmost directory.
    public Path root() {
        return system.getPath("/");
    }

    /// A person does something: it cannot fail, no process dies of it, and it survives power cuts.
    public void byUser(Work work) throws IOException {
        boolean before = byUser;
        byUser = true;
        try {
            work.run();
        } finally {
            byUser = before;
            barrier();
            new ArrayList<>(unflushed).forEach(this::flush);
        }
    }

    /// All names are on the disk.
    public void barrier() {
        undo.clear();
    }

    /// A file's bytes are on the disk, and so is its name.
    public void flush(Path file) throws IOException {
        flush(find(file));
        barrier();
    }

    private void flush(SimNode node) {
        node.flushed = node.bytes;
        unflushed.remove(node);
    }

    /// The power goes: some of the last acts were not on the disk yet, some files are torn.
    public void cutPower(Random random) {
        for (int lost = random.nextInt(undo.size() + 1); lost > 0; lost--) {
            undo.removeLast().reversed().forEach(Runnable::run);
        }
        for (SimNode node : unflushed) {
            int whole = Math.min(node.bytes.length, random.nextInt(node.bytes.length + 1));
            node.bytes = random.nextBoolean() ? node.flushed : Arrays.copyOf(node.bytes, whole);
            node.flushed = node.bytes;
        }
        unflushed.clear();
        barrier();
    }

    void act(String what, Path path) throws IOException {
        if (!byUser) {
            acts.at(what, path);
        }
    }

    private String key(String name) {
        return traits.foldsCase() ? name.toLowerCase(Locale.ROOT) : name;
    }

    private long now() {
        Instant now = clock.instant();
        long nanos = Duration.between(Instant.EPOCH, now).toNanos();
        return nanos - nanos % traits.grain().toNanos();
    }

    private SimNode node(int type, int bits, String target) {
        Long number = traits.reuses() ? free.pollFirst() : null;
        SimNode node = new SimNode(number == null ? numbers++ : number, type, bits, now(), target);
        return traits.births() ? node : node.withoutBirth();
    }

    SimNode find(Path path) throws IOException {
        SimNode at = root;
        for (Path part : path) {
            need(at, 0100, path);
            if (part.toString().equals(".")) {
                continue;
            }
            Named named = at.children.get(key(part.toString()));
            if (named == null) {
                throw new NoSuchFileException(path.toString());
            }
            at = named.node();
        }
        return at;
    }

    private SimNode directory(Path path) throws IOException {
        SimNode node = find(path);
        if (!node.isDirectory()) {
            throw new FileSystemException(path.toString(), null, "Not a directory");
        }
        return node;
    }

    /// @throws AccessDeniedException unless all bits are set, or a person acts
    void need(SimNode node, int bits, Path path) throws IOException {
        if (!byUser && traits.unix() && (node.bits & bits) != bits) {
            throw new AccessDeniedException(path.toString());
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    boolean exists(Path path) throws IOException {
        return directory(path.getParent()).children.containsKey(key(name(path)));
    }

    /// Makes something at a free name.
    SimNode make(Path path, int type, int bits, String target) throws IOException {
        SimNode parent = directory(path.getParent());
        if (exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        need(parent, 0300, path);
        SimNode node = node(type, bits, target);
        List<Runnable> back = new ArrayList<>();
        put(parent, new Named(name(path), node), back);
        undo.add(back);
        watch.changed(path, node.isDirectory());
        return node;
    }

    void link(Path name, Path existing) throws IOException {
        SimNode node = find(existing);
        SimNode parent = directory(name.getParent());
        if (exists(name)) {
            throw new FileAlreadyExistsException(name.toString());
        }
        need(parent, 0300, name);
        List<Runnable> back = new ArrayList<>();
        put(parent, new Named(name(name), node), back);
        node.changed = now();
        undo.add(back);
        changed(name);
    }

    void delete(Path path) throws IOException {
        SimNode node = find(path);
        if (node.isDirectory() && !node.children.isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        SimNode parent = directory(path.getParent());
        need(parent, 0300, path);
        List<Runnable> back = new ArrayList<>();
        take(parent, name(path), back);
        undo.add(back);
        changed(path);
        if (node.names == 0 && byUser) {
            free.add(node.number);
        }
    }

    void rename(Path from, Path to) throws IOException {
        SimNode node = find(from);
        SimNode source = directory(from.getParent());
        SimNode goal = directory(to.getParent());
        if (to.startsWith(from) && !to.equals(from)) {
            throw new FileSystemException(from.toString(), to.toString(), "Invalid argument");
        }
        need(source, 0300, from);
        need(goal, 0300, to);
        Named old = goal.children.get(key(name(to)));
        if (old != null && old.node() == node && !key(name(to)).equals(key(name(from)))) {
            return;
        }
        if (old != null && old.node() != node) {
            replaceable(node, old.node(), to);
        }
        List<Runnable> back = new ArrayList<>();
        take(source, name(from), back);
        put(goal, new Named(name(to), node), back);
        node.changed = now();
        undo.add(back);
        changed(from);
        watch.changed(to, node.isDirectory());
    }

    /// Moves to a free name, as one act.
    public void moveNew(Path from, Path to) throws IOException {
        act("rename", to);
        if (exists(to) && find(to) != find(from)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        rename(from, to);
    }

    /// Exchanges what two names stand for, as one act.
    public void exchange(Path one, Path other) throws IOException {
        act("exchange", other);
        SimNode first = find(one);
        SimNode second = find(other);
        SimNode here = directory(one.getParent());
        SimNode there = directory(other.getParent());
        need(here, 0300, one);
        need(there, 0300, other);
        List<Runnable> back = new ArrayList<>();
        put(here, new Named(name(one), second), back);
        put(there, new Named(name(other), first), back);
        first.changed = now();
        second.changed = first.changed;
        undo.add(back);
        watch.changed(one, second.isDirectory());
        watch.changed(other, first.isDirectory());
    }

    private static void replaceable(SimNode node, SimNode old, Path to) throws IOException {
        if (old.isDirectory() && !old.children.isEmpty()) {
            throw new DirectoryNotEmptyException(to.toString());
        }
        if (old.isDirectory() != node.isDirectory()) {
            throw new FileSystemException(to.toString(), null, "Is a directory, or is not");
        }
    }

    private void put(SimNode parent, Named named, List<Runnable> back) {
        change(parent, key(named.name()), named, back);
    }

    private void take(SimNode parent, String name, List<Runnable> back) {
        change(parent, key(name), null, back);
    }

    private void change(SimNode parent, String key, Named named, List<Runnable> back) {
        Named before = set(parent, key, named);
        back.add(() -> set(parent, key, before));
        parent.modified = now();
        parent.changed = parent.modified;
    }

    private static Named set(SimNode parent, String key, Named named) {
        Named before =
                named == null ? parent.children.remove(key) : parent.children.put(key, named);
        if (before != null) {
            before.node().names--;
        }
        if (named != null) {
            named.node().names++;
        }
        return before;
    }

    void write(SimNode node, byte[] bytes) {
        node.bytes = bytes;
        node.modified = now();
        node.changed = node.modified;
        unflushed.add(node);
    }

    void times(SimNode node, long modified) {
        node.modified = modified - Math.floorMod(modified, traits.grain().toNanos());
        node.changed = now();
    }

    void bits(SimNode node, int bits) {
        int before = node.bits;
        node.bits = bits;
        node.changed = now();
        undo.add(List.of(() -> node.bits = before));
    }

    /// The names in a directory.
    Iterator<Path> list(Path path) throws IOException {
        SimNode node = find(path);
        if (!node.isDirectory()) {
            throw new NotDirectoryException(path.toString());
        }
        need(node, 0500, path);
        List<Path> paths = new ArrayList<>();
        node.children.values().forEach(named -> paths.add(path.resolve(named.name())));
        return paths.iterator();
    }
}
