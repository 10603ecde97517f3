package eu.allmende.checks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.app.commons.CommonsOnOneMachine;
import eu.allmende.app.commons.LocalHosting;
import eu.allmende.app.demo.AroundDamage;
import eu.allmende.app.demo.BothSidesChange;
import eu.allmende.app.demo.Demo;
import eu.allmende.app.demo.DemoCheck;
import eu.allmende.app.demo.FirstSync;
import eu.allmende.app.demo.ForgedEntryCaught;
import eu.allmende.app.demo.LedgerReader;
import eu.allmende.app.demo.NothingOutsideTheFence;
import eu.allmende.app.demo.OldHeadCaught;
import eu.allmende.app.demo.RestoredFromTheWords;
import eu.allmende.app.demo.Stage;
import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.engine.run.LocalEngine;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.follow.Suspicion;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A failure is planted for each check of the demo, and the demo sees it. One stage for all, in the
/// demo's order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoFailsTest {
    private static final String OWN = "allmende-demo";
    private static final int US_NODE = 7;
    private static final int HEAD_BYTES = 69;

    @TempDir static Path dir;
    private static final PlantedEngine ENGINES = new PlantedEngine(LocalEngine::open);
    private static Stage stage;

    @BeforeAll
    static void setTheStage() throws Exception {
        Path files = Files.createDirectory(dir.resolve("files"));
        Files.writeString(files.resolve("a.txt"), "a file");
        stage = Stage.set(dir.resolve("stage"), files.toString(), ENGINES.opener(), _ -> {});
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    private static String failureOf(DemoCheck check) throws InterruptedException {
        List<Demo.Result> results = new Demo(List.of(check)).run(stage, _ -> {});
        assertThat(Demo.allHeld(results)).isFalse();
        return results.getFirst().verdict().detail();
    }

    @Test
    @Order(1)
    void aByteThatArrivesWronglyIsSeen() throws Exception {
        ENGINES.plant(() -> Files.writeString(stage.second().files().resolve("a.txt"), "b file"));

        assertThat(failureOf(new FirstSync())).isEqualTo("1 paths differ: a.txt");
        ENGINES.plant(() -> {});
    }

    @Test
    @Order(2)
    void aFileThatIsLostInTheMergeIsSeen() throws Exception {
        Path lost = stage.second().files().resolve(OWN).resolve("new on A.txt");
        ENGINES.plant(() -> Files.deleteIfExists(lost));

        assertThat(failureOf(new BothSidesChange())).contains("missing");
        ENGINES.plant(() -> {});
        stage.second().sync();
        stage.first().sync();
    }

    @Test
    @Order(3)
    void aPieceThatIsSentToTheUsIsSeen() throws Exception {
        Path us = CommonsOnOneMachine.nodeDir(stage.commonsDir(), US_NODE);
        PeerAddress node =
                new PeerAddress(
                        LocalHosting.nodeAt(us),
                        "127.0.0.1",
                        new LocalHosting().nodeState(us).port());
        String path = "/v1/piece/" + Hash.sha256(new byte[0]) + "/0?folder=" + "0".repeat(32);
        try (OkHttpExchange exchange =
                new OkHttpExchange(SigningKey.generate(new SecureRandom()))) {
            PeerRequest put =
                    PeerRequest.put(
                            path, List.of(ByteBuffer.wrap(new byte[1000])), Duration.ofSeconds(20));
            assertThat(stage.tap().on(exchange).exchange(node, put).status()).isEqualTo(403);
        }

        assertThat(failureOf(new NothingOutsideTheFence()))
                .isEqualTo("it has 0 pieces and 0 bytes; it was sent 1000 bytes in 1 requests");
    }

    @Test
    @Order(4)
    void aFileThatIsNotRestoredIsSeen() throws Exception {
        Path never = stage.first().files().resolve("never committed.txt");
        Files.writeString(never, "This file never reached the commons.");

        assertThat(failureOf(new RestoredFromTheWords()))
                .isEqualTo("1 paths differ: never committed.txt");
        Files.delete(never);
    }

    @Test
    @Order(5)
    void damageThatCannotBeReadAroundIsSeen() throws Exception {
        for (int place = 0; place < US_NODE; place++) {
            damageAll(CommonsOnOneMachine.nodeDir(stage.commonsDir(), place).resolve("pieces"));
        }

        assertThat(failureOf(new AroundDamage())).isNotEqualTo("no piece could be damaged");
    }

    private static void damageAll(Path pieces) throws IOException {
        byte[] magic = "ALR1".getBytes(StandardCharsets.US_ASCII);
        try (Stream<Path> files = Files.list(pieces)) {
            for (Path volume : files.filter(file -> file.toString().endsWith(".vol")).toList()) {
                byte[] bytes = Files.readAllBytes(volume);
                for (int i = 0; i < bytes.length - magic.length; i++) {
                    if (Arrays.equals(bytes, i, i + magic.length, magic, 0, magic.length)) {
                        bytes[i + HEAD_BYTES + 60] ^= 1;
                    }
                }
                Files.write(volume, bytes);
            }
        }
    }

    @Test
    @Order(6)
    void aClientThatBelievesAForgeryIsSeen() throws Exception {
        LedgerReader.Maker gullible =
                commons -> believing(commons, new Reading(List.of(), Tip.START));

        assertThat(failureOf(new ForgedEntryCaught(gullible)))
                .isEqualTo("the client believed the lie");
    }

    @Test
    @Order(7)
    void aClientThatBelievesAnOldHeadIsSeen() throws Exception {
        LedgerReader.Maker gullible = commons -> believing(commons, null);

        assertThat(failureOf(new OldHeadCaught(gullible))).isEqualTo("the client believed the lie");
    }

    /// A reader that keeps to what it was told first.
    private static LedgerReader believing(CommonsFile commons, Reading told) {
        LedgerReader real = LedgerReader.verifying(commons);
        return new LedgerReader() {
            private Reading first = told;

            @Override
            public Reading read(Subject subject) throws IOException {
                first = first == null ? real.read(subject) : first;
                return first;
            }

            @Override
            public List<Suspicion> suspicions() {
                return List.of();
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }
}
