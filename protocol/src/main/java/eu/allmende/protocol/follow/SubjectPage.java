package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Some of a subject's entries: the answer to `GET /v1/ledger/subject?name=&after=&limit=`, which
/// asks for those after the first `after`.
///
/// Bytes: CBOR `[head note, [[index, leaf, [path hash…]]…]]`, at most [#MOST_BYTES].
///
/// A validator answers under a head that covers **everything it has applied**, and gathers
/// cosignatures for it if it has none: a reader does not count a validator whose tip is ahead of
/// its own head.
///
/// @param head cosigned by a quorum
/// @param leaves in the log's order, without a gap in the subject
public record SubjectPage(CosignedHead head, List<ProvenLeaf> leaves) {
    /// The longest page, in bytes.
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    /// The most leaves on a page.
    public static final int MOST_LEAVES = 4096;

    private static final int MOST_PATH = 63;

    public SubjectPage {
        leaves = List.copyOf(leaves);
    }

    /// A leaf with its proof.
    ///
    /// @param index its place in the log
    /// @param leaf its bytes
    /// @param path inclusion proof under the page's head
    public record ProvenLeaf(long index, Bytes leaf, List<Hash> path) {
        public ProvenLeaf {
            path = List.copyOf(path);
        }
    }

    /// The one spelling of this page.
    public Bytes encode() {
        return Bytes.of(
                CborWriter.write(out -> {
                    out.array(2).text(head.note()).array(leaves.size());
                    leaves.forEach(leaf -> write(out, leaf));
                }));
    }

    private static void write(CborWriter out, ProvenLeaf leaf) {
        out.array(3).number(leaf.index).bytes(leaf.leaf).array(leaf.path.size());
        leaf.path.forEach(out::hash);
    }

    /// The page that [#encode] wrote. Nothing in it is verified here.
    ///
    /// @throws MalformedException if the bytes are none
    public static SubjectPage decode(Bytes form) throws MalformedException {
        return CborReader.read(form.bytes(), SubjectPage::read);
    }

    private static SubjectPage read(CborReader in) throws IOException {
        in.array(2);
        CosignedHead head = CosignedHead.parse(in.text(CosignedHead.MOST_NOTE_BYTES));
        int count = in.arrayUpTo(MOST_LEAVES);
        List<ProvenLeaf> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            in.array(3);
            long index = in.number(0, Long.MAX_VALUE);
            Bytes leaf = in.bytes(LedgerLeaf.MOST_BYTES);
            leaves.add(new ProvenLeaf(index, leaf, HashesForm.read(in, MOST_PATH)));
        }
        return new SubjectPage(head, leaves);
    }
}
