package eu.allmende.protocol.follow;

import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How far are these subjects? `POST /v1/ledger/tips`. Answered at once if one of them has more
/// entries than known, else when that happens or the wait is over.
///
/// Bytes: CBOR `[wait, [[subject, known count]…]]`.
///
/// @param waitMillis at most [#MOST_WAIT_MILLIS]; 0: answer at once
/// @param known how many entries of each subject the asker has
public record TipsQuestion(long waitMillis, Map<Subject, Long> known) {
    /// The longest wait.
    public static final long MOST_WAIT_MILLIS = 60_000;

    /// The most subjects in one question.
    public static final int MOST_SUBJECTS = 1024;

    private static final int MOST_NAME_BYTES = 80;

    public TipsQuestion {
        known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
        if (waitMillis < 0 || waitMillis > MOST_WAIT_MILLIS) {
            throw new IllegalArgumentException("wait is out of range: " + waitMillis);
        }
        if (known.size() > MOST_SUBJECTS) {
            throw new IllegalArgumentException("too many subjects: " + known.size());
        }
    }

    /// The one spelling of this question.
    public Bytes encode() {
        return Bytes.of(
                CborWriter.write(out -> {
                    out.array(2).number(waitMillis).array(known.size());
                    known.forEach(
                            (subject, count) -> out.array(2).text(subject.name()).number(count));
                }));
    }

    /// The question that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are none
    public static TipsQuestion decode(Bytes form) throws MalformedException {
        return CborReader.read(form.bytes(), TipsQuestion::read);
    }

    private static TipsQuestion read(CborReader in) throws IOException {
        in.array(2);
        long waitMillis = in.number(0, MOST_WAIT_MILLIS);
        int count = in.arrayUpTo(MOST_SUBJECTS);
        Map<Subject, Long> known = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            in.array(2);
            known.put(new Subject(in.text(MOST_NAME_BYTES)), in.number(0, Long.MAX_VALUE));
        }
        return new TipsQuestion(waitMillis, known);
    }
}
