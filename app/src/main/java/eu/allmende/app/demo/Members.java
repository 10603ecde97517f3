package eu.allmende.app.demo;

import eu.allmende.app.commons.CommonsOnOneMachine;
import eu.allmende.app.commons.SimulatedOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The processes of the demo's commons: one with most members, and one for each that will be
/// killed.
final class Members implements AutoCloseable {
    /// How many nodes the commons has.
    static final int NODES = 8;

    /// How many validators the commons has.
    static final int VALIDATORS = 4;

    /// The place of the node that is outside the fence.
    static final int US_NODE = 7;

    /// The places of the nodes that are killed.
    static final List<Integer> MORTAL_NODES = List.of(2, 5);

    /// The seat of the validator that is killed.
    static final int MORTAL_SEAT = 3;

    private static final Duration MOST_START = Duration.ofMinutes(5);
    private static final int COMMONS_HEAP = 512;
    private static final int NODE_HEAP = 128;
    private static final int VALIDATOR_HEAP = 160;

    private final Path dir;
    private final Map<Integer, JavaProcess> nodes = new LinkedHashMap<>();
    private final List<JavaProcess> all = new ArrayList<>();
    private JavaProcess validator;

    private Members(Path dir) throws IOException, InterruptedException {
        this.dir = dir;
        Files.createDirectories(dir);
        JavaProcess commons = startCommons();
        commons.awaitReady(MOST_START);
        validator = startValidator();
        for (int place : MORTAL_NODES) {
            nodes.put(place, startNode(place));
        }
        validator.awaitReady(MOST_START);
        for (JavaProcess node : nodes.values()) {
            node.awaitReady(MOST_START);
        }
    }

    /// Starts all, in a folder.
    ///
    /// @throws IOException if one does not become ready
    static Members start(Path dir) throws IOException, InterruptedException {
        return new Members(dir);
    }

    private JavaProcess startCommons() throws IOException {
        String nodesElsewhere =
                MORTAL_NODES.stream().map(String::valueOf).collect(Collectors.joining(","));
        return start(
                "the commons",
                COMMONS_HEAP,
                List.of(
                        "commons",
                        "start",
                        "--dir",
                        dir.toString(),
                        "--nodes",
                        "" + NODES,
                        "--validators",
                        "" + VALIDATORS,
                        "--without-nodes",
                        nodesElsewhere,
                        "--without-validators",
                        "" + MORTAL_SEAT));
    }

    private JavaProcess startValidator() throws IOException {
        return start(
                "validator " + MORTAL_SEAT,
                VALIDATOR_HEAP,
                List.of("validator", "start", "--dir", dir.toString(), "--seat", "" + MORTAL_SEAT));
    }

    private JavaProcess startNode(int place) throws IOException {
        SimulatedOperator operator = SimulatedOperator.at(place);
        return start(
                "node " + place,
                NODE_HEAP,
                List.of(
                        "node",
                        "start",
                        "--dir",
                        nodeDir(place).toString(),
                        "--commons",
                        commonsFile().toString(),
                        "--country",
                        operator.country().code(),
                        "--law",
                        operator.law().code(),
                        "--operator",
                        operator.name(),
                        "--quota",
                        "50GiB"));
    }

    private JavaProcess start(String name, int heap, List<String> words) throws IOException {
        JavaProcess process = JavaProcess.start(name, heap, dir.resolve("messages.txt"), words);
        all.add(process);
        return process;
    }

    Path dir() {
        return dir;
    }

    Path commonsFile() {
        return dir.resolve("commons.json");
    }

    Path nodeDir(int place) {
        return CommonsOnOneMachine.nodeDir(dir, place);
    }

    /// Ends the nodes that are mortal with SIGKILL.
    void killNodes() throws InterruptedException {
        for (JavaProcess node : nodes.values()) {
            node.kill();
        }
    }

    /// Ends the validator that is mortal with SIGKILL.
    void killValidator() throws InterruptedException {
        validator.kill();
    }

    /// Starts that validator again, on what its disk has kept.
    void reviveValidator() throws IOException, InterruptedException {
        validator = startValidator();
        validator.awaitReady(MOST_START);
    }

    /// Whether the node at a place runs.
    boolean isAlive(int place) {
        JavaProcess own = nodes.get(place);
        return own == null || own.isAlive();
    }

    /// The ids of all processes that run.
    List<Long> processIds() {
        return all.stream().filter(JavaProcess::isAlive).map(JavaProcess::id).toList();
    }

    @Override
    public void close() {
        all.reversed().forEach(JavaProcess::close);
    }
}
