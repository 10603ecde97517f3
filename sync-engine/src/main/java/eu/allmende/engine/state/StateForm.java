package eu.allmende.engine.state;

import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Freed;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Optional;

/// How states are spelled in a row. Never leaves this computer.
final class StateForm {
    private static final byte FILE = 1;
    private static final byte DIRECTORY = 2;
    private static final byte LINK = 3;
    private static final int SETTLED = 1;
    private static final int IS_FREED = 2;

    private StateForm() {}

    /// Something that writes itself.
    @FunctionalInterface
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /// Something that reads itself.
    @FunctionalInterface
    interface Reading<T> {
        T from(ByteBuffer in);
    }

    static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /// Reads what [#bytes] made.
    ///
    /// @throws DamagedStateException if the bytes say nothing that can be
    static <T> T read(byte[] bytes, Reading<T> reading) throws DamagedStateException {
        try {
            return reading.from(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
            throw new DamagedStateException(e);
        }
    }

    static void write(DataOutputStream out, EntryState state) throws IOException {
        write(out, state.spot());
        switch (state.content()) {
            case Content.File file -> {
                out.writeByte(FILE);
                out.write(file.contentId().bytes());
                out.writeLong(file.sizeBytes());
                out.writeLong(file.modified().getLong(ChronoField.INSTANT_SECONDS));
                out.writeInt(file.modified().get(ChronoField.NANO_OF_SECOND));
                out.writeBoolean(file.executable());
                byte[] chunks = file.chunks().bytes();
                out.writeInt(chunks.length);
                out.write(chunks);
            }
            case Content.Directory _ -> out.writeByte(DIRECTORY);
            case Content.Link link -> {
                out.writeByte(LINK);
                write(out, link.target());
            }
        }
    }

    static EntryState state(ByteBuffer in) {
        Spot spot = spot(in);
        byte kind = in.get();
        Content content =
                switch (kind) {
                    case FILE -> file(in);
                    case DIRECTORY -> new Content.Directory();
                    case LINK -> new Content.Link(text(in));
                    default -> throw new IllegalArgumentException("no kind: " + kind);
                };
        return new EntryState(spot.parent(), spot.name(), content);
    }

    private static Content.File file(ByteBuffer in) {
        Hash contentId = hash(in);
        long size = in.getLong();
        Instant modified = Instant.ofEpochSecond(in.getLong(), in.getInt());
        boolean executable = in.get() != 0;
        ChunkList chunks = ChunkList.of(take(in, in.getInt()));
        return new Content.File(contentId, size, modified, executable, chunks);
    }

    static void write(DataOutputStream out, Sighting sighting) throws IOException {
        write(out, sighting.stat());
        int settled = sighting.settled() ? SETTLED : 0;
        if (sighting.freed().isEmpty()) {
            out.writeByte(settled);
            return;
        }
        Freed freed = sighting.freed().get();
        out.writeByte(settled | IS_FREED);
        out.writeByte(code(freed.standing()));
        write(out, freed.random());
    }

    static Sighting sighting(ByteBuffer in) {
        Stat stat = stat(in);
        byte flags = in.get();
        if ((flags & ~(SETTLED | IS_FREED)) != 0) {
            throw new IllegalArgumentException("no flags: " + flags);
        }
        boolean settled = (flags & SETTLED) != 0;
        return (flags & IS_FREED) == 0
                ? new Sighting(stat, settled)
                : new Sighting(stat, settled, Optional.of(freed(in)));
    }

    private static Freed freed(ByteBuffer in) {
        byte code = in.get();
        Freed.Standing standing =
                switch (code) {
                    case 1 -> Freed.Standing.HERE;
                    case 2 -> Freed.Standing.LOST;
                    case 3 -> Freed.Standing.RETURNING;
                    default -> throw new IllegalArgumentException("no standing: " + code);
                };
        return new Freed(hash(in), standing);
    }

    private static int code(Freed.Standing standing) {
        return switch (standing) {
            case HERE -> 1;
            case LOST -> 2;
            case RETURNING -> 3;
        };
    }

    static void write(DataOutputStream out, Hash hash) throws IOException {
        out.write(hash.bytes());
    }

    static Hash hash(ByteBuffer in) {
        return Hash.of(take(in, Hash.SIZE_BYTES));
    }

    static void write(DataOutputStream out, Stat stat) throws IOException {
        out.writeByte(code(stat.kind()));
        out.writeLong(stat.sizeBytes());
        out.writeLong(stat.modifiedNanos());
        out.writeLong(stat.changedNanos());
        write(out, stat.identity());
        out.writeInt(stat.mode());
    }

    static Stat stat(ByteBuffer in) {
        return new Stat(
                kind(in.get()),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                identity(in),
                in.getInt());
    }

    private static int code(Stat.Kind kind) {
        return switch (kind) {
            case OTHER -> 0;
            case FILE -> FILE;
            case DIRECTORY -> DIRECTORY;
            case LINK -> LINK;
        };
    }

    private static Stat.Kind kind(byte code) {
        return switch (code) {
            case 0 -> Stat.Kind.OTHER;
            case FILE -> Stat.Kind.FILE;
            case DIRECTORY -> Stat.Kind.DIRECTORY;
            case LINK -> Stat.Kind.LINK;
            default -> throw new IllegalArgumentException("no kind: " + code);
        };
    }

    static void write(DataOutputStream out, Identity identity) throws IOException {
        out.writeLong(identity.device());
        out.writeLong(identity.inode());
        out.writeLong(identity.birthNanos());
    }

    static Identity identity(ByteBuffer in) {
        return new Identity(in.getLong(), in.getLong(), in.getLong());
    }

    static void write(DataOutputStream out, Spot spot) throws IOException {
        write(out, spot.parent());
        write(out, spot.name());
    }

    static Spot spot(ByteBuffer in) {
        return new Spot(entry(in), text(in));
    }

    static void write(DataOutputStream out, EntryId entry) throws IOException {
        out.writeLong(entry.high());
        out.writeLong(entry.low());
    }

    static EntryId entry(ByteBuffer in) {
        return new EntryId(in.getLong(), in.getLong());
    }

    static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(ByteBuffer in) {
        return new String(take(in, in.getInt()), StandardCharsets.UTF_8);
    }

    private static byte[] take(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("too short");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
