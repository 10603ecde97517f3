package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.util.List;

/// The path of a consistency proof: the answer to `GET /v1/ledger/consistency?from=&to=`.
///
/// Bytes: CBOR `[hash…]`.
public record ConsistencyAnswer(List<Hash> path) {
    private static final int MOST_PATH = 126;

    public ConsistencyAnswer {
        path = List.copyOf(path);
    }

    /// The one spelling of this answer.
    public Bytes encode() {
        return Bytes.of(
                CborWriter.write(out -> {
                    out.array(path.size());
                    path.forEach(out::hash);
                }));
    }

    /// The answer that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are none
    public static ConsistencyAnswer decode(Bytes form) throws MalformedException {
        return CborReader.read(
                form.bytes(), in -> new ConsistencyAnswer(HashesForm.read(in, MOST_PATH)));
    }
}
