package eu.allmende.node.validator;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.Bytes;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Slots in which devices that pair leave each other one message. In memory only; each message is
/// forgotten after 10 minutes. Whoever knows a slot's name may read and replace what is in it: the
/// name is a secret of the two. Safe for many threads.
final class Mailbox {
    static final int MOST_MESSAGE_BYTES = 4 * 1024;
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int MOST_SLOTS = 4_096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Hash, Message> slots = new LinkedHashMap<>();
    private final Clock clock;

    Mailbox(Clock clock) {
        this.clock = clock;
    }

    private record Message(Bytes content, long expiresMillis) {}

    /// Leaves a message, in place of one that is there.
    ///
    /// @return whether there was room
    boolean leave(Hash slot, Bytes content) {
        long now = clock.millis();
        lock.lock();
        try {
            forget(now);
            slots.remove(slot);
            if (slots.size() >= MOST_SLOTS) {
                return false;
            }
            slots.put(slot, new Message(content, now + LIFETIME.toMillis()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The message in a slot, which stays there.
    Optional<Bytes> look(Hash slot) {
        lock.lock();
        try {
            forget(clock.millis());
            return Optional.ofNullable(slots.get(slot)).map(Message::content);
        } finally {
            lock.unlock();
        }
    }

    /// The slots are in the order of leaving, and all messages live equally long.
    private void forget(long now) {
        Iterator<Message> oldest = slots.values().iterator();
        while (oldest.hasNext() && oldest.next().expiresMillis() <= now) {
            oldest.remove();
        }
    }
}
