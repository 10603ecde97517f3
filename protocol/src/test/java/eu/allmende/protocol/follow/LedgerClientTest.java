package eu.allmende.protocol.follow;

import static eu.allmende.protocol.follow.Circle.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.ledger.Actors;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerClientTest {
    private final Circle circle = new Circle();
    private final LedgerClient client = circle.client();

    @AfterEach
    void end() {
        circle.close();
    }

    @Nested
    class Reads {
        @Test
        void allEntriesOfASubjectOverSeveralPages() throws IOException {
            for (int i = 0; i < 4; i++) {
                circle.commit();
            }

            Reading reading = client.read(FOLDER, Tip.START);

            assertThat(reading.leaves())
                    .extracting(LedgerLeaf::index)
                    .containsExactly(2L, 3L, 4L, 5L, 6L);
            assertThat(reading.leaves())
                    .extracting(LedgerLeaf::countInSubject)
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(reading.tip().count()).isEqualTo(5);
            assertThat(client.suspicions()).isEmpty();
        }

        @Test
        void aClientThatIsClosedSaysSoInsteadOfFailing() {
            circle.close();

            assertThatThrownBy(() -> client.read(FOLDER, Tip.START))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> client.awaitNews(Map.of(FOLDER, 0L), Duration.ofMillis(1)))
                    .isInstanceOf(IOException.class);
        }

        @Test
        void onFromATipAndNothingTwice() throws IOException {
            Tip tip = client.read(FOLDER, Tip.START).tip();
            FakeLeaf leaf = circle.commit();

            Reading next = client.read(FOLDER, tip);

            assertThat(next.leaves()).extracting(LedgerLeaf::signed).containsExactly(leaf.signed());
            assertThat(client.read(FOLDER, next.tip()).leaves()).isEmpty();
            assertThat(client.read(FOLDER, next.tip()).tip()).isEqualTo(next.tip());
        }

        @Test
        void aSubjectWithoutEntries() throws IOException {
            assertThat(client.read(Subject.nodes(), Tip.START))
                    .isEqualTo(new Reading(List.of(), Tip.START));
        }

        @Test
        void onAfterARestartFromTheHeadThatWasKept() throws IOException {
            Tip tip = client.read(FOLDER, Tip.START).tip();
            circle.commit();

            LedgerClient restarted = circle.client();

            assertThat(restarted.head()).isEqualTo(client.head());
            assertThat(restarted.read(FOLDER, tip).leaves()).hasSize(1);
            assertThat(restarted.head().orElseThrow().checkpoint().size()).isEqualTo(4);
        }

        @Test
        void withOneValidatorDead() throws IOException {
            circle.commons.validator(1).die();
            circle.commit();

            assertThat(circle.readOften(client).leaves()).hasSize(2);
            assertThat(client.suspicions()).isEmpty();
        }

        @Test
        void withOneValidatorSilentWithoutWaitingForIt() throws IOException {
            circle.commons.validator(2).fallSilent(circle.theEnd);
            circle.commit();

            assertThat(client.read(FOLDER, Tip.START).leaves()).hasSize(2);
        }

        @Test
        void nothingThatThisDeviceCannotKeepAndBlamesNoValidator() {
            HeadStore full =
                    new HeadStore() {
                        @Override
                        public Optional<CosignedHead> last() {
                            return Optional.empty();
                        }

                        @Override
                        public void keep(CosignedHead head) throws IOException {
                            throw new IOException("No space left on device");
                        }
                    };
            LedgerClient cannotKeep = circle.client(full);

            assertThatThrownBy(() -> cannotKeep.read(FOLDER, Tip.START))
                    .isInstanceOf(OwnDiskException.class)
                    .hasRootCauseMessage("No space left on device");
            assertThat(cannotKeep.suspicions()).isEmpty();
        }

        @Test
        void nothingWithTwoValidatorsDead() {
            circle.commons.validator(1).die();
            circle.commons.validator(2).die();

            assertThatThrownBy(() -> client.read(FOLDER, Tip.START))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("3 of 4 are needed");
        }

        @Test
        void whatAQuorumAcknowledgedThoughOneValidatorIsBehind() throws IOException {
            circle.commons.validator(0).horizon = 3;
            circle.commit();

            for (int i = 0; i < 8; i++) {
                assertThat(circle.client().read(FOLDER, Tip.START).leaves()).hasSize(2);
            }
        }

        @Test
        void whatAQuorumAcknowledgedOrNothingIfOneIsBehindAndOneDead() throws IOException {
            circle.commons.validator(0).horizon = 3;
            circle.commons.validator(1).die();
            circle.commit();

            assertThat(client.read(FOLDER, Tip.START).leaves()).hasSize(2);
            assertThatThrownBy(() -> client.read(FOLDER, Tip.START))
                    .isInstanceOf(IOException.class);
            circle.commons.validator(0).horizon = Long.MAX_VALUE;
            assertThat(client.read(FOLDER, Tip.START).leaves()).hasSize(2);
        }
    }

    @Nested
    class WaitsForNews {
        private final Duration wait = Duration.ofMillis(100);

        @Test
        void andHearsThem() throws IOException {
            assertThat(client.awaitNews(Map.of(FOLDER, 0L), wait)).isTrue();
        }

        @Test
        void andHearsThatThereAreNone() throws IOException {
            assertThat(client.awaitNews(Map.of(FOLDER, 1L), wait)).isFalse();
        }

        @Test
        void andHearsThemThoughOneValidatorIsSilentAndOneDead() throws IOException {
            circle.commons.validator(0).fallSilent(circle.theEnd);
            circle.commons.validator(1).die();

            for (int i = 0; i < 4; i++) {
                assertThat(client.awaitNews(Map.of(FOLDER, 0L), wait)).isTrue();
            }
        }

        @Test
        void andSaysSoIfNobodyCanBeAsked() {
            circle.commons.validators().forEach(FakeValidator::die);

            assertThatThrownBy(() -> client.awaitNews(Map.of(FOLDER, 0L), wait))
                    .isInstanceOf(IOException.class);
        }
    }

    @Nested
    class FindsBesideTheLog {
        private NodeRecord record(String host, long expiresMillis) {
            return new NodeRecord.Statement(
                            Actors.node(0).publicKey(),
                            host,
                            7443,
                            "Operator",
                            Bytes.of(new byte[16]),
                            expiresMillis)
                    .sign(Actors.node(0));
        }

        @Test
        void theNewestRecordOfANode() throws IOException {
            client.publish(record("old.example", 1_790_000_001_000L));
            client.publish(record("new.example", 1_790_000_002_000L));

            assertThat(client.directory())
                    .extracting(found -> found.statement().host())
                    .containsExactly("new.example");
        }

        @Test
        void noRecordThatHasExpiredOrIsNotSigned() throws IOException {
            client.publish(record("expired.example", 1_790_000_000_000L));
            NodeRecord good = record("good.example", 1_790_000_001_000L);
            client.publish(
                    new NodeRecord(
                            new NodeRecord.Statement(
                                    good.statement().nodeKey(),
                                    "evil.example",
                                    7443,
                                    "Operator",
                                    Bytes.of(new byte[16]),
                                    1_790_000_009_000L),
                            good.signature()));

            assertThat(client.directory()).isEmpty();
        }

        @Test
        void theMailInABox() throws IOException {
            assertThat(client.mail(Actors.hash("box"))).isEmpty();

            client.leaveMail(Actors.hash("box"), Actors.sealed("for you"));

            assertThat(client.mail(Actors.hash("box"))).containsExactly(Actors.sealed("for you"));
            assertThat(client.mail(Actors.hash("other box"))).isEmpty();
        }
    }

    @Test
    void anEntryKindNeedsNothingOfTheClient() throws IOException {
        Entry.NodeRegister register = Actors.nodeRegister(Actors.node(0), "DE");

        client.submit(circle.commons.sign(register, Actors.node(0)));

        assertThat(client.read(Subject.nodes(), Tip.START).leaves())
                .extracting(LedgerLeaf::entry)
                .containsExactly(register);
    }
}
