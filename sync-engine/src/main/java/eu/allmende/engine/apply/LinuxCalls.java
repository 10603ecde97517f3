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
import java.util.Optional;

/// The calls of Linux that Java does not have: renames that never overwrite or that exchange, and a
/// flush of one whole file system. See renameat2(2), syncfs(2).
final class LinuxCalls {
    private static final int AT_FDCWD = -100;
    private static final int NO_REPLACE = 1;
    private static final int EXCHANGE = 2;
    private static final int O_DIRECTORY = 0200000;
    private static final int ENOENT = 2;
    private static final int EEXIST = 17;
    private static final int EINVAL = 22;
    private static final int ENOSPC = 28;
    private static final int ENOSYS = 38;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle renameat2;
    private final MethodHandle open;
    private final MethodHandle close;
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
        open = bind(linker, "open", FunctionDescriptor.of(number, address, number));
        close = bind(linker, "close", FunctionDescriptor.of(number, number));
        syncfs = bind(linker, "syncfs", FunctionDescriptor.of(number, number));
        names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle bind(Linker linker, String name, FunctionDescriptor form) {
        MemorySegment function = linker.defaultLookup().findOrThrow(name);
        Linker.Option errno = Linker.Option.captureCallState("errno");
        return name.equals("open")
                ? linker.downcallHandle(function, form, errno, Linker.Option.firstVariadicArg(2))
                : linker.downcallHandle(function, form, errno);
    }

    /// The calls, if this is Linux with a C library that has them.
    static Optional<LinuxCalls> load() {
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
        Charset charset = names.equals(StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : names;
        byte[] bytes = path.toString().getBytes(charset);
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
            case ENOENT -> new NoSuchFileException(from.toString(), to.toString(), null);
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
