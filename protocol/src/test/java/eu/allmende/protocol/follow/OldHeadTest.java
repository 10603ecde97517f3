package eu.allmende.protocol.follow;

import static eu.allmende.protocol.follow.Circle.FOLDER;
import static eu.allmende.protocol.follow.Circle.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.ledger.Actors;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldHeadTest {
    private static final int LIAR = 2;

    private final Circle circle = new Circle();
    private final FakeCommons commons = circle.commons;
    private final FakeValidator liar = commons.validator(LIAR);
    private final LedgerClient client = circle.client();

    @BeforeEach
    void someCommits() {
        for (int i = 0; i < 4; i++) {
            circle.commit();
        }
    }

    @AfterEach
    void end() {
        circle.close();
    }

    @Test
    void aValidatorThatShowsAnOldHeadToAClientThatKnowsBetterIsCaught() throws IOException {
        client.read(FOLDER, Tip.START);
        liar.horizon = 3;

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.OLD_HEAD);
    }

    @Test
    void aValidatorThatShowsAnOldHeadToANewClientIsCaught() throws IOException {
        liar.horizon = 4;

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.OLD_HEAD);
    }

    @Test
    void aValidatorThatShowsAnOldHeadAfterARestartIsCaught() throws IOException {
        client.read(FOLDER, Tip.START);
        LedgerClient restarted = circle.client();
        liar.horizon = 4;

        assertThat(circle.readOften(restarted).leaves()).hasSize(5);
        await().untilAsserted(() ->
                assertThat(circle.suspects(restarted, Suspicion.What.OLD_HEAD))
                        .containsExactly(commons.id(LIAR)));
    }

    @Test
    void aValidatorThatShowsAnOldHeadOnItsPagesOnlyIsCaught() throws IOException {
        client.read(FOLDER, Tip.START);
        liar.page = _ -> liar.page(FOLDER, 0, 4);

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.OLD_HEAD);
    }

    @Test
    void aValidatorThatLagsForAMomentIsNotSuspected() throws IOException {
        client.read(FOLDER, Tip.START);
        liar.horizon = 5;
        liar.tips =
                answer -> {
                    liar.horizon = Long.MAX_VALUE;
                    return answer;
                };

        circle.readOften(client);

        assertThat(client.suspicions()).isEmpty();
    }

    @Test
    void theSameHeadCosignedLaterIsKeptAndNotGivenUpForAnEarlierOne() throws IOException {
        client.read(FOLDER, Tip.START);
        commons.validators().forEach(one -> one.seconds = FakeValidator.SECONDS + 600);

        circle.readOften(client);
        assertThat(provenSeconds()).isEqualTo(FakeValidator.SECONDS + 600);

        commons.validators().forEach(one -> one.seconds = FakeValidator.SECONDS + 300);
        circle.readOften(client);
        assertThat(provenSeconds()).isEqualTo(FakeValidator.SECONDS + 600);
    }

    private long provenSeconds() throws IOException {
        return client.commons().genesis().policy().provenSeconds(client.head().orElseThrow());
    }

    @Test
    void aValidatorThatCosignsTwoLogsIsCaughtByItsOwnSignature() throws IOException {
        client.read(FOLDER, Tip.START);
        liar.page =
                page -> {
                    Checkpoint fork =
                            new Checkpoint(
                                    page.head().checkpoint().origin(),
                                    page.head().checkpoint().size(),
                                    Actors.hash("fork"));
                    Cosignature own = Cosignature.sign(fork, liar.key(), FakeValidator.SECONDS);
                    return new SubjectPage(new CosignedHead(fork, List.of(own)), page.leaves());
                };

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.TWO_HEADS);
    }

    @Test
    void aValidatorThatServesAForkWithAQuorumAgainstTheHeadThatWasKeptIsRefused()
            throws IOException {
        client.read(FOLDER, Tip.START);
        FakeCommons fork = new FakeCommons(4);
        fork.order(Actors.nodeRegister(Actors.node(0), "DE"), Actors.node(0));
        fork.order(Actors.accountCreate(), Actors.ACCOUNT);
        fork.order(Actors.deviceAdd(fork.id(), Actors.DEVICE), Actors.ACCOUNT);
        fork.order(Actors.folderCreate(), Actors.DEVICE);
        for (int i = 0; i < 10; i++) {
            fork.order(Actors.commit(i, List.of(), List.of()), Actors.DEVICE);
        }
        LedgerClient misled =
                new LedgerClient(
                        fork.file(),
                        new LedgerPorts(fork, circle.heads, Runnable::run, () -> Instant.EPOCH));

        assertThatThrownBy(() -> misled.read(FOLDER, Tip.START)).isInstanceOf(IOException.class);
        assertThat(misled.suspicions())
                .extracting(Suspicion::what)
                .containsOnly(Suspicion.What.INCONSISTENT_HEAD);
    }

    @Test
    void aKeptHeadThatDoesNotVerifyIsNotForgottenSilently() throws IOException {
        client.read(FOLDER, Tip.START);
        HeadStore damaged = HeadStore.inMemory();
        damaged.keep(new CosignedHead(circle.heads.last().orElseThrow().checkpoint(), List.of()));

        assertThatThrownBy(() -> circle.client(damaged).read(FOLDER, Tip.START))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged or foreign");
    }
}
