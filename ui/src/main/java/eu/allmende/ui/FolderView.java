package eu.allmende.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kordamp.ikonli.feather.Feather;

/// What is written of one folder, in a person's language.
///
/// @param share how much of the running transfer is done, from 0 to 1; empty where none runs
/// @param amount what is still on its way, in words; empty where nothing is
/// @param notes what went wrong, a sentence each
record FolderView(
        String name,
        String path,
        String state,
        Tone tone,
        Feather sign,
        OptionalDouble share,
        Optional<String> amount,
        List<String> notes) {
    private static final int NOTES_SHOWN = 3;

    static FolderView of(FolderRow row, Words words) {
        return new FolderView(
                row.name(),
                row.path(),
                words.text(row.state()),
                tone(row.state()),
                sign(row.state()),
                moves(row) ? OptionalDouble.of(row.share()) : OptionalDouble.empty(),
                amount(row, words),
                notes(row.troubles(), words));
    }

    /// Everything about the folder, for those who listen instead of looking.
    String spoken() {
        var sentences = new ArrayList<>(List.of(name, state));
        amount.ifPresent(sentences::add);
        sentences.addAll(notes);
        return String.join(". ", sentences);
    }

    private static boolean moves(FolderRow row) {
        return row.state() == FolderRow.State.SYNCING && row.totalBytes() > 0;
    }

    private static Optional<String> amount(FolderRow row, Words words) {
        long files = row.pendingFiles();
        if (!moves(row)) {
            return files == 0 ? Optional.empty() : Optional.of(words.text("files", files));
        }
        String done = words.bytes(row.doneBytes());
        String total = words.bytes(row.totalBytes());
        return Optional.of(
                files == 0
                        ? words.text("transfer", done, total)
                        : words.text("transfer.files", done, total, files));
    }

    private static List<String> notes(List<FolderRow.Trouble> troubles, Words words) {
        var notes = new ArrayList<String>();
        troubles.stream().limit(NOTES_SHOWN).map(each -> note(each, words)).forEach(notes::add);
        if (troubles.size() > NOTES_SHOWN) {
            notes.add(words.text("more", troubles.size() - NOTES_SHOWN));
        }
        return List.copyOf(notes);
    }

    private static String note(FolderRow.Trouble trouble, Words words) {
        return switch (trouble) {
            case FolderRow.Trouble.Said(String sentence) -> words.said(sentence);
            case FolderRow.Trouble.Held(String path, String reason) ->
                    words.text("held", path, words.said(reason));
            case FolderRow.Trouble.Conflict(String path, String copy) ->
                    words.text("conflict", path, copy);
        };
    }

    private static Feather sign(FolderRow.State state) {
        return switch (state) {
            case UP_TO_DATE -> Feather.CHECK;
            case SCANNING -> Feather.SEARCH;
            case SYNCING -> Feather.REFRESH_CW;
            case PAUSED -> Feather.PAUSE;
            case WAITING -> Feather.CLOCK;
            case ATTENTION -> Feather.ALERT_TRIANGLE;
            case STOPPED -> Feather.X_OCTAGON;
            case STARTING -> Feather.MORE_HORIZONTAL;
        };
    }

    private static Tone tone(FolderRow.State state) {
        return switch (state) {
            case UP_TO_DATE -> Tone.GOOD;
            case SCANNING, SYNCING -> Tone.BUSY;
            case PAUSED, WAITING, STARTING -> Tone.IDLE;
            case ATTENTION -> Tone.WARNING;
            case STOPPED -> Tone.BAD;
        };
    }
}
