package eu.allmende.engine.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/// Bytes of a node, read or written from a position on.
final class SimChannel implements SeekableByteChannel {
    private final SimNode node;
    private final boolean writes;
    private final Writing writing;
    private long position;
    private boolean open = true;

    /// How bytes get into the node.
    interface Writing {
        void write(String what, byte[] bytes) throws IOException;
    }

    SimChannel(SimNode node, boolean writes, Writing writing) {
        this.node = node;
        this.writes = writes;
        this.writing = writing;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        check();
        if (writes) {
            throw new NonReadableChannelException();
        }
        ByteBuffer rest = SimProvider.rest(node, position);
        if (!rest.hasRemaining()) {
            return -1;
        }
        int length = Math.min(rest.remaining(), into.remaining());
        into.put(rest.slice(rest.position(), length));
        position += length;
        return length;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        check();
        if (!writes) {
            throw new NonWritableChannelException();
        }
        int length = from.remaining();
        int end = Math.max(node.bytes.length, (int) position + length);
        byte[] bytes = Arrays.copyOf(node.bytes, end);
        from.duplicate().get(bytes, (int) position, length);
        writing.write("write", bytes);
        from.position(from.limit());
        position += length;
        return length;
    }

    private void check() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return node.bytes.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException("nobody truncates");
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
