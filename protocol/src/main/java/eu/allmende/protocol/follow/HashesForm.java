package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.CborReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a path: CBOR `[hash…]`.
final class HashesForm {
    private HashesForm() {}

    static List<Hash> read(CborReader in, int most) throws IOException {
        int count = in.arrayUpTo(most);
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(in.hash());
        }
        return hashes;
    }
}
