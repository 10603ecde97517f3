package eu.allmende.protocol.ledger;

import static eu.allmende.protocol.ledger.Actors.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.Golden;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosignedHeadTest {
    private static final long SECONDS = 1_790_000_000L;

    private final Genesis genesis = Actors.genesis(4);
    private final CommonsId commons = genesis.commons();
    private final List<SigningKey> validators = Actors.validators(4);
    private final Checkpoint checkpoint =
            new Checkpoint(Checkpoint.origin(commons), 42, hash("root"));

    private CosignedHead head(Checkpoint checkpoint, Integer... signers) {
        List<Cosignature> cosignatures = new ArrayList<>();
        for (int signer : signers) {
            cosignatures.add(Cosignature.sign(checkpoint, validators.get(signer), SECONDS));
        }
        return new CosignedHead(checkpoint, cosignatures);
    }

    @Test
    void aCheckpointIsThreeLines() throws MalformedException {
        Checkpoint example =
                Checkpoint.parse(
                        """
                        example.com/behind-the-sofa
                        20852163
                        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
                        """);

        assertThat(example.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(example.size()).isEqualTo(20852163);
        assertThat(checkpoint.text()).startsWith("allmende/" + commons + "/0\n42\n");
    }

    @Test
    void aHeadKeepsItsSpelling() throws IOException {
        CosignedHead head = head(checkpoint, 0, 1, 2);

        Golden.assertSame("checkpoint", utf8(checkpoint.text()));
        Golden.assertSame("cosignature", utf8(head.cosignatures().getFirst().line()));
        Golden.assertSame("head-note", utf8(head.note()));
        assertThat(CosignedHead.parse(head.note())).isEqualTo(head);
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void threeOfFourAreAQuorum() {
        HeadPolicy policy = genesis.policy();

        assertThat(policy.quorum()).isEqualTo(3);
        assertThat(policy.verify(head(checkpoint, 0, 1, 2))).isTrue();
        assertThat(policy.verify(head(checkpoint, 3, 1))).isFalse();
    }

    @Test
    void aValidatorThatSignsTwiceCountsOnce() {
        assertThat(genesis.policy().verify(head(checkpoint, 0, 1, 1, 0))).isFalse();
    }

    @Test
    void aStrangersSignatureDoesNotCount() {
        List<Cosignature> cosignatures = new ArrayList<>(head(checkpoint, 0, 1).cosignatures());
        cosignatures.add(Cosignature.sign(checkpoint, Actors.key("stranger"), SECONDS));

        assertThat(genesis.policy().verify(new CosignedHead(checkpoint, cosignatures))).isFalse();
    }

    @Test
    void aSignatureForAnotherSizeDoesNotCount() {
        Checkpoint later = new Checkpoint(checkpoint.origin(), 43, checkpoint.root());

        assertThat(
                        genesis.policy()
                                .verify(
                                        new CosignedHead(
                                                later, head(checkpoint, 0, 1, 2).cosignatures())))
                .isFalse();
    }

    @Test
    void aSignatureWithAnotherTimeDoesNotCount() {
        CosignedHead head = head(checkpoint, 0, 1, 2);
        List<Cosignature> changed =
                head.cosignatures().stream()
                        .map(one ->
                                new Cosignature(
                                        one.validator(), one.keyId(), SECONDS + 1, one.signature()))
                        .toList();

        assertThat(genesis.policy().verify(new CosignedHead(checkpoint, changed))).isFalse();
    }

    @Test
    void aHeadOfAnotherCommonsDoesNotCount() {
        Checkpoint foreign =
                new Checkpoint(
                        Checkpoint.origin(Actors.genesis(3).commons()), 42, checkpoint.root());

        assertThat(genesis.policy().verify(head(foreign, 0, 1, 2))).isFalse();
    }

    @Test
    void quorumsOfOtherSizes() {
        assertThat(quorum(1)).containsExactly(0, 1, 1);
        assertThat(quorum(3)).containsExactly(0, 2, 3);
        assertThat(quorum(4)).containsExactly(1, 3, 3);
        assertThat(quorum(7)).containsExactly(2, 5, 5);
        assertThat(quorum(10)).containsExactly(3, 7, 7);
    }

    private static List<Integer> quorum(int validators) {
        HeadPolicy policy = Actors.genesis(validators).policy();
        return List.of(policy.faults(), policy.quorum(), policy.answersNeeded());
    }

    @Test
    void textThatIsNoHeadIsMalformed() {
        String note = head(checkpoint, 0).note();

        for (String bad :
                List.of(
                        "",
                        "\n\n",
                        checkpoint.text(),
                        note.replace("42", "042"),
                        note.replace("42", "-1"),
                        note.replace("\n\n", "\n"),
                        note + "no signature\n",
                        note.replace("\u2014", "-"))) {
            assertThatThrownBy(() -> CosignedHead.parse(bad))
                    .as(bad)
                    .isInstanceOf(MalformedException.class);
        }
    }
}
