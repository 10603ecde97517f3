package eu.allmende.node.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.follow.SubmissionAnswer;
import eu.allmende.protocol.follow.SubmissionAnswer.Outcome;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.peer.PeerExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingValidatorsTest {
    @TempDir Path dir;

    @Test
    void threeGoOnWithoutTheirLeaderWhichCatchesUpEvenWithAnEmptyFolder() throws Exception {
        try (TestCommons commons = TestCommons.start(dir, 4)) {
            commons.submit(0, commons.account(1));
            int leader = commons.leader(0);
            int other = (leader + 1) % 4;

            commons.stop(leader);
            SubmissionAnswer answer = commons.submit(other, commons.account(2));
            commons.wipe(leader);
            commons.start(leader);

            assertThat(answer.outcomes().getFirst()).isInstanceOf(Outcome.Ordered.class);
            long size = answer.head().checkpoint().size();
            Hash root = answer.head().checkpoint().root();
            assertThat(commons.root(leader, size)).isEqualTo(root);
        }
    }

    @Test
    void aTakenPortIsAnErrorAndNotTheEndOfTheProgram() throws Exception {
        ValidatorSetup setup = Founding.createLocal(dir, 1).validators().getFirst();
        PeerExchange nobody = new InMemoryExchange().as(setup.key().publicKey());
        int port = setup.ordering().getFirst().port();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Validator.open(setup, nobody, Clock.systemUTC()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is its port in use?");
        }
    }

    @Test
    void withoutAQuorumTheErrorSaysSoAndTheEntryMayBeSentAgain() throws Exception {
        try (TestCommons commons = TestCommons.start(dir, 4)) {
            commons.submit(0, commons.account(1));
            SignedEntry entry = commons.account(2);
            commons.stop(2);
            commons.stop(3);

            assertThatThrownBy(() -> commons.submit(0, entry))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("503")
                    .hasMessageContaining("too few validators");

            commons.start(2);
            assertThat(commons.submit(0, entry).outcomes().getFirst())
                    .isInstanceOf(Outcome.Ordered.class);
        }
    }

    @Test
    void entriesOutliveARestartOfAll() throws Exception {
        Hash root;
        SignedEntry entry;
        try (TestCommons commons = TestCommons.start(dir, 4)) {
            entry = commons.account(1);
            root = commons.submit(0, entry).head().checkpoint().root();
        }
        try (TestCommons commons = TestCommons.start(dir, 4)) {
            for (int i = 0; i < 4; i++) {
                assertThat(commons.root(i, 1)).isEqualTo(root);
            }
            Outcome.Ordered again =
                    (Outcome.Ordered) commons.submit(1, entry).outcomes().getFirst();
            assertThat(again.index()).isZero();
        }
    }
}
