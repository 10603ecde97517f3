package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What became of a [Submission], entry by entry.
///
/// Bytes: CBOR `[head note, [0, index, time, [path hash…]] or [code, text]…]`.
///
/// @param head cosigned by a quorum, and covers every entry that was ordered
/// @param outcomes one for each entry, in its order
public record SubmissionAnswer(CosignedHead head, List<Outcome> outcomes) {
    private static final int MOST_PATH = 63;
    private static final int MOST_TEXT_BYTES = 1024;

    public SubmissionAnswer {
        outcomes = List.copyOf(outcomes);
    }

    /// What became of one entry.
    public sealed interface Outcome {
        /// It has a place in the log. The same for an entry that was sent before, bit for bit: it
        /// keeps the place it has.
        ///
        /// @param path inclusion proof under the answer's head
        record Ordered(long index, long timeMillis, List<Hash> path) implements Outcome {
            public Ordered {
                path = List.copyOf(path);
            }
        }

        /// It was not taken and has no effect.
        ///
        /// @param code [Refusal#code]
        record Refused(int code, String text) implements Outcome {
            /// The refusal with its own sentence.
            public static Refused of(Refusal refusal) {
                return new Refused(refusal.code(), refusal.sentence());
            }
        }
    }

    /// The one spelling of this answer.
    public Bytes encode() {
        return Bytes.of(
                CborWriter.write(out -> {
                    out.array(1 + outcomes.size()).text(head.note());
                    outcomes.forEach(outcome -> write(out, outcome));
                }));
    }

    private static void write(CborWriter out, Outcome outcome) {
        switch (outcome) {
            case Outcome.Ordered(long index, long timeMillis, List<Hash> path) -> {
                out.array(4).number(0).number(index).number(timeMillis).array(path.size());
                path.forEach(out::hash);
            }
            case Outcome.Refused(int code, String text) -> out.array(2).number(code).text(text);
        }
    }

    /// The answer that [#encode] wrote. Nothing in it is verified here.
    ///
    /// @throws MalformedException if the bytes are none
    public static SubmissionAnswer decode(Bytes form) throws MalformedException {
        return CborReader.read(form.bytes(), SubmissionAnswer::read);
    }

    private static SubmissionAnswer read(CborReader in) throws IOException {
        int count = in.arrayUpTo(1 + Submission.MOST_ENTRIES) - 1;
        CosignedHead head = CosignedHead.parse(in.text(CosignedHead.MOST_NOTE_BYTES));
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.add(readOutcome(in));
        }
        return new SubmissionAnswer(head, outcomes);
    }

    private static Outcome readOutcome(CborReader in) throws IOException {
        int items = in.arrayUpTo(4);
        int code = in.smallNumber(0, Integer.MAX_VALUE);
        if (items == 4 && code == 0) {
            long index = in.number(0, Long.MAX_VALUE);
            long timeMillis = in.number(0, Long.MAX_VALUE);
            return new Outcome.Ordered(index, timeMillis, HashesForm.read(in, MOST_PATH));
        }
        if (items == 2 && code != 0) {
            return new Outcome.Refused(code, in.text(MOST_TEXT_BYTES));
        }
        throw new MalformedException("an outcome does not follow its format");
    }
}
