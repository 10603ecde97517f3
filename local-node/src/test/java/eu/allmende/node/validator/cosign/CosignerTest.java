package eu.allmende.node.validator.cosign;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CosignerTest {
    private static final String ORIGIN = "allmende/test/0";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final SigningKey KEY = SigningKey.fromSeed(new byte[SigningKey.SEED_BYTES]);

    @TempDir Path dir;
    private final FakeLog log = new FakeLog();

    @Test
    void signsWhatItsOwnLogSays() throws Exception {
        log.grow(3, "a");
        try (Cosigner cosigner = open()) {
            Answer answer = cosigner.sign(3, log.root(3));

            Checkpoint checkpoint = new Checkpoint(ORIGIN, 3, log.root(3));
            assertThat(answer).isInstanceOf(Answer.Signed.class);
            Cosignature cosignature = ((Answer.Signed) answer).cosignature();
            assertThat(cosignature.isBy(KEY.publicKey(), checkpoint)).isTrue();
        }
    }

    @Test
    void doesNotSignWhatItsLogDoesNotSay() throws Exception {
        log.grow(3, "a");
        try (Cosigner cosigner = open()) {
            assertThat(cosigner.sign(3, log.root(2))).isInstanceOf(Answer.Contradicts.class);
        }
    }

    @Test
    void doesNotSignAheadOfItsLog() throws Exception {
        try (Cosigner cosigner = open()) {
            assertThat(cosigner.sign(1, Hash.sha256(new byte[0])))
                    .isInstanceOf(Answer.NotYet.class);
        }
    }

    @Test
    void signsASmallerSizeOfTheSameLogAgain() throws Exception {
        log.grow(5, "a");
        try (Cosigner cosigner = open()) {
            cosigner.sign(5, log.root(5));

            assertThat(cosigner.sign(2, log.root(2))).isInstanceOf(Answer.Signed.class);
        }
    }

    @Test
    void neverSignsALogThatContradictsWhatItSignedBeforeARestart() throws Exception {
        log.grow(5, "a");
        try (Cosigner cosigner = open()) {
            cosigner.sign(5, log.root(5));
        }
        log.replace(8, "b");
        try (Cosigner cosigner = open()) {
            assertThat(cosigner.sign(2, log.root(2))).isInstanceOf(Answer.Contradicts.class);
            assertThat(cosigner.sign(8, log.root(8))).isInstanceOf(Answer.Contradicts.class);
        }
    }

    @Test
    void waitsWhileItsLogIsShorterThanWhatItSigned() throws Exception {
        log.grow(5, "a");
        try (Cosigner cosigner = open()) {
            cosigner.sign(5, log.root(5));
        }
        log.replace(4, "a");
        try (Cosigner cosigner = open()) {
            assertThat(cosigner.sign(3, log.root(3))).isInstanceOf(Answer.NotYet.class);
            log.grow(5, "a");
            assertThat(cosigner.sign(5, log.root(5))).isInstanceOf(Answer.Signed.class);
        }
    }

    @Test
    void twoCosignersWithOneMemoryDoNotSignPastEachOther() throws Exception {
        log.grow(3, "a");
        try (Cosigner one = open();
                Cosigner other = open()) {
            one.sign(3, log.root(3));
            log.replace(4, "b");

            assertThat(other.sign(4, log.root(4))).isInstanceOf(Answer.Contradicts.class);
        }
    }

    @Test
    void doesNotSignWhatIsStampedAheadOfItsClock() throws Exception {
        log.grow(1, "a");
        log.timeMillis = NOW.plusSeconds(121).toEpochMilli();
        try (Cosigner cosigner = open()) {
            assertThat(cosigner.sign(1, log.root(1))).isInstanceOf(Answer.TooEarly.class);
        }
    }

    @Test
    void theLastHeadOutlivesARestart() throws Exception {
        log.grow(1, "a");
        CosignedHead head = new CosignedHead(new Checkpoint(ORIGIN, 1, log.root(1)), List.of());
        try (Cosigner cosigner = open()) {
            cosigner.rememberLast(head);
        }
        try (Cosigner cosigner = open()) {
            assertThat(cosigner.rememberedHead()).contains(head);
        }
    }

    private Cosigner open() throws IOException {
        return Cosigner.open(
                dir.resolve("cosigned.db"),
                log,
                KEY,
                new Cosigner.Frame(ORIGIN, Clock.fixed(NOW, ZoneOffset.UTC)));
    }
}
