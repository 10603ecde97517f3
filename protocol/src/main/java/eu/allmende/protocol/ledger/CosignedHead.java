package eu.allmende.protocol.ledger;

import eu.allmende.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A checkpoint and who cosigned it; what it is worth, [HeadPolicy] says.
///
/// As text, a C2SP signed note: the checkpoint, an empty line, one line per cosignature. The log
/// has no key of its own: the quorum stands in its place.
///
/// @param cosignatures in the order of the note; at most [#MOST_COSIGNATURES]
public record CosignedHead(Checkpoint checkpoint, List<Cosignature> cosignatures) {
    /// The most cosignatures a head may carry.
    public static final int MOST_COSIGNATURES = 64;

    /// The longest note, in bytes of UTF-8.
    public static final int MOST_NOTE_BYTES = 16 * 1024;

    public CosignedHead {
        cosignatures = List.copyOf(cosignatures);
        if (cosignatures.size() > MOST_COSIGNATURES) {
            throw new IllegalArgumentException("too many cosignatures: " + cosignatures.size());
        }
    }

    /// The note.
    public String note() {
        return checkpoint.text()
                + "\n"
                + cosignatures.stream()
                        .map(cosignature -> cosignature.line() + "\n")
                        .collect(Collectors.joining());
    }

    /// The head that [#note] wrote. Its cosignatures are not checked here.
    ///
    /// @throws MalformedException if the text is no such note
    public static CosignedHead parse(String note) throws MalformedException {
        int gap = note.indexOf("\n\n");
        if (gap < 0 || note.length() > MOST_NOTE_BYTES || !note.endsWith("\n")) {
            throw new MalformedException("a head's note does not follow its format");
        }
        Checkpoint checkpoint = Checkpoint.parse(note.substring(0, gap + 1));
        List<Cosignature> cosignatures = new ArrayList<>();
        for (String line : note.substring(gap + 2).lines().toList()) {
            if (cosignatures.size() == MOST_COSIGNATURES) {
                throw new MalformedException("a head has too many cosignatures");
            }
            cosignatures.add(Cosignature.parse(line));
        }
        return new CosignedHead(checkpoint, cosignatures);
    }
}
