package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `devices`: the devices of the account.
@Command(mixinStandardHelpOptions = true, description = "The devices of the account.")
final class DevicesCommand implements Callable<Integer> {
    private final Console console;

    DevicesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Answer.DeviceList devices =
                new DeskCommand(console).ask(new Question.Devices(), Answer.DeviceList.class);
        console.show(devices, Texts.of(devices));
        return 0;
    }
}
