package eu.allmende.app.control;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Explained;
import eu.allmende.app.home.Home;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Answers questions on a home's control socket, each connection on a virtual thread.
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ControlServer.class.getName());
    private static final int MOST_CONNECTIONS = 64;

    private final Home home;
    private final Desk desk;
    private final ServerSocketChannel listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);

    private ControlServer(Home home, Desk desk, ServerSocketChannel listener) {
        this.home = home;
        this.desk = desk;
        this.listener = listener;
    }

    /// Begins to answer; the caller holds the home's lock.
    ///
    /// @param desk stays the caller's to close
    public static ControlServer start(Home home, Desk desk) throws IOException {
        UnixDomainSocketAddress address = ControlPlace.choose(home);
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(address);
            Path socket = address.getPath();
            if (socket.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        ControlServer server = new ControlServer(home, desk, listener);
        Thread.ofVirtual().name("control socket").start(server::acceptAll);
        return server;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
        ControlPlace.clear(home);
    }

    private void acceptAll() {
        try {
            while (true) {
                SocketChannel connection = listener.accept();
                room.acquireUninterruptibly();
                threads.execute(() -> serve(connection));
            }
        } catch (ClosedChannelException e) {
            LOG.log(Level.DEBUG, "the control socket is closed");
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the control socket failed", e);
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            InputStream in = Channels.newInputStream(connection);
            OutputStream out = Channels.newOutputStream(connection);
            out.write(answer(Lines.read(new BufferedInputStream(in))));
            out.flush();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "who asked on the control socket went away", e);
        } finally {
            room.release();
        }
    }

    private byte[] answer(byte[] line) {
        try {
            return Lines.of(desk.ask(Lines.question(line)));
        } catch (CommandException e) {
            return Lines.of(e);
        } catch (Exception e) { // the thread begins here
            LOG.log(Level.ERROR, "a question on the control socket failed", e);
            Explained explained = Explained.of(e);
            return Lines.of(new CommandException(explained.ending(), explained.sentence(), e));
        }
    }
}
