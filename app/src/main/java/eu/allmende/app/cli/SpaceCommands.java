package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `free` and `fetch`: files leave this disk to make room, and come back to it.
final class SpaceCommands {
    private SpaceCommands() {}

    private static int ask(Console console, Question question, String done) throws IOException {
        Answer.Space space = new DeskCommand(console).ask(question, Answer.Space.class);
        console.show(
                space,
                "%s %s, %s."
                        .formatted(
                                done,
                                space.files() == 1 ? "1 file" : space.files() + " files",
                                Texts.bytes(space.bytes())));
        for (Answer.PastLeft left : space.left()) {
            console.say(left.path().isEmpty() ? left.reason() : left.path() + ": " + left.reason());
        }
        return (space.left().isEmpty() ? Ending.DONE : Ending.FAILED).exitCode();
    }

    private static List<String> absolute(List<Path> paths) {
        return paths.stream().map(path -> path.toAbsolutePath().normalize().toString()).toList();
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Frees files: they leave this disk, and stay in the commons and on other devices.",
                "Only what was sent, and what the holders have just proved to have, is freed. A"
                        + " placeholder, NAME.allmende, stays for each: moving it moves the file,"
                        + " deleting it deletes the file everywhere."
            })
    static final class Free implements Callable<Integer> {
        private final Console console;

        @Parameters(
                paramLabel = "PATH",
                arity = "1..*",
                description = "A file in a synced folder, or a directory with files.")
        private List<Path> paths = List.of();

        Free(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            return ask(console, new Question.Free(absolute(paths)), "Freed");
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Brings freed files back to this disk, as they are now in the commons.")
    static final class Fetch implements Callable<Integer> {
        private final Console console;

        @Parameters(
                paramLabel = "PATH",
                arity = "1..*",
                description = "A freed file or its placeholder, or a directory with such.")
        private List<Path> paths = List.of();

        Fetch(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            return ask(console, new Question.Fetch(absolute(paths)), "Fetched");
        }
    }
}
