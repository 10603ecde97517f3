package eu.allmende.app.commons;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.node.run.NodeSetup;
import eu.allmende.node.validator.Founding;
import eu.allmende.node.validator.LocalCommons;
import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.ledger.CommonsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A whole commons in this process, or all of it but the members that run elsewhere.
public final class CommonsOnOneMachine implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long QUOTA_BYTES = 50L << 30;
    private static final Duration MOST_START = Duration.ofSeconds(90);

    private final Opened opened = new Opened();
    private final Together members = new Together();
    private final Path dir;
    private final LocalCommons founded;
    private final List<LocalNode> nodes = new ArrayList<>();

    private CommonsOnOneMachine(Path dir, LocalCommons founded) {
        this.dir = dir;
        this.founded = founded;
    }

    /// Which members a commons has, and which of them start in other processes.
    ///
    /// @param nodes how many
    /// @param validators how many; counts only when the commons is founded
    public record Members(
            int nodes, int validators, Set<Integer> nodesElsewhere, Set<Integer> seatsElsewhere) {
        private static final int MOST = 64;

        public Members {
            nodesElsewhere = Set.copyOf(nodesElsewhere);
            seatsElsewhere = Set.copyOf(seatsElsewhere);
            if (nodes < 0 || nodes > MOST) {
                throw new IllegalArgumentException("nodes must be 0 to " + MOST + ": " + nodes);
            }
            if (validators < 1 || validators > MOST) {
                throw new IllegalArgumentException(
                        "validators must be 1 to " + MOST + ": " + validators);
            }
        }
    }

    /// Founds a commons in a folder, or finds it there, and starts its members.
    ///
    /// @return when all nodes are known to the validators
    public static CommonsOnOneMachine start(Path dir, Members members) throws IOException {
        Files.createDirectories(dir);
        Opened held = new Opened();
        held.add(LocalNode.lock(dir));
        CommonsOnOneMachine commons;
        try {
            commons = new CommonsOnOneMachine(dir, Founding.createLocal(dir, members.validators));
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
        commons.opened.add(held);
        commons.opened.add(commons.members);
        try {
            commons.startMembers(members);
            return commons;
        } catch (IOException | RuntimeException e) {
            commons.close();
            throw e;
        }
    }

    private void startMembers(Members wanted) throws IOException {
        List<ValidatorSetup> seats = founded.validators();
        for (int seat = 0; seat < seats.size(); seat++) {
            if (!wanted.seatsElsewhere.contains(seat)) {
                members.add(LocalValidator.start(seats.get(seat)));
            }
        }
        for (int place = 0; place < wanted.nodes; place++) {
            if (!wanted.nodesElsewhere.contains(place)) {
                nodes.add(members.add(LocalNode.start(setup(place))));
            }
        }
        for (LocalNode node : nodes) {
            node.awaitKnown(MOST_START);
        }
    }

    private NodeSetup setup(int place) {
        SimulatedOperator operator = SimulatedOperator.at(place);
        return new NodeSetup(
                nodeDir(dir, place),
                founded.commons(),
                operator.attributes(),
                operator.name(),
                QUOTA_BYTES,
                LOOPBACK,
                0);
    }

    /// Where the node at a place keeps all it has.
    public static Path nodeDir(Path commonsDir, int place) {
        return commonsDir.resolve("nodes").resolve("" + place);
    }

    /// Starts one validator of a commons that was founded in the folder.
    public static LocalValidator startValidator(Path dir, int seat) throws IOException {
        if (!Files.isRegularFile(dir.resolve("commons.json"))) {
            throw new CommandException(Ending.FAILED, "There is no commons in " + dir + ".");
        }
        List<ValidatorSetup> seats = Founding.createLocal(dir, 1).validators();
        if (seat < 0 || seat >= seats.size()) {
            throw new CommandException(
                    Ending.WRONG_USAGE, "This commons has the seats 0 to " + (seats.size() - 1));
        }
        return LocalValidator.start(seats.get(seat));
    }

    /// What others join with.
    public CommonsFile commons() {
        return founded.commons();
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
