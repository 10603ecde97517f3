package eu.allmende.protocol.follow;

import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Entries handed to a validator, in the order in which they are to be taken: `POST
/// /v1/ledger/entries`.
///
/// Bytes: CBOR `[signed entry…]`.
///
/// @param entries 1 to [#MOST_ENTRIES]
public record Submission(List<SignedEntry> entries) {
    /// The most entries in one submission.
    public static final int MOST_ENTRIES = 256;

    /// The longest submission, in bytes.
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    public Submission {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("unfit number of entries: " + entries.size());
        }
    }

    /// The one spelling of this submission.
    public Bytes encode() {
        return Bytes.of(
                CborWriter.write(out -> {
                    out.array(entries.size());
                    entries.forEach(entry -> out.bytes(entry.encode()));
                }));
    }

    /// The submission that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are none
    public static Submission decode(Bytes form) throws MalformedException {
        return CborReader.read(form.bytes(), Submission::read);
    }

    private static Submission read(CborReader in) throws IOException {
        int count = in.arrayUpTo(MOST_ENTRIES);
        List<SignedEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(SignedEntry.decode(in.bytes(SignedEntry.MOST_BYTES)));
        }
        return new Submission(entries);
    }
}
