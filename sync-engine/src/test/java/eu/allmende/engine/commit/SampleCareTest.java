package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.commit.FakeNode.Mood;
import eu.allmende.engine.remote.LastProof;
import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.remote.Upkeep.Chore;
import eu.allmende.engine.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A device that runs has a few of its packs proven now and then, and mends what is lost of them.
class SampleCareTest extends Kept {
    private Upkeep upkeep;

    @BeforeEach
    void someFilesAndNothingElseThatIsDue() throws Exception {
        someFiles();
        upkeep = a.folder.samples(Upkeep.NONE);
    }

    private Optional<Chore> due() throws IOException {
        return upkeep.due(head, tree);
    }

    private void sampleOnce() throws IOException {
        assertThat(due()).isEmpty(); // when is drawn
        commons.passesOnDevices(SampleCare.MOST_PAUSE);
        assertThat(due().orElseThrow().run(a.progress())).as("no commit was made").isFalse();
    }

    @Test
    void nothingIsAskedBeforeTheFirstPauseIsOver() throws Exception {
        int challenges = challenges();
        assertThat(due()).isEmpty();
        commons.passesOnDevices(SampleCare.LEAST_PAUSE.minusMinutes(1));
        assertThat(due()).isEmpty();

        assertThat(challenges()).isEqualTo(challenges);
        assertThat(upkeep.lastProof()).isEmpty();
        assertThat(a.folder.samples(Upkeep.NONE).due(head, tree)).as("nor anew").isEmpty();
    }

    @Test
    void fewPacksAreAskedForAndThenNoneForAPause() throws Exception {
        for (int i = 0; i < SampleCare.PACKS; i++) {
            commit(file(10 + i, content(20_000)));
        }
        int before = challenges();

        sampleOnce();

        assertThat(challenges() - before)
                .isPositive()
                .isLessThanOrEqualTo(7 * SampleCare.PACKS)
                .isLessThan((int) (7 * packs()));
        assertThat(due()).isEmpty();
        commons.passesOnDevices(SampleCare.MOST_PAUSE);
        assertThat(due()).isPresent();
    }

    @Test
    void whatIsLostIsMendedInTimeAndToldOf() throws Exception {
        assertThat(due()).isEmpty();
        FakeNode node = commons.node("FR");
        int held = node.pieces.size();
        node.pieces.clear();
        long mended = 0;
        for (int i = 0; i < 200 && node.pieces.size() < held; i++) {
            commons.passesOnDevices(SampleCare.MOST_PAUSE);
            due().orElseThrow().run(a.progress());
            mended += upkeep.lastProof().orElseThrow().mended();
        }

        assertThat(node.pieces).hasSize(held);
        assertThat(mended).isEqualTo(held);
        assertThat(prove().counts()).isEqualTo(allProven());
        LastProof last = a.folder.samples(Upkeep.NONE).lastProof().orElseThrow();
        assertThat(last.counts().lost()).isZero();
    }

    @Test
    void nodesThatAreSwitchedOffAreWaitedFor() throws Exception {
        commons.addNode("SE");
        commons.node("FR").mood = Mood.DEAD;
        int puts = puts();

        sampleOnce();

        PieceCounts counts = upkeep.lastProof().orElseThrow().counts();
        assertThat(counts.unreachable()).isPositive();
        assertThat(upkeep.lastProof().orElseThrow().mended()).isZero();
        assertThat(puts()).isEqualTo(puts);
        assertThat(moves()).isEmpty();
    }

    @Test
    void whatIsMoreUrgentComesFirst() throws Exception {
        assertThat(due()).isEmpty();
        commons.passesOnDevices(SampleCare.MOST_PAUSE);
        assertThat(due()).isPresent();
        List<String> done = new ArrayList<>();
        Upkeep urgent =
                new Upkeep() {
                    @Override
                    public Optional<RemoteSnapshot> snapshotAfter(long sequence) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<Chore> due(long sequence, Tree tree) {
                        return Optional.of(_ -> done.add("urgent"));
                    }
                };

        a.folder.samples(urgent).due(head, tree).orElseThrow().run(a.progress());

        assertThat(done).containsExactly("urgent");
    }

    @Test
    void aSampleThatBreaksOffIsNotTriedAgainAtOnce() throws Exception {
        assertThat(due()).isEmpty();
        commons.passesOnDevices(SampleCare.MOST_PAUSE);
        Chore chore = due().orElseThrow();
        Thread.currentThread().interrupt();
        try {
            chore.run(a.progress());
        } catch (IOException e) {
            assertThat(e).isNotNull();
        } finally {
            boolean _ = Thread.interrupted();
        }

        assertThat(due()).isEmpty();
    }

    @Test
    void aClockThatWasPutBackEndsNothing() throws Exception {
        commons.passesOnDevices(SampleCare.MOST_PAUSE.multipliedBy(1_000));
        assertThat(due()).isEmpty();
        commons.passesOnDevices(SampleCare.MOST_PAUSE.multipliedBy(-1_000));
        assertThat(due()).isEmpty();
        commons.passesOnDevices(SampleCare.MOST_PAUSE);

        assertThat(due()).isPresent();
    }

    private int challenges() {
        return commons.nodes.stream().mapToInt(node -> node.challenges.get()).sum();
    }
}
