package eu.allmende.protocol.follow;

import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The records a validator keeps: the answer to `GET /v1/directory`.
///
/// Bytes: CBOR `[record…]`.
public record DirectoryAnswer(List<NodeRecord> records) {
    /// The most records in one answer.
    public static final int MOST_RECORDS = 16 * 1024;

    public DirectoryAnswer {
        records = List.copyOf(records);
    }

    /// The one spelling of this answer.
    public Bytes encode() {
        return Bytes.of(
                CborWriter.write(out -> {
                    out.array(records.size());
                    records.forEach(record -> out.bytes(record.encode()));
                }));
    }

    /// The answer that [#encode] wrote. The records' signatures are not checked here.
    ///
    /// @throws MalformedException if the bytes are none
    public static DirectoryAnswer decode(Bytes form) throws MalformedException {
        return CborReader.read(form.bytes(), DirectoryAnswer::read);
    }

    private static DirectoryAnswer read(CborReader in) throws IOException {
        int count = in.arrayUpTo(MOST_RECORDS);
        List<NodeRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(NodeRecord.decode(in.bytes(NodeRecord.MOST_BYTES)));
        }
        return new DirectoryAnswer(records);
    }
}
