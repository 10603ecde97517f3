package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Shows how far a check is while it is under way, and ends it on Ctrl-C, also where another
/// process makes it. On a terminal it writes one line again and again, else a line now and then;
/// nothing for programs.
final class CheckWatching implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int LOOKS_BETWEEN_LINES = 20;
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final int LINE_WIDTH = 40;

    private final String folder;
    private final Console console;
    private final boolean onTerminal;
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread stopper = Thread.ofPlatform().name("stop").unstarted(this::stop);
    private volatile @Nullable Desk desk;
    private volatile @Nullable Thread shower;
    private volatile boolean stopping;

    private CheckWatching(String folder, Console console) {
        this.folder = folder;
        this.console = console;
        onTerminal =
                Optional.ofNullable(System.console())
                        .filter(java.io.Console::isTerminal)
                        .isPresent();
    }

    /// From now on Ctrl-C is heard.
    static CheckWatching of(String folder, Console console) {
        CheckWatching watching = new CheckWatching(folder, console);
        Runtime.getRuntime().addShutdownHook(watching.stopper);
        return watching;
    }

    /// Has the check made.
    Answer.Checked ask(Question question) throws IOException {
        try {
            return new DeskCommand(console).ask(question, Answer.Checked.class, this::begin);
        } catch (CommandException e) {
            endShowing();
            if (stopping) {
                console.say(e.sentence()); // nobody else will be there to say it
            }
            throw e;
        } finally {
            endShowing();
        }
    }

    private void begin(Desk asked) {
        desk = asked;
        if (!console.isJson() && shower == null) {
            shower = Thread.ofVirtual().name("check progress").start(this::show);
        }
    }

    private void show() {
        String last = "";
        int looks = 0;
        try {
            while (!done.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                String line = line(stands());
                boolean due = onTerminal || looks++ % LOOKS_BETWEEN_LINES == 0;
                if (due && !line.isEmpty() && !line.equals(last)) {
                    write(line);
                    last = line;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String line) {
        if (onTerminal) {
            console.terminal().err().print("\r" + line + " ".repeat(LINE_WIDTH - line.length()));
            console.terminal().err().flush();
        } else {
            console.say(line);
        }
    }

    private Answer.CheckStands stands() {
        Desk asked = desk;
        try {
            return asked != null
                            && asked.ask(new Question.CheckStands(folder))
                                    instanceof Answer.CheckStands stands
                    ? stands
                    : Answer.CheckStands.NONE;
        } catch (IOException e) {
            return Answer.CheckStands.NONE; // the check itself will say what is wrong
        }
    }

    /// How far it is, in words; empty if that is not known. Shorter than a line.
    static String line(Answer.CheckStands stands) {
        long percent =
                stands.all() == 0 ? 100 : (long) (100.0 * stands.done() / (double) stands.all());
        return switch (stands.stage()) {
            case "files" -> "Reading files: " + percent + " %";
            case "pieces" -> "Asking for proof of pieces: " + percent + " %";
            case "mending" -> "Mending: " + stands.done() + " of " + stands.all() + " packs";
            default -> "";
        };
    }

    private void endShowing() {
        done.countDown();
        Thread thread = shower;
        if (thread != null && join(thread) && onTerminal) {
            console.terminal().err().print("\r" + " ".repeat(LINE_WIDTH) + "\r");
            console.terminal().err().flush();
        }
    }

    private static boolean join(Thread thread) {
        try {
            return thread.join(MOST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What a check does may be cut off anywhere, so this waits for its end only for a while.
    private void stop() {
        if (ended.getCount() == 0) {
            return;
        }
        stopping = true;
        Desk asked = desk;
        try {
            if (asked != null) {
                asked.ask(new Question.StopCheck(folder));
                boolean _ = ended.await(MOST.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            console.say("The check could not be told to stop.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        if (!stopping) {
            try {
                Runtime.getRuntime().removeShutdownHook(stopper);
            } catch (IllegalStateException e) {
                console.say("The program is stopping."); // the hook is running, and ends by itself
            }
        }
    }
}
