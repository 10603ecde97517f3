package eu.allmende.engine.commit;

import eu.allmende.protocol.piece.Code;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// How long the commons has had room for a rung of the ladder: a network that grew for an hour is
/// no reason to write anything anew.
final class Rung {
    private static final String NAME = "rung";
    private static final Duration WEEK = Duration.ofDays(7);

    private final LogShelf shelf;
    private final InstantSource clock;

    private record Seen(int wanted, long sinceMillis) {}

    Rung(LogShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /// The rung, if it, or a higher one, has been there for a week.
    ///
    /// @param now the highest rung there is room for now; empty if there is none
    Optional<Code> held(Optional<Code> now) throws IOException {
        int wanted = now.map(Code::wanted).orElse(0);
        Optional<Bytes> kept = shelf.kept(NAME);
        Seen before =
                kept.isEmpty()
                        ? new Seen(0, 0)
                        : CborReader.read(
                                kept.get().bytes(),
                                in -> {
                                    in.array(2);
                                    return new Seen(
                                            in.smallNumber(0, Integer.MAX_VALUE),
                                            in.number(0, Long.MAX_VALUE));
                                });
        if (before.wanted != wanted) {
            keep(new Seen(wanted, clock.millis()));
            return Optional.empty();
        }
        return clock.millis() - before.sinceMillis >= WEEK.toMillis() ? now : Optional.empty();
    }

    private void keep(Seen seen) throws IOException {
        shelf.keep(
                NAME,
                Bytes.of(
                        CborWriter.write(
                                out -> out.array(2).number(seen.wanted).number(seen.sinceMillis))));
    }
}
