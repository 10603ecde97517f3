package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Entries on their way through Ratis, and what became of them on the way back.
///
/// Handed in: CBOR `[entry…]`. In Ratis' log: `[1, stamp, [entry…]]`. Answered: `[[0, index, time]
/// | [code]…]`.
///
/// @param stampMillis the leader's clock
/// @param entries the bytes of signed entries, as they came; at most [#MOST_ENTRIES]
record Batch(long stampMillis, List<Bytes> entries) {
    static final int MOST_ENTRIES = 4_096;
    static final int MOST_BYTES = 1024 * 1024;

    private static final int VERSION = 1;

    Batch {
        entries = List.copyOf(entries);
    }

    /// The entries in parts of which each fits into one batch.
    static List<List<Bytes>> split(List<Bytes> entries) {
        List<List<Bytes>> parts = new ArrayList<>();
        int begin = 0;
        int bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            int next = entries.get(i).size();
            if (i > begin && (bytes + next > MOST_BYTES || i - begin == MOST_ENTRIES)) {
                parts.add(entries.subList(begin, i));
                begin = i;
                bytes = 0;
            }
            bytes += next;
        }
        parts.add(entries.subList(begin, entries.size()));
        return parts;
    }

    static byte[] writeEntries(List<Bytes> entries) {
        return CborWriter.write(out -> write(out, entries));
    }

    static List<Bytes> readEntries(byte[] form) throws MalformedException {
        return CborReader.read(form, Batch::readEntries);
    }

    byte[] encode() {
        return CborWriter.write(
                out -> write(out.array(3).number(VERSION).number(stampMillis), entries));
    }

    static Batch decode(byte[] form) throws MalformedException {
        return CborReader.read(
                form,
                in -> {
                    in.array(3);
                    in.number(VERSION, VERSION);
                    return new Batch(in.number(0, Long.MAX_VALUE), readEntries(in));
                });
    }

    static byte[] writeOutcomes(List<Outcome> outcomes) {
        return CborWriter.write(out -> {
            out.array(outcomes.size());
            outcomes.forEach(outcome -> write(out, outcome));
        });
    }

    static List<Outcome> readOutcomes(byte[] form) throws MalformedException {
        return CborReader.read(
                form,
                in -> {
                    int count = in.arrayUpTo(MOST_ENTRIES);
                    List<Outcome> outcomes = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        outcomes.add(readOutcome(in));
                    }
                    return outcomes;
                });
    }

    private static void write(CborWriter out, List<Bytes> entries) {
        out.array(entries.size());
        entries.forEach(out::bytes);
    }

    private static List<Bytes> readEntries(CborReader in) throws IOException {
        int count = in.arrayUpTo(MOST_ENTRIES);
        List<Bytes> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(in.bytes(SignedEntry.MOST_BYTES));
        }
        return entries;
    }

    private static void write(CborWriter out, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted(long index, long timeMillis) ->
                    out.array(3).number(0).number(index).number(timeMillis);
            case Outcome.Refused(Refusal refusal) -> out.array(1).number(refusal.code());
        }
    }

    private static Outcome readOutcome(CborReader in) throws IOException {
        int items = in.arrayUpTo(3);
        int code = in.smallNumber(0, Integer.MAX_VALUE);
        if (items == 3 && code == 0) {
            return new Outcome.Accepted(in.number(0, Long.MAX_VALUE), in.number(0, Long.MAX_VALUE));
        }
        return Refusal.ofCode(code)
                .filter(_ -> items == 1)
                .map(Outcome.Refused::new)
                .orElseThrow(() -> new MalformedException("no such outcome"));
    }
}
