package eu.allmende.protocol.wire;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;

/// The one factory of readers and writers. Its buffers come from a pool that all threads share: the
/// usual one belongs to each thread, and virtual threads live too short to use a buffer twice.
final class Cbor {
    static final CBORFactory FACTORY =
            CBORFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build();

    private Cbor() {}
}
