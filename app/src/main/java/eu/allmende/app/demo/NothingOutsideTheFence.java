package eu.allmende.app.demo;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.commons.LocalHosting;
import eu.allmende.protocol.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The node in the US holds nothing and was sent nothing.
public final class NothingOutsideTheFence implements DemoCheck {
    @Override
    public String claim() {
        return "The US node holds nothing and was sent nothing";
    }

    @Override
    public Verdict check(Stage stage) throws IOException {
        Path dir = stage.members().nodeDir(Members.US_NODE);
        Doors.NodeState state = new LocalHosting().nodeState(dir);
        NodeId node = NodeId.parse(state.node());
        long asked = stage.tap().pieceRequests(node);
        long sent = stage.tap().sentBytes(node);
        long volumes = volumeBytes(dir);
        if (!state.country().equals("US")) {
            return Verdict.failed("the node that was looked at is in " + state.country());
        }
        boolean empty = state.pieces() == 0 && volumes == 0;
        return empty && asked == 0 && sent == 0
                ? Verdict.held(
                        "0 pieces by its own count, 0 bytes in its volumes, 0 bytes on the wire",
                        Verdict.Work.NONE)
                : Verdict.failed(
                        "it has %d pieces and %d bytes; it was sent %d bytes in %d requests"
                                .formatted(state.pieces(), volumes, sent, asked));
    }

    private static long volumeBytes(Path dir) throws IOException {
        long sum = 0;
        for (Path volume : Volumes.of(dir)) {
            sum += Files.size(volume);
        }
        return sum;
    }
}
