package eu.allmende.protocol.follow;

import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;

/// The body of an answer whose status says that something was not done.
///
/// Bytes: CBOR `[code, sentence]`.
///
/// @param code [Refusal#code]
/// @param sentence for a person
public record ErrorAnswer(int code, String sentence) {
    private static final int MOST_SENTENCE_BYTES = 1024;

    /// The refusal with its own sentence.
    public static ErrorAnswer of(Refusal refusal) {
        return new ErrorAnswer(refusal.code(), refusal.sentence());
    }

    /// The one spelling of this answer.
    public Bytes encode() {
        return Bytes.of(CborWriter.write(out -> out.array(2).number(code).text(sentence)));
    }

    /// The answer that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are none
    public static ErrorAnswer decode(Bytes form) throws MalformedException {
        return CborReader.read(form.bytes(), ErrorAnswer::read);
    }

    private static ErrorAnswer read(CborReader in) throws IOException {
        in.array(2);
        return new ErrorAnswer(in.smallNumber(0, Integer.MAX_VALUE), in.text(MOST_SENTENCE_BYTES));
    }
}
