package eu.allmende.engine.transfer;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Pieces that their holders did not give as they should, as far as this device saw. For any number
/// of threads.
public final class Blemishes {
    private static final int MOST = 20_000;

    private final Map<Place, Kind> seen =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, Kind> eldest) {
                    return size() > MOST;
                }
            };

    private record Place(PackRoot pack, int index, NodeId holder) {}

    /// What is wrong with a piece.
    public enum Kind {
        /// The holder says that it does not have it.
        MISSING,
        /// What the holder has, or gave, is not the piece.
        DAMAGED
    }

    /// What was seen of a piece at its holder last.
    public synchronized Optional<Kind> of(PackRoot pack, int index, NodeId holder) {
        return Optional.ofNullable(seen.get(new Place(pack, index, holder)));
    }

    synchronized void note(PackRoot pack, int index, NodeId holder, Kind kind) {
        seen.put(new Place(pack, index, holder), kind);
    }

    synchronized void clear(PackRoot pack, int index, NodeId holder) {
        seen.remove(new Place(pack, index, holder));
    }
}
