package eu.allmende.ui;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.ui.FolderRow.State;
import eu.allmende.ui.FolderRow.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FolderViewTest {
    private static final Words ENGLISH = new Words(Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource({
        "UP_TO_DATE, Up to date, GOOD",
        "SCANNING, Looking for changes, BUSY",
        "SYNCING, Syncing, BUSY",
        "PAUSED, Paused, IDLE",
        "WAITING, Waiting, IDLE",
        "ATTENTION, Needs you, WARNING",
        "STOPPED, Not syncing, BAD",
        "STARTING, Starting, IDLE"
    })
    void eachStateHasItsWordAndItsTone(State state, String word, Tone tone) {
        FolderView view = view(Samples.folder("notes", state));

        assertThat(view.state()).isEqualTo(word);
        assertThat(view.tone()).isEqualTo(tone);
        assertThat(view.share()).isEmpty();
        assertThat(view.amount()).isEmpty();
        assertThat(view.spoken()).isEqualTo("notes. " + word);
    }

    @Test
    void noTwoStatesShareASign() {
        assertThat(List.of(State.values()))
                .extracting(state -> view(Samples.folder("notes", state)).sign())
                .doesNotHaveDuplicates();
    }

    @Test
    void aRunningTransferShowsItsShareItsBytesAndTheFilesLeft() {
        FolderView view = view(Samples.syncing("photos", 2, 3 << 20, 12 << 20));

        assertThat(view.share()).hasValue(0.25);
        assertThat(view.amount()).contains("3.0 MiB of 12.0 MiB, 2 files to go");
        assertThat(view.spoken()).isEqualTo("photos. Syncing. 3.0 MiB of 12.0 MiB, 2 files to go");
    }

    @Test
    void theLastFileIsCountedAsOne() {
        assertThat(view(Samples.syncing("photos", 1, 0, 10)).amount())
                .contains("0 B of 10 B, 1 file to go");
    }

    @Test
    void bytesWithoutFilesAreSaidAlone() {
        assertThat(view(Samples.syncing("photos", 0, 5, 10)).amount()).contains("5 B of 10 B");
    }

    @Test
    void moreDoneThanThereWasIsWhole() {
        assertThat(view(Samples.syncing("photos", 0, 11, 10)).share()).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"WAITING", "PAUSED", "STOPPED", "SCANNING"})
    void whatDoesNotMoveHasNoBarButSaysHowMuchWaits(State state) {
        FolderView view = view(new FolderRow("notes", "/notes", state, 12, 5, 10, List.of()));

        assertThat(view.share()).isEmpty();
        assertThat(view.amount()).contains("12 files to go");
    }

    @Test
    void troublesAreSaidWithPathAndReason() {
        FolderView view =
                view(
                        Samples.troubled(
                                "work",
                                State.ATTENTION,
                                new Trouble.Said("The disk is full."),
                                new Trouble.Held("a.txt", "It may not be read."),
                                new Trouble.Conflict("b.txt", "b (conflicted copy).txt")));

        assertThat(view.notes())
                .containsExactly(
                        "The disk is full.",
                        "a.txt: It may not be read.",
                        "b.txt was changed on two devices at once. The other version is kept as"
                                + " b (conflicted copy).txt.");
        assertThat(view.spoken()).contains("Needs you", "a.txt: It may not be read.");
    }

    @Test
    void ofManyTroublesSomeAreShownAndTheRestCounted() {
        Trouble[] troubles =
                IntStream.range(0, 1003)
                        .mapToObj(i -> new Trouble.Said("trouble " + i))
                        .toArray(Trouble[]::new);

        assertThat(view(Samples.troubled("work", State.WAITING, troubles)).notes())
                .containsExactly("trouble 0", "trouble 1", "trouble 2", "and 1,000 more");
    }

    @Test
    void bracesAndQuotesInNamesStayAsTheyAre() {
        FolderView view =
                view(
                        Samples.troubled(
                                "{0}'s",
                                State.WAITING, new Trouble.Held("it's {1}.txt", "don't {0}")));

        assertThat(view.name()).isEqualTo("{0}'s");
        assertThat(view.notes()).containsExactly("it's {1}.txt: don't {0}");
    }

    private static FolderView view(FolderRow row) {
        return FolderView.of(row, ENGLISH);
    }
}
