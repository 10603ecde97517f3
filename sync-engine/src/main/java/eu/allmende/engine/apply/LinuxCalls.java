package eu.allmende.engine.apply;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The calls of Linux that Java does not have: renames that never overwrite or that exchange, a
/// flush of one whole file system, directories that stay open, links whose target is kept to the
/// byte. See renameat2(2), syncfs(2), openat(2), symlink(2).
final class LinuxCalls {
    private static final int AT_FDCWD = -100;
    private static final int NO_REPLACE = 1;
    private static final int EXCHANGE = 2;
    private static final boolean IS_ARM_OR_POWER =
            System.getProperty("os.arch", "").matches("aarch64|arm.*|ppc.*");
    private static final int O_DIRECTORY = IS_ARM_OR_POWER ? 040000 : 0200000;
    private static final int O_NOFOLLOW = IS_ARM_OR_POWER ? 0100000 : 0400000;
    private static final int O_CLOEXEC = 02000000;
    private static final int O_PATH = 010000000;
    private static final int ENOENT = 2;
    private static final int EEXIST = 17;
    private static final int ENOTDIR = 20;
    private static final int EINVAL = 22;
    private static final int ENOSPC = 28;
    private static final int ENOSYS = 38;
    private static final int ELOOP = 40;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle renameat2;
    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle openat;
    private final MethodHandle symlink;
    private final MethodHandle syncfs;
    private final Charset names;

    @SuppressWarnings("restricted")
    private LinuxCalls(Linker linker) {
        AddressLayout address = ValueLayout.ADDRESS;
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        renameat2 =
                bind(
                        linker,
                        "renameat2",
                        FunctionDescriptor.of(number, number, address, number, address, number));
        open = bind(linker, "open", FunctionDescriptor.of(number, address, number), 2);
        openat = bind(linker, "openat", FunctionDescriptor.of(number, number, address, number), 3);
        symlink = bind(linker, "symlink", FunctionDescriptor.of(number, address, address));
        close = bind(linker, "close", FunctionDescriptor.of(number, number));
        syncfs = bind(linker, "syncfs", FunctionDescriptor.of(number, number));
        names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle bind(
            Linker linker, String name, FunctionDescriptor form, int... firstVariadic) {
        MemorySegment function = linker.defaultLookup().findOrThrow(name);
        List<Linker.Option> options = new ArrayList<>();
        options.add(Linker.Option.captureCallState("errno"));
        for (int first : firstVariadic) {
            options.add(Linker.Option.firstVariadicArg(first));
        }
        return linker.downcallHandle(function, form, options.toArray(Linker.Option[]::new));
    }

    /// Loaded once.
    private static final class Loaded {
        private static final Optional<LinuxCalls> CALLS = tryLoad();
    }

    /// The calls, if this is Linux with a C library that has them.
    static Optional<LinuxCalls> load() {
        return Loaded.CALLS;
    }

    private static Optional<LinuxCalls> tryLoad() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LinuxCalls(Linker.nativeLinker()));
        } catch (RuntimeException | LinkageError e) {
            System.getLogger(LinuxCalls.class.getName())
                    .log(System.Logger.Level.INFO, "renames are done the portable way", e);
            return Optional.empty();
        }
    }

    /// Whether the calls can be used on this path.
    static boolean knows(Path path) {
        return path.getFileSystem().equals(FileSystems.getDefault());
    }

    /// What came of a call that some file systems do not know.
    enum Answer {
        DONE,
        NOT_KNOWN_HERE
    }

    /// Renames; never overwrites.
    Answer moveNew(Path from, Path to) throws IOException {
        return rename(from, to, NO_REPLACE);
    }

    /// Exchanges two names.
    Answer exchange(Path one, Path other) throws IOException {
        return rename(one, other, EXCHANGE);
    }

    private Answer rename(Path from, Path to, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result =
                    (int)
                            renameat2.invokeExact(
                                    state,
                                    AT_FDCWD,
                                    text(arena, from),
                                    AT_FDCWD,
                                    text(arena, to),
                                    flags);
            return result == 0 ? Answer.DONE : answer(errno(state), from, to);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Opens a directory to go on from; its own name must not be a link.
    ///
    /// @return a number that [#close] takes back
    int openDirectory(Path directory) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int file =
                    (int)
                            openat.invokeExact(
                                    state,
                                    AT_FDCWD,
                                    text(arena, directory),
                                    O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (file < 0) {
                throw failure(errno(state), directory, directory);
            }
            return file;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Closes what was opened.
    void close(int file) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) close.invokeExact(arena.allocate(STATE), file);
            assert ignored == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("a directory could not be closed", e);
        }
    }

    /// Makes a symbolic link; its target is kept to the byte.
    void symlink(String target, Path at) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = (int) symlink.invokeExact(state, text(arena, target), text(arena, at));
            if (result != 0) {
                throw failure(errno(state), at, at);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Writes everything of the file system that holds this directory to the disk.
    void syncFileSystem(Path directory) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int file = (int) open.invokeExact(state, text(arena, directory), O_DIRECTORY);
            if (file < 0) {
                throw failure(errno(state), directory, directory);
            }
            try {
                if ((int) syncfs.invokeExact(state, file) != 0) {
                    throw failure(errno(state), directory, directory);
                }
            } finally {
                int ignored = (int) close.invokeExact(state, file);
                assert ignored == 0;
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private MemorySegment text(Arena arena, Path path) {
        return text(arena, path.toString());
    }

    private MemorySegment text(Arena arena, String words) {
        Charset charset = names.equals(StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : names;
        byte[] bytes = words.getBytes(charset);
        MemorySegment text = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return text;
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    private static Answer answer(int errno, Path from, Path to) throws IOException {
        if (errno == EINVAL || errno == ENOSYS) {
            return Answer.NOT_KNOWN_HERE;
        }
        throw failure(errno, from, to);
    }

    private static IOException failure(int errno, Path from, Path to) {
        return switch (errno) {
            case EEXIST -> new FileAlreadyExistsException(to.toString());
            case ENOENT, ENOTDIR, ELOOP ->
                    new NoSuchFileException(from.toString(), to.toString(), null);
            case ENOSPC ->
                    new FileSystemException(
                            from.toString(), to.toString(), "No space left on device");
            default ->
                    new FileSystemException(
                            from.toString(), to.toString(), "the system's error " + errno);
        };
    }

    private static IOException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IOException("a call of the system could not be made", e);
    }
}
