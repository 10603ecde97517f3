package eu.allmende.engine.state;

import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.Hash;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A commit that was asked for, to be known again if it is read from the log and no answer ever
/// came: then what it says was on this disk.
///
/// @param base the sequence it was to be made on
/// @param sum of what it was to say; times do not count
record Asked(long base, Hash sum) {
    static Asked of(long base, List<Change> changes) {
        List<Change> ordered = new ArrayList<>(changes);
        ordered.sort(Comparator.comparing(Change::entry));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Change change : ordered) {
                write(change, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Asked(base, Hash.sha256(bytes.toByteArray()));
    }

    private static void write(Change change, DataOutputStream out) throws IOException {
        out.write(change.entry().bytes());
        out.writeBoolean(change.after().isPresent());
        if (change.after().isPresent()) {
            EntryState state = change.after().get();
            out.write(state.parent().bytes());
            out.writeUTF(state.name());
            switch (state.content()) {
                case Content.File file -> {
                    out.writeByte(file.executable() ? 2 : 1);
                    out.write(file.contentId().bytes());
                }
                case Content.Directory _ -> out.writeByte(0);
                case Content.Link link -> {
                    out.writeByte(3);
                    out.writeUTF(link.target());
                }
            }
        }
    }
}
