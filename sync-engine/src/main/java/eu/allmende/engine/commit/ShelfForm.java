package eu.allmende.engine.commit;

import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.protocol.ledger.SnapshotMark;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;

/// How small things are kept by name. Never leaves this computer.
final class ShelfForm {
    private ShelfForm() {}

    static Bytes encode(Tip tip) {
        return Bytes.of(
                CborWriter.write(out -> out.array(2).number(tip.count()).hash(tip.chain())));
    }

    static Tip tip(Bytes form) throws MalformedException {
        return CborReader.read(
                form.bytes(),
                in -> {
                    in.array(2);
                    return new Tip(in.number(0, Long.MAX_VALUE), in.hash());
                });
    }

    static Bytes encode(SnapshotMark mark) {
        return Bytes.of(
                CborWriter.write(out ->
                        out.array(3)
                                .number(mark.sequence())
                                .number(mark.tip().count())
                                .hash(mark.tip().chain())));
    }

    static SnapshotMark mark(Bytes form) throws MalformedException {
        return CborReader.read(
                form.bytes(),
                in -> {
                    in.array(3);
                    return new SnapshotMark(
                            in.number(0, Long.MAX_VALUE),
                            new Tip(in.number(0, Long.MAX_VALUE), in.hash()));
                });
    }

    static Bytes encode(FolderUpkeep.Cared cared) {
        return Bytes.of(
                CborWriter.write(
                        out -> out.array(2).number(cared.sequence()).number(cared.millis())));
    }

    static FolderUpkeep.Cared cared(Bytes form) throws MalformedException {
        return CborReader.read(
                form.bytes(),
                in -> {
                    in.array(2);
                    return new FolderUpkeep.Cared(
                            in.number(0, Long.MAX_VALUE), in.number(0, Long.MAX_VALUE));
                });
    }

    static Bytes encode(LogShelf.Sampled sampled) {
        PieceCounts counts = sampled.counts();
        return Bytes.of(
                CborWriter.write(out ->
                        out.array(7)
                                .number(sampled.nextMillis())
                                .number(sampled.lastMillis())
                                .number(counts.proven())
                                .number(counts.missing())
                                .number(counts.damaged())
                                .number(counts.unreachable())
                                .number(sampled.mended())));
    }

    static LogShelf.Sampled sampled(Bytes form) throws MalformedException {
        return CborReader.read(
                form.bytes(),
                in -> {
                    in.array(7);
                    long next = in.number(0, Long.MAX_VALUE);
                    long last = in.number(0, Long.MAX_VALUE);
                    PieceCounts counts =
                            new PieceCounts(
                                    in.number(0, Long.MAX_VALUE),
                                    in.number(0, Long.MAX_VALUE),
                                    in.number(0, Long.MAX_VALUE),
                                    in.number(0, Long.MAX_VALUE));
                    return new LogShelf.Sampled(next, last, counts, in.number(0, Long.MAX_VALUE));
                });
    }

    static Bytes encode(LogShelf.Attempt attempt) {
        return Bytes.of(
                CborWriter.write(out ->
                        out.array(3)
                                .number(attempt.base())
                                .hash(attempt.changes())
                                .hash(attempt.entry())));
    }

    static LogShelf.Attempt attempt(Bytes form) throws MalformedException {
        return CborReader.read(
                form.bytes(),
                in -> {
                    in.array(3);
                    return new LogShelf.Attempt(in.number(0, Long.MAX_VALUE), in.hash(), in.hash());
                });
    }
}
