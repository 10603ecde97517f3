package eu.allmende.app.commons;

import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.node.validator.ValidatorRuntime;
import eu.allmende.node.validator.ValidatorSetup;
import java.io.IOException;

/// A validator with all that it needs in this process.
public final class LocalValidator implements AutoCloseable {
    private final Opened opened;

    private LocalValidator(Opened opened) {
        this.opened = opened;
    }

    /// Starts a validator; it answers at once, and orders when most of its fellows run.
    ///
    /// @throws eu.allmende.app.desk.CommandException if another process works with its folder
    public static LocalValidator start(ValidatorSetup setup) throws IOException {
        Opened opened = new Opened();
        try {
            opened.add(LocalNode.lock(setup.dir()));
            OkHttpExchange exchange = opened.add(new OkHttpExchange(setup.key()));
            opened.add(ValidatorRuntime.start(setup, exchange));
            return new LocalValidator(opened);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
