package eu.allmende.node.store;

import eu.allmende.node.store.PieceStore.Usage;

/// What a store holds, counted as it changes: the sum of all is what its volumes take of the disk.
///
/// Bytes that were claimed for a record count from when the index knows it, or when the record was
/// given up.
final class Counting {
    private long pieces;
    private long used;
    private long trash;
    private long reclaimable;

    /// @param volumeBytes that all volumes take
    Counting(Usage index, long volumeBytes) {
        pieces = index.pieces();
        used = index.usedBytes();
        trash = index.trashBytes();
        reclaimable = Math.max(0, volumeBytes - used - trash);
    }

    synchronized Usage now() {
        return new Usage(pieces, used, trash, reclaimable);
    }

    /// A record was added.
    synchronized void kept(int length) {
        pieces++;
        used += length;
    }

    /// A record was replaced by another one of the same piece, or dropped; it still takes its room.
    ///
    /// @param length of the old one
    /// @param trashed whether that lay in the trash
    synchronized void dropped(int length, boolean trashed) {
        pieces--;
        reclaimable += length;
        if (trashed) {
            trash -= length;
        } else {
            used -= length;
        }
    }

    /// Records went to the trash, or, with a negative number, came back.
    synchronized void trashed(long bytes) {
        used -= bytes;
        trash += bytes;
    }

    /// So many bytes of volumes serve for nothing from now on.
    synchronized void wasted(long bytes) {
        reclaimable += bytes;
    }

    /// A volume of which nothing was wanted was deleted.
    synchronized void freed(long bytes) {
        reclaimable -= bytes;
    }
}
