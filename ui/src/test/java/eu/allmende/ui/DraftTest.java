package eu.allmende.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final String HOME = "/home/anna";

    @Test
    void aWholeDraftHasNoFault() {
        Draft draft = new Draft(" notes ", " /home/anna/notes ");

        assertThat(draft.nameFault(List.of())).isEmpty();
        assertThat(draft.pathFault(HOME)).isEmpty();
        assertThat(draft.name()).isEqualTo("notes");
        assertThat(draft.place(HOME)).isEqualTo("/home/anna/notes");
    }

    @Test
    void theTildeIsThePersonsOwnDirectory() {
        assertThat(new Draft("a", "~/notes").place(HOME)).isEqualTo("/home/anna/notes");
        assertThat(new Draft("a", "~").place(HOME)).isEqualTo("/home/anna");
        assertThat(new Draft("a", "/a/~/b").place(HOME)).isEqualTo("/a/~/b");
        assertThat(new Draft("a", "~/notes").pathFault(HOME)).isEmpty();
    }

    @Test
    void blanksAreNoNameAndNoPath() {
        assertThat(new Draft("  ", "/a").nameFault(List.of())).contains("form.name.blank");
        assertThat(new Draft("a", "  ").pathFault(HOME)).contains("form.path.blank");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        FolderRow notes = Samples.folder("notes", FolderRow.State.PAUSED);

        assertThat(new Draft("notes", "/a").nameFault(List.of(notes))).contains("form.name.taken");
        assertThat(new Draft("Notes", "/a").nameFault(List.of(notes))).isEmpty();
    }

    @Test
    void halfAPathIsRefused() {
        assertThat(new Draft("a", "notes").pathFault(HOME)).contains("form.path.partial");
        assertThat(new Draft("a", "~bob/notes").pathFault(HOME)).contains("form.path.partial");
    }

    @Test
    void whatNoPathCanHoldIsRefused() {
        assertThat(new Draft("a", "/a\0b").pathFault(HOME)).contains("form.path.invalid");
    }
}
