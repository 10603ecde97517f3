package eu.allmende.protocol.follow;

import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a validator says to a [TipsQuestion]. A claim: it counts once pages prove it.
///
/// Bytes: CBOR `[log size, [[subject, count, chain]…]]`.
///
/// @param logSize entries that the validator has applied
/// @param tips one for each subject asked for; [Tip#START] for a subject without entries
public record TipsAnswer(long logSize, Map<Subject, Tip> tips) {
    private static final int MOST_NAME_BYTES = 80;

    public TipsAnswer {
        tips = Collections.unmodifiableMap(new LinkedHashMap<>(tips));
    }

    /// The tip of a subject; [Tip#START] if the answer does not name it.
    public Tip tip(Subject subject) {
        return tips.getOrDefault(subject, Tip.START);
    }

    /// The one spelling of this answer.
    public Bytes encode() {
        return Bytes.of(
                CborWriter.write(out -> {
                    out.array(2).number(logSize).array(tips.size());
                    tips.forEach((subject, tip) ->
                            out.array(3)
                                    .text(subject.name())
                                    .number(tip.count())
                                    .hash(tip.chain()));
                }));
    }

    /// The answer that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are none
    public static TipsAnswer decode(Bytes form) throws MalformedException {
        return CborReader.read(form.bytes(), TipsAnswer::read);
    }

    private static TipsAnswer read(CborReader in) throws IOException {
        in.array(2);
        long logSize = in.number(0, Long.MAX_VALUE);
        int count = in.arrayUpTo(TipsQuestion.MOST_SUBJECTS);
        Map<Subject, Tip> tips = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            in.array(3);
            Subject subject = new Subject(in.text(MOST_NAME_BYTES));
            tips.put(subject, new Tip(in.number(0, Long.MAX_VALUE), in.hash()));
        }
        return new TipsAnswer(logSize, tips);
    }
}
