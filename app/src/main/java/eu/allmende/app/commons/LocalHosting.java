package eu.allmende.app.commons;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.node.run.NodeSetup;
import eu.allmende.node.run.NodeStatus;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;

/// Starts on this machine what serves others.
public final class LocalHosting implements Doors.Hosting {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration MOST_REGISTER = Duration.ofSeconds(60);
    private static final Duration MOST_STATUS = Duration.ofSeconds(10);

    @Override
    public AutoCloseable startCommons(Doors.CommonsWishes wishes) throws IOException {
        CommonsOnOneMachine.Members members;
        try {
            members =
                    new CommonsOnOneMachine.Members(
                            wishes.nodes(),
                            wishes.validators(),
                            Set.copyOf(wishes.withoutNodes()),
                            Set.copyOf(wishes.withoutValidators()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    Ending.WRONG_USAGE, "The number of " + e.getMessage() + ".", e);
        }
        return CommonsOnOneMachine.start(wishes.dir(), members);
    }

    @Override
    public AutoCloseable startValidator(Path commonsDir, int seat) throws IOException {
        return CommonsOnOneMachine.startValidator(commonsDir, seat);
    }

    @Override
    public AutoCloseable startNode(Doors.NodeWishes wishes) throws IOException {
        LocalNode node = LocalNode.start(setup(wishes));
        try {
            node.awaitKnown(MOST_REGISTER);
            return node;
        } catch (IOException e) {
            node.close();
            throw e;
        }
    }

    private static NodeSetup setup(Doors.NodeWishes wishes) throws CommandException {
        try {
            return new NodeSetup(
                    wishes.dir(),
                    wishes.commons(),
                    NodeAttributes.declared(
                            new Country(wishes.country()), new Country(wishes.law())),
                    wishes.operator(),
                    wishes.quotaBytes(),
                    LOOPBACK,
                    wishes.port());
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    Ending.WRONG_USAGE, "This is no node to start: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public Doors.NodeState nodeState(Path dir) throws IOException {
        NodeSheet sheet = NodeSheet.read(dir);
        NodeStatus status = ask(sheet, dir);
        return new Doors.NodeState(
                sheet.node(),
                sheet.operator(),
                sheet.country(),
                sheet.law(),
                status.meter().usage().usedBytes(),
                status.meter().usage().trashBytes(),
                status.meter().usage().reclaimableBytes(),
                status.meter().reservedBytes(),
                status.meter().freeBytes(),
                status.meter().usage().pieces(),
                sheet.port());
    }

    /// Who the node is that works in a folder.
    ///
    /// @throws CommandException if none ever did
    public static NodeId nodeAt(Path dir) throws IOException {
        return NodeSheet.read(dir).address().id();
    }

    private static NodeStatus ask(NodeSheet sheet, Path dir) throws IOException {
        SigningKey anybody = SigningKey.generate(new SecureRandom());
        try (OkHttpExchange exchange = new OkHttpExchange(anybody)) {
            PeerAnswer answer =
                    exchange.exchange(
                            sheet.address(), PeerRequest.get("/v1/node/status", MOST_STATUS));
            if (!answer.isSuccess()) {
                throw new IOException("the node answered " + answer.status());
            }
            return NodeStatus.decode(Bytes.of(answer.body()).bytes());
        } catch (IOException e) {
            throw new CommandException(Ending.NOT_RUNNING, "No node runs in " + dir + ".", e);
        }
    }
}
