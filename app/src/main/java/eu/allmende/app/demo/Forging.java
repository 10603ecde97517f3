package eu.allmende.app.demo;

import eu.allmende.protocol.follow.SubjectPage;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Puts a made-up entry in the place of the last one on each page of a subject, with the proof of
/// the true one.
final class Forging implements TamperingProxy.Tampering {
    private static final String PAGE = "/v1/ledger/subject";

    private final SigningKey stranger = SigningKey.generate(new SecureRandom());
    private final AtomicLong forged = new AtomicLong();

    /// How many pages it forged.
    long forged() {
        return forged.get();
    }

    @Override
    public PeerAnswer answer(PeerRequest request, TamperingProxy.Validator real)
            throws IOException {
        PeerAnswer answer = real.ask(request);
        if (!request.path().startsWith(PAGE) || !answer.isSuccess()) {
            return answer;
        }
        SubjectPage page = SubjectPage.decode(Bytes.of(answer.body()));
        if (page.leaves().isEmpty()) {
            return answer;
        }
        forged.incrementAndGet();
        byte[] forgery = forge(page).encode().bytes();
        return new PeerAnswer(answer.status(), ByteBuffer.wrap(forgery));
    }

    private SubjectPage forge(SubjectPage page) throws IOException {
        List<SubjectPage.ProvenLeaf> leaves = new ArrayList<>(page.leaves());
        SubjectPage.ProvenLeaf last = leaves.removeLast();
        LedgerLeaf leaf = LedgerLeaf.decode(last.index(), last.leaf(), 1);
        SignedEntry made = SignedEntry.sign(leaf.signed().commons(), madeUp(leaf), stranger);
        Bytes bytes = LedgerLeaf.encode(leaf.timeMillis(), made);
        leaves.add(new SubjectPage.ProvenLeaf(last.index(), bytes, last.path()));
        return new SubjectPage(page.head(), leaves);
    }

    /// The same commit with another content, or else the same entry by another hand.
    private static Entry madeUp(LedgerLeaf leaf) {
        return leaf.entry() instanceof Entry.Commit commit
                ? new Entry.Commit(
                        commit.folder(),
                        commit.baseSequence(),
                        commit.epoch(),
                        commit.author(),
                        Bytes.of(new byte[commit.batch().size()]),
                        List.of(),
                        List.of(),
                        commit.snapshot())
                : leaf.entry();
    }
}
