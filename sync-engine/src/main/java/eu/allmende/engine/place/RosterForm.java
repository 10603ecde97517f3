package eu.allmende.engine.place;

import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;

/// What a roster keeps of the ledger and the directory.
///
/// Bytes: CBOR `[1, count, chain, [leaf…], [record…]]`.
///
/// @param tip of the subject `nodes`
/// @param leaves from its beginning
/// @param records the newest of each node
record RosterForm(Tip tip, List<LedgerLeaf> leaves, List<NodeRecord> records) {
    private static final int VERSION = 1;
    private static final int MOST_NODES = 1_000_000;

    RosterForm {
        leaves = List.copyOf(leaves);
        records = List.copyOf(records);
    }

    Bytes encode() {
        return Bytes.of(
                CborWriter.write(out -> {
                    out.array(5).number(VERSION).number(tip.count()).hash(tip.chain());
                    out.array(leaves.size());
                    leaves.forEach(leaf -> out.bytes(leaf.encode()));
                    out.array(records.size());
                    records.forEach(record -> out.bytes(record.encode()));
                }));
    }

    static RosterForm decode(Bytes form) throws MalformedException {
        return CborReader.read(
                form.bytes(),
                in -> {
                    in.array(5);
                    in.number(VERSION, VERSION);
                    Tip tip = new Tip(in.number(0, Long.MAX_VALUE), in.hash());
                    List<LedgerLeaf> leaves = new ArrayList<>();
                    for (int left = in.arrayUpTo(MOST_NODES); left > 0; left--) {
                        Bytes leaf = in.bytes(LedgerLeaf.MOST_BYTES);
                        leaves.add(LedgerLeaf.decode(leaves.size(), leaf, leaves.size() + 1L));
                    }
                    List<NodeRecord> records = new ArrayList<>();
                    for (int left = in.arrayUpTo(MOST_NODES); left > 0; left--) {
                        records.add(NodeRecord.decode(in.bytes(NodeRecord.MOST_BYTES)));
                    }
                    return new RosterForm(tip, leaves, records);
                });
    }
}
