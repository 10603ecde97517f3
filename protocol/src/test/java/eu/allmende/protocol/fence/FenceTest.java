package eu.allmende.protocol.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FenceTest {
    private static final Country DE = new Country("DE");
    private static final Country NO = new Country("NO");
    private static final Country CH = new Country("CH");
    private static final Country US = new Country("US");

    private static NodeAttributes node(Country place, Country law, EvidenceLevel level) {
        return new NodeAttributes(
                Attribute.of(place, level),
                Attribute.of(place, level),
                Attribute.declared(law),
                Attribute.declared(law));
    }

    @Test
    void euSovereignWantsDiskAndNetworkInTheEeaAndNoUsLaw() {
        Fence fence = Fence.preset("eu-sovereign");

        assertThat(fence.admits(node(DE, DE, EvidenceLevel.L1))).isTrue();
        assertThat(fence.admits(node(NO, CH, EvidenceLevel.L4))).isTrue();
        assertThat(fence.refusal(node(CH, CH, EvidenceLevel.L1)))
                .contains("the disk's country is CH, which the fence does not allow");
        assertThat(fence.refusal(node(DE, US, EvidenceLevel.L1)))
                .contains("the operator's law is US, which the fence denies");
    }

    @Test
    void aUsParentIsOutsideEuSovereign() {
        NodeAttributes daughter =
                new NodeAttributes(
                        Attribute.of(DE, EvidenceLevel.L1),
                        Attribute.of(DE, EvidenceLevel.L1),
                        Attribute.declared(DE),
                        Attribute.declared(US));

        assertThat(Fence.preset("eu-sovereign").refusal(daughter))
                .contains("the country of the operator's parent is US, which the fence denies");
        assertThat(Fence.preset("eu").admits(daughter)).isTrue();
    }

    @Test
    void declarationsCountOnlyWhereNothingBetterIsAsked() {
        NodeAttributes declared = NodeAttributes.declared(DE, DE);

        assertThat(Fence.preset("eu-sovereign").refusal(declared))
                .contains("the disk's country is known at L0 only; the fence asks for L1");
        assertThat(Fence.preset("eu-sovereign").declaredOnly().admits(declared)).isTrue();
        assertThat(
                        Fence.preset("eu-sovereign")
                                .declaredOnly()
                                .admits(NodeAttributes.declared(US, US)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-sovereign", "eu", "country:DE", "anywhere"})
    void unknownIsOutsideEveryFence(String preset) {
        Fence fence = Fence.preset(preset).declaredOnly();
        Attribute known = Attribute.of(DE, EvidenceLevel.L4);
        Attribute unknown = Attribute.UNKNOWN;

        assertThat(fence.admits(new NodeAttributes(known, known, known, known))).isTrue();
        for (NodeAttributes veiled :
                List.of(
                        new NodeAttributes(unknown, known, known, known),
                        new NodeAttributes(known, unknown, known, known),
                        new NodeAttributes(known, known, unknown, known),
                        new NodeAttributes(known, known, known, unknown))) {
            assertThat(fence.refusal(veiled).orElseThrow())
                    .endsWith("is unknown, and unknown is outside every fence");
        }
    }

    @Test
    void aCountryFenceAdmitsThatCountryOnly() {
        Fence fence = Fence.preset("country:CH");

        assertThat(fence.admits(node(CH, US, EvidenceLevel.L1))).isTrue();
        assertThat(fence.admits(node(DE, CH, EvidenceLevel.L1))).isFalse();
    }

    @Test
    void anywhereAdmitsEverybodyWhoSaysWhere() {
        assertThat(Fence.preset("anywhere").admits(NodeAttributes.declared(US, US))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-sovereign", "eu", "country:DE", "anywhere"})
    void aPresetKnowsItsNameAndComesBackAsItWasWritten(String preset) throws MalformedException {
        Fence fence = Fence.preset(preset);

        assertThat(fence.name()).isEqualTo(preset);
        assertThat(fence.declaredOnly().name()).isEqualTo(preset);
        assertThat(Fence.decode(fence.encode())).isEqualTo(fence);
        assertThat(Fence.decode(fence.encode()).hash()).isEqualTo(fence.hash());
        assertThat(
                        new Fence(
                                        fence.parent(),
                                        fence.law(),
                                        Rule.not(List.of(CH), EvidenceLevel.L4),
                                        Rule.any())
                                .name())
                .isEqualTo("own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EU", "country:", "country:de", "country:DEU", "mars"})
    void whatIsNoPresetIsRefused(String name) {
        assertThatThrownBy(() -> Fence.preset(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesThatAreNoFenceAreMalformed() {
        byte[] good = Fence.preset("eu").encode().bytes();
        good[1] = 2;

        assertThatThrownBy(() -> Fence.decode(Bytes.of(good)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Fence.decode(Bytes.EMPTY)).isInstanceOf(MalformedException.class);
    }

    @Test
    void theUnionHas27MembersAndTheAreaThreeMore() {
        assertThat(Union.EU).hasSize(27).contains(DE).doesNotContain(NO, new Country("GB"));
        assertThat(Union.EEA).hasSize(30).contains(NO).doesNotContain(CH, US);
    }
}
