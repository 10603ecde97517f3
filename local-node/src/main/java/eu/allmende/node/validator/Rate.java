package eu.allmende.node.validator;

import eu.allmende.protocol.identity.PublicKey;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// How often one caller may do something: a bucket of tokens that fills again. Safe for many
/// threads.
final class Rate {
    private static final int MOST_CALLERS = 10_000;
    private static final double MILLIS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<PublicKey, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);
    private final Clock clock;
    private final double perSecond;
    private final double most;

    /// @param most so many at once
    Rate(Clock clock, double perSecond, int most) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.most = most;
    }

    private record Bucket(double tokens, long atMillis) {}

    /// Takes a token.
    ///
    /// @return whether there was one
    boolean take(PublicKey caller) {
        long now = clock.millis();
        lock.lock();
        try {
            Bucket bucket = buckets.getOrDefault(caller, new Bucket(most, now));
            double passed = Math.max(0, now - bucket.atMillis) / MILLIS;
            double tokens = Math.min(most, bucket.tokens + passed * perSecond);
            boolean enough = tokens >= 1;
            buckets.put(caller, new Bucket(enough ? tokens - 1 : tokens, now));
            if (buckets.size() > MOST_CALLERS) {
                buckets.pollFirstEntry();
            }
            return enough;
        } finally {
            lock.unlock();
        }
    }
}
