package eu.allmende.engine.state;

import eu.allmende.protocol.id.EntryId;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// How journal rows are spelled.
final class JournalForm {
    private JournalForm() {}

    static byte[] bytes(JournalRow row) {
        return StateForm.bytes(out -> {
            StateForm.write(out, row.entry());
            write(out, row);
        });
    }

    private static void write(DataOutputStream out, JournalRow row) throws IOException {
        switch (row) {
            case JournalRow.Moving moving -> {
                out.writeByte(1);
                StateForm.write(out, moving.to());
                StateForm.write(out, moving.identity());
            }
            case JournalRow.Parking parking -> {
                out.writeByte(2);
                StateForm.write(out, parking.from());
                StateForm.write(out, parking.temporary());
                StateForm.write(out, parking.last());
                StateForm.write(out, parking.identity());
            }
            case JournalRow.Trashing trashing -> {
                out.writeByte(3);
                StateForm.write(out, trashing.slot());
                StateForm.write(out, trashing.identity());
            }
            case JournalRow.Placing placing -> {
                out.writeByte(4);
                StateForm.write(out, placing.after());
                StateForm.write(out, placing.identity());
            }
            case JournalRow.Replacing replacing -> {
                out.writeByte(5);
                StateForm.write(out, replacing.after());
                StateForm.write(out, replacing.identity());
                StateForm.write(out, replacing.slot());
                StateForm.write(out, replacing.old());
            }
            case JournalRow.Freeing freeing -> {
                out.writeByte(6);
                StateForm.write(out, freeing.random());
                StateForm.write(out, freeing.placeholder());
                StateForm.write(out, freeing.slot());
                StateForm.write(out, freeing.old());
            }
            case JournalRow.Fetching fetching -> {
                out.writeByte(7);
                StateForm.write(out, fetching.after());
                StateForm.write(out, fetching.identity());
                StateForm.write(out, fetching.slot());
                StateForm.write(out, fetching.placeholder());
            }
        }
    }

    static JournalRow row(ByteBuffer in) {
        EntryId entry = StateForm.entry(in);
        byte kind = in.get();
        return switch (kind) {
            case 1 -> new JournalRow.Moving(entry, StateForm.spot(in), StateForm.identity(in));
            case 2 ->
                    new JournalRow.Parking(
                            entry,
                            StateForm.spot(in),
                            StateForm.spot(in),
                            StateForm.spot(in),
                            StateForm.identity(in));
            case 3 -> new JournalRow.Trashing(entry, StateForm.text(in), StateForm.identity(in));
            case 4 -> new JournalRow.Placing(entry, StateForm.state(in), StateForm.identity(in));
            case 5 ->
                    new JournalRow.Replacing(
                            entry,
                            StateForm.state(in),
                            StateForm.identity(in),
                            StateForm.text(in),
                            StateForm.stat(in));
            case 6 ->
                    new JournalRow.Freeing(
                            entry,
                            StateForm.hash(in),
                            StateForm.identity(in),
                            StateForm.text(in),
                            StateForm.stat(in));
            case 7 ->
                    new JournalRow.Fetching(
                            entry,
                            StateForm.state(in),
                            StateForm.identity(in),
                            StateForm.text(in),
                            StateForm.stat(in));
            default -> throw new IllegalArgumentException("no kind: " + kind);
        };
    }
}
