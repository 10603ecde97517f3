package eu.allmende.engine.place;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.peer.PeerAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlacerTest {
    private static final long SEED = Long.getLong("seed", 20261124L);
    private static final int LARGE = 16 * 1024 * 1024;

    private final Random random = new Random(SEED);
    private final List<RosterNode> nodes = new ArrayList<>();

    @Test
    void whateverTheNodesNoOperatorHasTwoPiecesAndNoCountryTooMany() {
        for (int round = 0; round < 300; round++) {
            nodes.clear();
            int operators = 1 + random.nextInt(50);
            int countries = 1 + random.nextInt(6);
            for (int i = 0; i < operators * 2; i++) {
                node("Operator " + random.nextInt(operators), country(random.nextInt(countries)));
            }
            Placement placement = place("eu", LARGE);

            List<RosterNode> all = new ArrayList<>(placement.holders());
            all.addAll(placement.spare());
            assertThat(all).as("seed %d", SEED).map(PlacerTest::operator).doesNotHaveDuplicates();
            assertThat(mostInOneCountry(placement))
                    .as("seed %d", SEED)
                    .isLessThanOrEqualTo(placement.mostPerCountry());
        }
    }

    @Test
    void oneOfTwoCountriesMayVanish() {
        for (int i = 0; i < 5; i++) {
            node("German " + i, "DE");
        }
        node("French 1", "FR");
        node("French 2", "FR");
        for (int round = 0; round < 20; round++) {
            Placement placement = place("eu", LARGE);

            // 3/7 would need three of the seven in France
            assertThat(placement.code()).hasToString("2/3/4/5");
            assertThat(mostInOneCountry(placement)).isEqualTo(3);
        }
    }

    @Test
    void anOperatorInSeveralCountriesGivesWayToOthers() {
        for (int i = 0; i < 4; i++) {
            node("German " + i, "DE");
        }
        for (int i = 0; i < 3; i++) {
            node("Everywhere " + i, "DE");
            node("Everywhere " + i, "FR");
        }
        for (int round = 0; round < 50; round++) {
            Placement placement = place("eu", LARGE);

            assertThat(placement.code()).hasToString("3/5/6/7");
            assertThat(mostInOneCountry(placement)).isEqualTo(4);
        }
    }

    @Test
    void aFenceOfOneCountryLeavesNoChoice() {
        for (int i = 0; i < 8; i++) {
            node("German " + i, "DE");
        }
        node("French", "FR");

        Placement placement = place("country:DE", LARGE);

        assertThat(placement.code()).hasToString("3/5/6/7");
        assertThat(placement.holders()).allMatch(node -> country(node).equals("DE"));
        assertThat(placement.spare()).hasSize(1);
    }

    @Test
    void fewOperatorsGetWhatTheyAllow() {
        node("German", "DE");
        assertThat(place("eu", LARGE).code()).hasToString("1/1/1/1");

        node("German too", "DE");
        assertThat(place("eu", LARGE).code()).hasToString("1/1/1/2");

        node("American", "US");
        assertThat(place("eu", LARGE).code()).hasToString("1/1/1/2");

        nodes.clear();
        assertThat(new Placer(fence("eu"), random).place(nodes, LARGE)).isEmpty();
    }

    @Test
    void aSmallPackHasTenPiecesAtMost() {
        for (int i = 0; i < 60; i++) {
            node("Operator " + i, country(i % 10));
        }

        assertThat(place("eu", 100_000).code()).hasToString("4/7/8/10");
        assertThat(place("eu", LARGE).code()).hasToString("16/26/33/40");
    }

    @Test
    void aSpareNodeNeverMakesACountryTooStrong() {
        for (int i = 0; i < 5; i++) {
            node("German " + i, "DE");
        }
        for (int i = 0; i < 4; i++) {
            node("French " + i, "FR");
        }
        Placement placement = place("eu", LARGE);
        List<RosterNode> four =
                placement.holders().stream().filter(node -> country(node).equals("DE")).toList();
        RosterNode french = nodes.getLast();
        RosterNode german = nodes.getFirst();

        assertThat(placement.mostPerCountry()).isEqualTo(4);
        assertThat(placement.allows(french, four)).isTrue();
        assertThat(placement.allows(german, four)).isEqualTo(four.size() < 4);
    }

    private Placement place(String fence, int packBytes) {
        return new Placer(fence(fence), random).place(nodes, packBytes).orElseThrow();
    }

    private static Fence fence(String name) {
        return Fence.preset(name).declaredOnly();
    }

    private void node(String operator, String country) {
        int number = nodes.size();
        byte[] seed = Hash.sha256(("node " + number).getBytes(StandardCharsets.UTF_8)).bytes();
        PublicKey key = SigningKey.fromSeed(seed).publicKey();
        Country where = new Country(country);
        nodes.add(
                new RosterNode(
                        number,
                        key,
                        NodeAttributes.declared(where, where),
                        Optional.of(
                                new RosterNode.Contact(
                                        new PeerAddress(key.nodeId(), "127.0.0.1", 7000),
                                        operator))));
    }

    private static String country(int i) {
        return List.of("DE", "FR", "NL", "AT", "FI", "ES", "IE", "SE", "PL", "IT").get(i);
    }

    private static String country(RosterNode node) {
        return node.attributes().country().country().orElseThrow().code();
    }

    private static String operator(RosterNode node) {
        return node.contact().orElseThrow().operator();
    }

    private static long mostInOneCountry(Placement placement) {
        Map<String, Long> counts =
                placement.holders().stream()
                        .collect(Collectors.groupingBy(PlacerTest::country, Collectors.counting()));
        return counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
