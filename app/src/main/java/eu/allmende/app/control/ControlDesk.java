package eu.allmende.app.control;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Question;
import eu.allmende.app.desk.UnansweredException;
import eu.allmende.app.home.Home;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// Puts questions to the process that works with a home.
public final class ControlDesk implements Desk {
    private final Home home;

    public ControlDesk(Home home) {
        this.home = home;
    }

    @Override
    public Answer ask(Question question) throws IOException {
        try (SocketChannel connection = connect()) {
            OutputStream out = Channels.newOutputStream(connection);
            out.write(Lines.of(question));
            out.flush();
            InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
            byte[] line = Lines.read(in);
            if (line.length == 0) {
                throw gone(null);
            }
            return Lines.answer(line);
        }
    }

    @Override
    public void close() {
        // each question has a connection of its own
    }

    private SocketChannel connect() throws IOException {
        try {
            return SocketChannel.open(ControlPlace.find(home));
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private static UnansweredException gone(@Nullable Throwable cause) {
        String sentence = "The program that works with this home does not answer.";
        return cause == null
                ? new UnansweredException(sentence)
                : new UnansweredException(sentence, cause);
    }
}
