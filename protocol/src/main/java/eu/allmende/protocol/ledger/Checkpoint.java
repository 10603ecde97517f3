package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.MalformedException;
import java.util.Base64;
import java.util.List;

/// The log's size and root at one moment, as text (C2SP tlog-checkpoint): origin, size, root in
/// base64, each on a line of its own.
///
/// @param origin which log: `allmende/<commons id>/<group>`
/// @param size leaves
/// @param root RFC 6962 root over them
public record Checkpoint(String origin, long size, Hash root) {
    private static final int MOST_ORIGIN_CHARACTERS = 128;

    public Checkpoint {
        Limits.text("origin", origin, MOST_ORIGIN_CHARACTERS);
        Limits.notNegative("size", size);
    }

    /// The origin of a commons' first group.
    public static String origin(CommonsId commons) {
        return "allmende/" + commons + "/0";
    }

    /// The three lines, each with its end.
    public String text() {
        String encoded = Base64.getEncoder().encodeToString(root.bytes());
        return origin + "\n" + size + "\n" + encoded + "\n";
    }

    /// The checkpoint that [#text] wrote.
    ///
    /// @throws MalformedException if the text is no checkpoint, or spells one in a second way
    public static Checkpoint parse(String text) throws MalformedException {
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() != 4) {
            throw new MalformedException("a checkpoint has three lines, not " + lines.size());
        }
        try {
            Checkpoint checkpoint =
                    new Checkpoint(
                            lines.get(0),
                            Long.parseLong(lines.get(1)),
                            Hash.of(Base64.getDecoder().decode(lines.get(2))));
            if (!checkpoint.text().equals(text)) {
                throw new MalformedException("a checkpoint is spelled in a second way");
            }
            return checkpoint;
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a checkpoint does not follow its format", e);
        }
    }
}
