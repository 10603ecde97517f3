package eu.allmende.app.commons;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.peer.PeerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What a running node leaves in its folder, so that `node status` finds it: `node.json`.
record NodeSheet(String node, String host, int port, String operator, String country, String law) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String FILE = "node.json";

    void write(Path dir) throws IOException {
        Path part = dir.resolve(FILE + ".part");
        Files.write(part, JSON.writeValueAsBytes(this));
        Files.move(
                part,
                dir.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static NodeSheet read(Path dir) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(dir.resolve(FILE)), NodeSheet.class);
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    Ending.NOT_RUNNING, "No node was ever started in " + dir + ".", e);
        }
    }

    PeerAddress address() {
        return new PeerAddress(NodeId.parse(node), host, port);
    }
}
