package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;

/// Will you sign that the log had this root at this size? `POST /v1/ledger/cosign`, answered with
/// the line of a [eu.allmende.protocol.ledger.Cosignature].
///
/// Bytes: CBOR `[size, root]`.
public record CosignQuestion(long size, Hash root) {
    public CosignQuestion {
        if (size < 0) {
            throw new IllegalArgumentException("size is negative: " + size);
        }
    }

    /// The one spelling of this question.
    public Bytes encode() {
        return Bytes.of(CborWriter.write(out -> out.array(2).number(size).hash(root)));
    }

    /// The question that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are none
    public static CosignQuestion decode(Bytes form) throws MalformedException {
        return CborReader.read(form.bytes(), CosignQuestion::read);
    }

    private static CosignQuestion read(CborReader in) throws IOException {
        in.array(2);
        return new CosignQuestion(in.number(0, Long.MAX_VALUE), in.hash());
    }
}
