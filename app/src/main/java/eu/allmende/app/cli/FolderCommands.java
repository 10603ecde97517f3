package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `folder`: the folders of the account, and which directory of this computer follows which.
final class FolderCommands {
    private FolderCommands() {}

    static CommandLine group(Console console) {
        CommandLine group = new CommandLine(new Group("folder"));
        group.getCommandSpec()
                .usageMessage()
                .description("Folders: add, link, list, remove, confirm, select, mode, revert.");
        group.addSubcommand("add", new Add(console));
        group.addSubcommand("link", new Link(console));
        group.addSubcommand("list", new ListAll(console));
        group.addSubcommand("remove", new Remove(console));
        group.addSubcommand("confirm", new Confirm(console));
        group.addSubcommand("select", new DecisionCommands.Select(console));
        group.addSubcommand("mode", new DecisionCommands.Mode(console));
        group.addSubcommand("revert", new DecisionCommands.Revert(console));
        return group;
    }

    private static String readable(Path path) throws CommandException {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            throw new CommandException(Ending.FAILED, "There is no folder " + absolute + ".");
        }
        if (!Files.isReadable(absolute) || !Files.isExecutable(absolute)) {
            throw new CommandException(Ending.FAILED, "This user may not read " + absolute + ".");
        }
        return absolute.toString();
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes a folder of the commons out of a directory.")
    static final class Add implements Callable<Integer> {
        private final Console console;

        @Parameters(index = "0", paramLabel = "NAME", description = "What to call the folder.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "PATH", description = "The directory.")
        private Path path = Path.of("");

        @Option(
                names = "--fence",
                paramLabel = "FENCE",
                description =
                        "Who may hold it: eu-sovereign, eu, country:XX or anywhere; default:"
                                + " ${DEFAULT-VALUE}.")
        private String fence = "eu-sovereign";

        Add(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            requirePreset();
            Question question = new Question.AddFolder(name, readable(path), fence);
            Answer.FolderReady made =
                    new DeskCommand(console).ask(question, Answer.FolderReady.class);
            console.show(
                    made,
                    "Folder %s is %s, inside the fence %s."
                            .formatted(made.name(), made.path(), made.fence()));
            return 0;
        }

        private void requirePreset() throws CommandException {
            try {
                Fence.preset(fence);
            } catch (IllegalArgumentException e) {
                throw new CommandException(
                        Ending.WRONG_USAGE,
                        "There is no fence "
                                + fence
                                + ": use eu-sovereign, eu, country:XX or anywhere.",
                        e);
            }
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Lets a directory follow a folder that the account has.")
    static final class Link implements Callable<Integer> {
        private final Console console;

        @Parameters(index = "0", paramLabel = "NAME", description = "The folder's name.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "PATH", description = "The directory.")
        private Path path = Path.of("");

        @Option(
                names = "--exclude",
                paramLabel = "DIR",
                arity = "1..*",
                description = "Directories of the folder that are not wanted on this disk.")
        private List<String> exclude = List.of();

        Link(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            String absolute = path.toAbsolutePath().normalize().toString();
            Question question = new Question.LinkFolder(name, absolute, exclude);
            Answer.FolderReady made =
                    new DeskCommand(console).ask(question, Answer.FolderReady.class);
            console.show(made, "Folder " + made.name() + " is " + made.path() + ".");
            return 0;
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "The folders of the account.")
    static final class ListAll implements Callable<Integer> {
        private final Console console;

        ListAll(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Answer.FolderList folders =
                    new DeskCommand(console).ask(new Question.Folders(), Answer.FolderList.class);
            console.show(folders, Texts.of(folders));
            return 0;
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Stops syncing a folder on this device.",
                "Its files stay here, and the folder stays in the commons and on other devices."
                        + " Where files are freed, it must be said what becomes of them."
            })
    static final class Remove implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "NAME", description = "The folder's name.")
        private String name = "";

        @ArgGroup private @Nullable Freed freed;

        /// What becomes of freed files: one or none of these.
        static final class Freed {
            @Option(names = "--fetch", description = "Brings freed files back to this disk first.")
            private boolean fetch;

            @Option(
                    names = "--leave-placeholders",
                    description =
                            "Leaves the placeholders of freed files; the files stay in the commons.")
            private boolean leave;

            private FreedOnRemoval choice() {
                return fetch
                        ? FreedOnRemoval.FETCH
                        : leave ? FreedOnRemoval.LEAVE : FreedOnRemoval.REFUSE;
            }
        }

        Remove(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Answer.FolderRemoved removed =
                    new DeskCommand(console)
                            .ask(
                                    new Question.RemoveFolder(
                                            name,
                                            freed == null ? FreedOnRemoval.REFUSE : freed.choice()),
                                    Answer.FolderRemoved.class);
            console.show(removed, Texts.of(removed));
            return 0;
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Lets the deletions go out that a folder holds back, or undoes them.")
    static final class Confirm implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "NAME", description = "The folder's name.")
        private String name = "";

        @Option(
                names = "--restore",
                description = "Brings the deleted files back from the commons instead.")
        private boolean restore;

        Confirm(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Question question =
                    restore ? new Question.RestoreDeleted(name) : new Question.ConfirmDeletes(name);
            Answer.Synced synced = new DeskCommand(console).ask(question, Answer.Synced.class);
            console.show(synced, Texts.of(synced));
            synced.messages().forEach(console::say);
            return SyncCommand.ending(synced).exitCode();
        }
    }
}
