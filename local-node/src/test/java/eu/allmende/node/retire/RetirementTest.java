package eu.allmende.node.retire;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.node.store.Lookup;
import eu.allmende.node.store.MemoryPieceStore;
import eu.allmende.node.store.PieceKey;
import eu.allmende.node.store.StoredPiece;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Periods;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.piece.PieceRoots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetirementTest {
    private static final FolderId FOLDER = new FolderId(1, 2);
    private static final FolderId OTHER = new FolderId(3, 4);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final MemoryPieceStore store = new MemoryPieceStore();
    private final Terms terms = new Terms();
    private final StoredPiece piece = piece(1);
    private final StoredPiece another = piece(2);
    private Retirement retirement;

    @TempDir Path dir;

    @BeforeEach
    void begin() throws IOException {
        store.keep(key(piece), piece);
        store.keep(key(another), another);
        retirement = open();
    }

    @AfterEach
    void end() throws IOException {
        retirement.close();
    }

    @Test
    void aRetiredPackIsDroppedThreeDaysAndAWeekLaterAndNothingElse() throws IOException {
        terms.retire(FOLDER, key(piece).pack());
        retirement.look();
        terms.passes(Periods.RETIRED_STAYS.minus(MOMENT));
        assertThat(retirement.look()).isZero();
        terms.passes(MOMENT);
        assertThat(retirement.look()).isZero();
        terms.passes(Retirement.TRASH);
        assertThat(retirement.look()).isZero();
        terms.passes(MOMENT);

        assertThat(retirement.look()).isEqualTo(1);

        assertThat(store.kept(key(piece))).isEmpty();
        assertThat(store.kept(key(another))).isPresent();
    }

    @Test
    void aPieceThatSomebodyReadsStaysForGood() throws IOException {
        terms.retire(FOLDER, key(piece).pack());
        terms.passes(Periods.RETIRED_STAYS);
        retirement.look();
        assertThat(store.find(key(piece), ByteBuffer::allocate)).isInstanceOf(Lookup.Found.class);

        terms.passes(Retirement.TRASH.multipliedBy(3));

        assertThat(retirement.look()).isZero();
        assertThat(store.kept(key(piece))).isPresent();
    }

    @Test
    void whatAnotherFolderRetiresIsNotThisFolders() throws IOException {
        terms.retire(OTHER, key(piece).pack());
        terms.passes(Duration.ofDays(100));
        retirement.look();
        terms.passes(Duration.ofDays(100));

        assertThat(retirement.look()).isZero();
    }

    @Test
    void aNodeThatWasOffFollowsFromWhereItWas() throws IOException {
        retirement.look();
        retirement.close();
        terms.retire(FOLDER, key(piece).pack());
        terms.passes(Duration.ofDays(4));
        retirement = open();
        assertThat(retirement.look()).isZero();
        terms.passes(Duration.ofDays(8));

        assertThat(retirement.look()).isEqualTo(1);
    }

    @Test
    void aBookThatIsDamagedIsReadAnew() throws IOException {
        terms.retire(FOLDER, key(piece).pack());
        retirement.look();
        retirement.close();
        Files.writeString(dir.resolve("retired.db"), "no database ".repeat(500));
        retirement = open();
        terms.passes(Periods.RETIRED_STAYS);
        retirement.look();
        terms.passes(Duration.ofDays(8));

        assertThat(retirement.look()).isEqualTo(1);
    }

    private Retirement open() throws IOException {
        return Retirement.open(terms, store, dir.resolve("retired.db"));
    }

    private static StoredPiece piece(int content) {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {(byte) content, 2, 3});
        PackManifest manifest =
                new PackManifest(new PackShape(1, 1, 1, 3), List.of(PieceRoots.of(0, bytes)));
        return new StoredPiece(FOLDER, manifest, bytes);
    }

    private static PieceKey key(StoredPiece piece) {
        return new PieceKey(piece.manifest().root(), 0);
    }

    /// Terms of folders, and a time that a test moves.
    private static final class Terms implements RetiredTerms {
        private final List<LedgerLeaf> leaves = new ArrayList<>();
        private Instant now = Instant.ofEpochSecond(1_800_000_000);

        void passes(Duration time) {
            now = now.plus(time);
        }

        void retire(FolderId folder, PackRoot pack) {
            SigningKey key = SigningKey.fromSeed(new byte[SigningKey.SEED_BYTES]);
            SignedEntry signed =
                    SignedEntry.sign(
                            new CommonsId(Hash.sha256()),
                            new Entry.Retire(folder, List.of(pack)),
                            key);
            leaves.add(new LedgerLeaf(leaves.size(), now.toEpochMilli(), signed, 1));
        }

        @Override
        public Reading read(FolderId folder, Tip after) {
            List<LedgerLeaf> found =
                    leaves.stream()
                            .filter(leaf -> ((Entry.Retire) leaf.entry()).folder().equals(folder))
                            .toList();
            Tip tip = Tip.START;
            for (LedgerLeaf leaf : found) {
                tip = tip.next(LedgerLeaf.hash(leaf.encode()));
            }
            return new Reading(found.subList((int) after.count(), found.size()), tip);
        }

        @Override
        public Instant pastTime() {
            return now;
        }
    }
}
