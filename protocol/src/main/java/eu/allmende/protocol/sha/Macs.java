package eu.allmende.protocol.sha;

import eu.allmende.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;

/// HMAC-SHA-256 of many messages under one key. For any number of threads.
///
/// One after the other, until it was seen that side by side is faster here.
public final class Macs {
    /// So many lanes must have something to do, or one after the other is as fast.
    private static final int LEAST_LANES = 3;

    private static volatile boolean sideBySide;

    private final ThreadLocal<Mac> macs;
    private final byte[] key;

    /// @param key at most 64 bytes; copied
    /// @param fresh makes a [Mac] under the same key
    public Macs(byte[] key, Supplier<Mac> fresh) {
        if (key.length > HmacLanes.BLOCK_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes is too long");
        }
        this.key = key.clone();
        macs = ThreadLocal.withInitial(fresh);
    }

    /// Takes messages side by side from now on, in this whole process. Both ways give the same.
    public static void goSideBySide() {
        sideBySide = true;
    }

    /// Whether many messages at once are faster than one by one.
    public static boolean areSideBySide() {
        return sideBySide;
    }

    /// The MAC of what remains of the buffer, whose position stays.
    public Hash of(ByteBuffer message) {
        Mac mac = macs.get();
        mac.update(message.duplicate());
        return Hash.of(mac.doFinal());
    }

    /// The MACs of what remains of each buffer, in this order; positions stay.
    ///
    /// @param messages each backed by an array
    public List<Hash> ofAll(List<ByteBuffer> messages) {
        return sideBySide && isWorthIt(messages)
                ? new HmacLanes(key).of(messages)
                : oneByOne(messages);
    }

    private List<Hash> oneByOne(List<ByteBuffer> messages) {
        List<Hash> all = new ArrayList<>(messages.size());
        for (ByteBuffer message : messages) {
            all.add(of(message));
        }
        return all;
    }

    /// The longest message alone may keep all lanes waiting.
    private static boolean isWorthIt(List<ByteBuffer> messages) {
        long sum = 0;
        long longest = 0;
        for (ByteBuffer message : messages) {
            sum += message.remaining();
            longest = Math.max(longest, message.remaining());
        }
        return messages.size() >= LEAST_LANES && sum >= LEAST_LANES * longest;
    }
}
