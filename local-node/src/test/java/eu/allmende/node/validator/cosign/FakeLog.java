package eu.allmende.node.validator.cosign;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.merkle.Merkle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A log in memory; it can be exchanged for another, as if somebody had touched the disk.
final class FakeLog implements LogWitness {
    private final List<Hash> leaves = new ArrayList<>();
    long timeMillis;

    synchronized void grow(int size, String content) {
        while (leaves.size() < size) {
            leaves.add(Merkle.leafHash((content + leaves.size()).getBytes(StandardCharsets.UTF_8)));
        }
    }

    synchronized void replace(int size, String content) {
        leaves.clear();
        grow(size, content);
    }

    @Override
    public synchronized long size() {
        return leaves.size();
    }

    @Override
    public synchronized Hash root(long size) {
        return Merkle.root(leaves.subList(0, (int) size));
    }

    @Override
    public long timeMillis() {
        return timeMillis;
    }

    @Override
    public boolean awaitSize(long size, Duration most) {
        return size <= size();
    }
}
