package eu.allmende.app.commons;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.home.HeadFile;
import eu.allmende.app.home.Home;
import eu.allmende.app.home.HomeLock;
import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.node.run.NodePorts;
import eu.allmende.node.run.NodeRuntime;
import eu.allmende.node.run.NodeSetup;
import eu.allmende.protocol.fence.Attribute;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A node with all that it needs in this process.
public final class LocalNode implements AutoCloseable {
    private final Opened opened;
    private final NodeRuntime runtime;

    private LocalNode(Opened opened, NodeRuntime runtime) {
        this.opened = opened;
        this.runtime = runtime;
    }

    /// Starts a node; it answers at once, and becomes known when the validators answer.
    ///
    /// @throws CommandException if another process works with its folder
    public static LocalNode start(NodeSetup setup) throws IOException {
        Opened opened = new Opened();
        try {
            return new LocalNode(opened, open(setup, opened));
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static NodeRuntime open(NodeSetup setup, Opened opened) throws IOException {
        Path dir = setup.dir();
        opened.add(lock(dir));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        opened.add(threads::shutdownNow);
        NodeRuntime runtime =
                NodeRuntime.start(
                        setup,
                        new NodePorts(
                                key -> opened.add(new OkHttpExchange(key)),
                                new HeadFile(dir.resolve("head")),
                                threads,
                                InstantSource.system()));
        opened.add(runtime);
        new NodeSheet(
                        runtime.id().toString(),
                        setup.host(),
                        runtime.address().port(),
                        setup.operator(),
                        word(setup.attributes().country()),
                        word(setup.attributes().law()))
                .write(dir);
        return runtime;
    }

    private static String word(Attribute attribute) {
        return attribute.country().map(country -> country.code()).orElse("unknown");
    }

    static HomeLock lock(Path dir) throws IOException {
        return HomeLock.take(new Home(dir))
                .orElseThrow(() ->
                        new CommandException(
                                Ending.FAILED, "Another program works in " + dir + " already."));
    }

    /// Waits until the node is on the ledger and in the directory.
    ///
    /// @throws CommandException if that does not come about
    public void awaitKnown(Duration limit) throws IOException {
        try {
            if (!runtime.awaitKnown(limit)) {
                throw new CommandException(
                        Ending.NOT_RUNNING,
                        "The validators of the commons do not answer, so the node cannot register.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a node registered", e);
        }
    }

    /// The node itself.
    public NodeRuntime runtime() {
        return runtime;
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
