package eu.allmende.node.validator.cosign;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.node.validator.HandClock;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.HeadPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatheringTest {
    private static final CommonsId COMMONS = new CommonsId(Hash.sha256(new byte[0]));
    private static final String ORIGIN = Checkpoint.origin(COMMONS);
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final Duration MOMENT = Duration.ofMillis(500);

    @TempDir Path dir;
    private final FakeLog log = new FakeLog();
    private final HandClock clock = new HandClock();
    private final List<SigningKey> keys = new ArrayList<>();
    private final Map<NodeId, SigningKey> willing = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private Cosigner own;
    private HeadPolicy policy;

    @BeforeEach
    void open() throws IOException {
        for (int i = 0; i < 4; i++) {
            byte[] seed = new byte[SigningKey.SEED_BYTES];
            Arrays.fill(seed, (byte) i);
            SigningKey key = SigningKey.fromSeed(seed);
            keys.add(key);
            willing.put(key.publicKey().nodeId(), key);
        }
        policy = new HeadPolicy(COMMONS, publicKeys());
        own =
                Cosigner.open(
                        dir.resolve("cosigned.db"),
                        log,
                        keys.getFirst(),
                        new Cosigner.Frame(ORIGIN, clock));
        log.grow(3, "a");
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void aQuorumMakesAHead() throws Exception {
        Optional<CosignedHead> head = gathering(Optional.empty()).atLeast(3, MOST);

        assertThat(head).isPresent();
        assertThat(policy.verify(head.get())).isTrue();
    }

    @Test
    void oneMayBeAway() throws Exception {
        willing.remove(keys.get(2).publicKey().nodeId());

        assertThat(gathering(Optional.empty()).atLeast(3, MOST)).isPresent();
    }

    @Test
    void twoMayNot() throws Exception {
        willing.remove(keys.get(2).publicKey().nodeId());
        willing.remove(keys.get(3).publicKey().nodeId());

        assertThat(gathering(Optional.empty()).atLeast(3, MOMENT)).isEmpty();
    }

    @Test
    void aSignatureOfAnotherKeyDoesNotCount() throws Exception {
        willing.put(keys.get(2).publicKey().nodeId(), keys.get(1));
        willing.put(keys.get(3).publicKey().nodeId(), keys.get(1));

        assertThat(gathering(Optional.empty()).atLeast(3, MOMENT)).isEmpty();
    }

    @Test
    void aHeadThatCoversEnoughIsNotGatheredAgain() throws Exception {
        Gathering gathering = gathering(Optional.empty());
        Optional<CosignedHead> head = gathering.atLeast(3, MOST);
        asked.set(0);

        assertThat(gathering.atLeast(2, MOST)).isEqualTo(head);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aRememberedHeadCountsOnlyIfAQuorumSignedIt() {
        CosignedHead alone =
                new CosignedHead(
                        new Checkpoint(ORIGIN, 3, log.root(3)),
                        List.of(
                                Cosignature.sign(
                                        new Checkpoint(ORIGIN, 3, log.root(3)),
                                        keys.getFirst(),
                                        1)));

        assertThat(gathering(Optional.of(alone)).newest()).isEmpty();
    }

    @Test
    void manyCallersShareFewRounds() throws Exception {
        Gathering gathering = gathering(Optional.empty());
        List<Future<Optional<CosignedHead>>> heads = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                heads.add(threads.submit(() -> gathering.atLeast(3, MOST)));
            }
        }
        for (Future<Optional<CosignedHead>> head : heads) {
            assertThat(head.get()).isPresent();
        }
        assertThat(asked.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void aHeadIsCosignedAgainAfterTenMinutesThoughNothingWasOrdered() throws Exception {
        Gathering gathering = gathering(Optional.empty());
        CosignedHead first = gathering.recent(3, MOST).orElseThrow();
        clock.pass(Gathering.STAYS_FRESH.minusMillis(1));
        asked.set(0);
        assertThat(gathering.recent(3, MOST)).contains(first);
        assertThat(asked).hasValue(0);

        clock.pass(Duration.ofMillis(1));

        CosignedHead second = gathering.recent(3, MOST).orElseThrow();
        assertThat(second.checkpoint()).isEqualTo(first.checkpoint());
        assertThat(policy.verify(second)).isTrue();
        assertThat(policy.provenSeconds(second) - policy.provenSeconds(first))
                .isEqualTo(Gathering.STAYS_FRESH.toSeconds());
        assertThat(own.rememberedHead()).isPresent();
    }

    @Test
    void aHeadFromBeforeARestartIsCosignedAgain() throws Exception {
        CosignedHead before = gathering(Optional.empty()).recent(3, MOST).orElseThrow();
        clock.pass(Duration.ofSeconds(1));

        CosignedHead after = gathering(Optional.of(before)).recent(3, MOST).orElseThrow();

        assertThat(policy.provenSeconds(after)).isGreaterThan(policy.provenSeconds(before));
    }

    @Test
    void whileTooFewSignTheOldHeadIsShownAndTheyAreAskedOnceAMinute() throws Exception {
        Gathering gathering = gathering(Optional.empty());
        CosignedHead old = gathering.recent(3, MOST).orElseThrow();
        willing.clear();
        clock.pass(Gathering.STAYS_FRESH);
        asked.set(0);

        assertThat(gathering.recent(3, MOST)).contains(old);
        assertThat(asked).hasValue(3);
        clock.pass(Duration.ofSeconds(59));
        assertThat(gathering.recent(3, MOST)).contains(old);
        assertThat(asked).hasValue(3);
        clock.pass(Duration.ofSeconds(1));
        assertThat(gathering.recent(3, MOST)).contains(old);
        assertThat(asked).hasValue(6);
    }

    @Test
    void aClockThatIsPutBackDoesNotStopTime() throws Exception {
        Gathering gathering = gathering(Optional.empty());
        CosignedHead first = gathering.recent(3, MOST).orElseThrow();
        clock.pass(Duration.ofDays(-1));

        assertThat(gathering.recent(3, MOST)).isPresent().isNotEqualTo(Optional.of(first));
    }

    private Gathering gathering(Optional<CosignedHead> before) {
        Round round =
                new Round(
                        keys.getFirst().publicKey(),
                        new Round.Electorate(ORIGIN, publicKeys(), policy.quorum()),
                        own,
                        this::ask);
        return new Gathering(policy, log, round, before);
    }

    private Cosignature ask(NodeId validator, Checkpoint checkpoint) throws IOException {
        asked.incrementAndGet();
        SigningKey key = willing.get(validator);
        if (key == null) {
            throw new IOException("away");
        }
        return Cosignature.sign(checkpoint, key, clock.instant().getEpochSecond());
    }

    private List<PublicKey> publicKeys() {
        return keys.stream().map(SigningKey::publicKey).toList();
    }
}
