package eu.allmende.engine.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import eu.allmende.engine.folder.IgnoreRules.Shape;
import eu.allmende.engine.folder.IgnoreRules.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of gitignore, compared with git.
class IgnoreRulesTest {
    private static final long SEED = Long.getLong("seed", 20261124L);
    private static final List<String> NAMES =
            List.of(
                    "a", "b", "ab", "foo", "foo.o", "a b", "#c", "!d", "x]y", "B", "a-z", "[e]",
                    "q ");
    private static final List<String> PIECES =
            List.of(
                    "a",
                    "b",
                    "ab",
                    "foo",
                    ".o",
                    "*",
                    "**",
                    "**/",
                    "/**",
                    "/",
                    "?",
                    "[a-c]",
                    "[!a]",
                    "[^ab]",
                    "[]x]",
                    "[x\\]]",
                    "[[:alpha:]]",
                    "[[:upper:]b]",
                    "[[:nope:]]",
                    "[a-",
                    "[",
                    "]",
                    "\\a",
                    "\\*",
                    "\\ ",
                    " ",
                    "\\",
                    "#",
                    "!",
                    "\\#c",
                    "\\!d",
                    "-",
                    "[a-]",
                    "[-a]",
                    "[a\\-z]",
                    "B",
                    "[[:x]",
                    "[/]",
                    "/a/",
                    "q");

    private static Verdict judge(String rules, String path) {
        Shape shape = path.endsWith("/") ? Shape.DIRECTORY : Shape.OTHER;
        return IgnoreRules.parse(rules.lines().toList())
                .judgeWithAbove(path.replaceFirst("/$", ""), shape);
    }

    @ParameterizedTest
    @CsvSource({
        "*.o, deep/er/x.o",
        "build/, a/build/",
        "/top, top",
        "a/b, a/b",
        "doc/**/x, doc/x",
        "doc/**/x, doc/1/2/x",
        "**/x, 1/2/x",
        "all/**, all/1/2",
        "build/, build/in/it",
        "'keep\\ ', 'keep '",
        "'plain   ', plain",
        "\\#hash, #hash",
        "\\!bang, !bang",
        "[0-9]?, 7z",
        "ä?, äö"
    })
    void theseAreIgnored(String rule, String path) {
        assertThat(judge(rule, path)).isEqualTo(Verdict.IGNORE);
    }

    @ParameterizedTest
    @CsvSource({
        "build/, build",
        "/top, deep/top",
        "a/b, x/a/b",
        "a*b, a/b",
        "all/**, all",
        "#hash, #hash",
        "[a-, a",
        "a?b, a/b",
        "[[:nope:]], n"
    })
    void theseAreNot(String rule, String path) {
        assertThat(judge(rule, path)).isEqualTo(Verdict.SYNC);
    }

    @Test
    void theLastRuleThatMatchesDecides() {
        assertThat(judge("*.log\n!keep.log", "keep.log")).isEqualTo(Verdict.SYNC);
        assertThat(judge("!keep.log\n*.log", "keep.log")).isEqualTo(Verdict.IGNORE);
        assertThat(judge("logs/\n!logs/keep.log", "logs/keep.log"))
                .as("nothing is taken back from an ignored directory")
                .isEqualTo(Verdict.IGNORE);
        assertThat(judge("logs/*\n!logs/keep.log", "logs/keep.log")).isEqualTo(Verdict.SYNC);
    }

    @Test
    void junkIsIgnoredAndMayVanish() {
        assertThat(judge("junk:.DS_Store\nThumbs.db", "a/.DS_Store")).isEqualTo(Verdict.JUNK);
        assertThat(judge("junk:.DS_Store\nThumbs.db", "a/Thumbs.db")).isEqualTo(Verdict.IGNORE);
        assertThat(judge("junk:*.tmp\n!keep.tmp", "keep.tmp")).isEqualTo(Verdict.SYNC);
    }

    @Test
    void theFileMayComeFromWindows() {
        assertThat(judge("\uFEFF*.o\r\n*.tmp\r\n", "x.o")).isEqualTo(Verdict.IGNORE);
        assertThat(judge("\uFEFF*.o\r\n*.tmp\r\n", "x.tmp")).isEqualTo(Verdict.IGNORE);
    }

    @Test
    void noPatternTakesForEver() {
        String cruel = "*a".repeat(60) + "b";
        String deep = "**/a".repeat(100) + "b";
        String name = "a".repeat(255);
        String path = "a/".repeat(500) + "a";

        long begin = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(judge(cruel, name)).isEqualTo(Verdict.SYNC);
            assertThat(IgnoreRules.parse(List.of(deep)).judge(path, Shape.OTHER))
                    .isEqualTo(Verdict.SYNC);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void noMoreRulesCountThanAllowed() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < IgnoreRules.MOST; i++) {
            lines.add("rule" + i);
        }
        lines.add("one too many");

        IgnoreRules rules = IgnoreRules.parse(lines);

        assertThat(rules.judge("rule4999", Shape.OTHER)).isEqualTo(Verdict.IGNORE);
        assertThat(rules.judge("one too many", Shape.OTHER)).isEqualTo(Verdict.SYNC);
    }

    @Test
    void gitSaysTheSame(@TempDir Path dir) throws Exception {
        assumeThat(gitIsHere()).as("git is on this computer, to compare with").isTrue();
        Random chance = new Random(SEED);
        git(dir, "", "init", "-q");
        List<String> paths = tree(dir, chance);
        int ignored = 0;
        for (int i = 0; i < 250; i++) {
            List<String> lines = new ArrayList<>();
            for (int line = 1 + chance.nextInt(4); line > 0; line--) {
                lines.add(pattern(chance));
            }
            Files.write(dir.resolve(".gitignore"), lines);
            IgnoreRules rules = IgnoreRules.parse(lines);
            for (Map.Entry<String, Boolean> one : ignoredByGit(dir, paths).entrySet()) {
                Shape shape =
                        Files.isDirectory(dir.resolve(one.getKey()))
                                ? Shape.DIRECTORY
                                : Shape.OTHER;
                assertThat(rules.judgeWithAbove(one.getKey(), shape) != Verdict.SYNC)
                        .as("seed %d: %s by %s", SEED, one.getKey(), lines)
                        .isEqualTo(one.getValue());
                ignored += one.getValue() ? 1 : 0;
            }
        }
        assertThat(ignored).isGreaterThan(1000);
    }

    private static String pattern(Random chance) {
        StringBuilder pattern = new StringBuilder();
        if (chance.nextInt(5) == 0) {
            pattern.append('!');
        }
        for (int i = 1 + chance.nextInt(4); i > 0; i--) {
            pattern.append(PIECES.get(chance.nextInt(PIECES.size())));
        }
        return pattern.append(chance.nextInt(4) == 0 ? "/" : "").toString();
    }

    private static List<String> tree(Path dir, Random chance) throws IOException {
        List<String> paths = new ArrayList<>();
        List<String> directories = new ArrayList<>(List.of(""));
        for (int i = 0; i < 120; i++) {
            String parent = directories.get(chance.nextInt(directories.size()));
            String path = parent + NAMES.get(chance.nextInt(NAMES.size()));
            if (Files.exists(dir.resolve(path))) {
                continue;
            }
            paths.add(path);
            if (chance.nextInt(3) == 0 && path.length() < 30) {
                Files.createDirectory(dir.resolve(path));
                directories.add(path + "/");
            } else {
                Files.createFile(dir.resolve(path));
            }
        }
        return paths;
    }

    private static boolean gitIsHere() throws InterruptedException {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, Boolean> ignoredByGit(Path dir, List<String> paths)
            throws Exception {
        String answer =
                git(
                        dir,
                        String.join("\0", paths) + "\0",
                        "check-ignore",
                        "--stdin",
                        "-z",
                        "-v",
                        "-n",
                        "--no-index");
        String[] fields = answer.split("\0", -1);
        Map<String, Boolean> ignored = new HashMap<>();
        for (int i = 0; i + 3 < fields.length; i += 4) {
            ignored.put(fields[i + 3], !fields[i].isEmpty() && !fields[i + 2].startsWith("!"));
        }
        assertThat(ignored).hasSameSizeAs(paths);
        return ignored;
    }

    private static String git(Path dir, String input, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.excludesFile="));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("HOME", dir.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process git = builder.start();
        try (OutputStream in = git.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        git.waitFor();
        return answer;
    }
}
