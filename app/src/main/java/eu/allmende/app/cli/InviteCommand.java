package eu.allmende.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `invite`: lets one more device into the account.
@Command(
        mixinStandardHelpOptions = true,
        description = "Prints a code for a further device, waits for it, and lets it in.")
final class InviteCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--yes", description = "Does not ask whether the words agree.")
    private boolean yes;

    InviteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.doors().membership(console.home()).invite(new Person());
        console.say("The other device is in.");
        return 0;
    }

    private final class Person implements Doors.Inviter {
        @Override
        public void code(String code) throws IOException {
            console.show(
                    Map.of("code", code),
                    "On the other computer: allmende join " + code + " --commons FILE");
        }

        @Override
        public boolean confirms(List<String> words) throws IOException {
            console.say("The other screen must show: " + String.join(" ", words));
            if (yes) {
                return true;
            }
            console.say("Does it? [y/N]");
            return console.readLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
        }
    }
}
