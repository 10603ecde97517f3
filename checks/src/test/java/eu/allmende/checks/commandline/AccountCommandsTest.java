package eu.allmende.checks.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.app.commons.CommonsOnOneMachine;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Accounts, devices and bad input, over a real commons. One story in order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountCommandsTest {
    @TempDir static Path dir;
    private static CommonsOnOneMachine commons;
    private static Path file;
    private static Allmende first;
    private static String phrase;

    @BeforeAll
    static void start() throws IOException {
        commons = begin();
        file = dir.resolve("commons/commons.json");
        first = new Allmende(dir.resolve("a"));
    }

    private static CommonsOnOneMachine begin() throws IOException {
        return CommonsOnOneMachine.start(
                dir.resolve("commons"), new CommonsOnOneMachine.Members(2, 4, Set.of(), Set.of()));
    }

    @AfterAll
    static void end() throws IOException {
        commons.close();
    }

    @Test
    @Order(1)
    void initMakesAnAccountAndShowsTheWordsOnce() throws IOException {
        Allmende.Ended made = first.run("init", "--commons", file, "--device", "A", "--json");

        phrase = made.isDone().json().get("phrase").asText();
        assertThat(phrase.split(" ", -1)).hasSize(24);
        assertThat(made.json().get("account").asText()).hasSize(2 * Hash.SIZE_BYTES);
        assertThat(made.json().has("device")).isTrue();
        first.run("init", "--commons", file).isRefused(1, "There is a device in ");
    }

    @Test
    @Order(2)
    void onlyTheRightWordsBringAnAccountBack() {
        Allmende bare = new Allmende(dir.resolve("b"));
        String other = "abandon ".repeat(23) + "art";

        bare.typing("abandon abandon\n", "recover", "--commons", file)
                .isRefused(1, "Type the 24 words, then Enter:\nA recovery phrase has 24 words");
        bare.typing(other + "\n", "recover", "--commons", file)
                .isRefused(
                        1, "Type the 24 words, then Enter:\nThese 24 words belong to no account");
        bare.typing(phrase + "\n", "recover", "--commons", file, "--device", "B").isDone();
    }

    @Test
    @Order(3)
    void aCodeServesOnce() throws Exception {
        CodeCatcher catcher = new CodeCatcher();
        CompletableFuture<Integer> inviting = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> inviting.complete(catcher.invite(first.home())));
        String code = catcher.code();

        new Allmende(dir.resolve("c")).run("join", code, "--commons", file).isDone();
        assertThat(inviting.get()).isZero();
        new Allmende(dir.resolve("d"))
                .run("join", code, "--commons", file)
                .isRefused(1, "The invite code was used already");
        new Allmende(dir.resolve("d"))
                .run("join", "A".repeat(26), "--commons", file)
                .isRefused(1, "The invite code is wrong");
        new Allmende(dir.resolve("d"))
                .run("join", "nonsense", "--commons", file)
                .isRefused(1, "An invite code has 26 letters and digits");
    }

    @Test
    @Order(4)
    void aNodeIsAskedHowItIs() throws IOException {
        Path node = dir.resolve("commons/nodes/1");

        Allmende.Ended state = first.run("node", "status", "--dir", node, "--json").isDone();
        assertThat(state.json().get("pieces").asLong()).isZero();
        assertThat(state.json().get("country").asText()).isEqualTo("FR");
        first.run("node", "status", "--dir", dir).isRefused(4, "No node was ever started in ");
    }

    @Test
    @Order(5)
    void aPortInUseAndAFolderInUseAreNamed() throws IOException {
        int port = commons.commons().validators().getFirst().port();
        Object[] node = {
            "node",
            "start",
            "--commons",
            file,
            "--country",
            "DE",
            "--law",
            "DE",
            "--operator",
            "O",
            "--quota",
            "1GiB",
            "--port",
            port,
            "--dir",
            dir.resolve("n")
        };

        first.run(node).isRefused(1, "Port " + port + " is already in use.");
        first.run("commons", "start", "--dir", dir.resolve("commons"))
                .isRefused(1, "Another program works in ");
    }

    @Test
    @Order(6)
    void aDamagedKeyFileIsNamed() throws IOException {
        Path home = Files.createDirectories(dir.resolve("e"));
        Files.writeString(home.resolve("device"), "rubbish");
        Files.copy(file, home.resolve("commons.json"));

        new Allmende(home).run("invite").isRefused(1, "The device in ");
    }

    @Test
    @Order(7)
    void aCommonsStartedAgainIsTheSame() throws IOException {
        String before = Files.readString(file);
        commons.close();
        new Allmende(dir.resolve("f"))
                .run("init", "--commons", file)
                .isRefused(4, "The commons cannot be reached");
        commons = begin();

        assertThat(Files.readString(file)).isEqualTo(before);
        new Allmende(dir.resolve("f")).typing(phrase + "\n", "recover", "--commons", file).isDone();
    }
}
