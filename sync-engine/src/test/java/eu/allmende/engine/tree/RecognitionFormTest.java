package eu.allmende.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.DiskNames.Repertoire;
import eu.allmende.engine.folder.DiskNames.Sameness;
import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Recognition.Match;
import eu.allmende.protocol.id.EntryId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A disk that gives names back decomposed, though they came composed, as those of Macintoshes do.
class RecognitionFormTest {
    private static final String COMPOSED = "Caf\u00e9";
    private static final String DECOMPOSED = "Cafe\u0301";
    private static final EntryId DIRECTORY = new EntryId(1, 1);
    private static final EntryId FILE = new EntryId(1, 2);
    private static final DiskNames ANY_FORM = new DiskNames(Sameness.FORMS, Repertoire.ALL, 255);

    private final LocalTree local = new LocalTree();
    private final AtomicInteger fresh = new AtomicInteger(100);

    private static Stat stat(Stat.Kind kind, long inode) {
        return new Stat(kind, 0, 0, 0, new Identity(1, inode, 0), 0);
    }

    private static Seen file(String name, long inode) {
        return new Seen(name, stat(Stat.Kind.LINK, inode), "x", List.of(), Seen.Depth.WHOLE);
    }

    private static Seen directory(String name, long inode, Seen... children) {
        return new Seen(
                name, stat(Stat.Kind.DIRECTORY, inode), "", List.of(children), Seen.Depth.WHOLE);
    }

    @BeforeEach
    void remember() {
        local.put(
                DIRECTORY,
                new EntryState(EntryState.ROOT, COMPOSED, new Content.Directory()),
                new Sighting(stat(Stat.Kind.DIRECTORY, 11), true));
        local.put(
                FILE,
                new EntryState(DIRECTORY, COMPOSED, new Content.Link("x")),
                new Sighting(stat(Stat.Kind.LINK, 12), true));
    }

    private Recognition.Result look(DiskNames names, Seen... top) {
        return Recognition.compare(
                local,
                directory("", 10, top),
                () -> new EntryId(9, fresh.incrementAndGet()),
                names);
    }

    @Test
    void theNameStaysAsItCame() {
        Recognition.Result result = look(ANY_FORM, directory(DECOMPOSED, 11, file(DECOMPOSED, 12)));

        assertThat(result.missing()).isEmpty();
        assertThat(result.matches()).extracting(Match::entry).containsExactly(DIRECTORY, FILE);
        assertThat(result.matches()).extracting(Match::name).containsOnly(COMPOSED);
    }

    @Test
    void aReplacedFileStaysTheEntryItWas() {
        Recognition.Result result = look(ANY_FORM, directory(DECOMPOSED, 11, file(DECOMPOSED, 99)));

        assertThat(result.missing()).isEmpty();
        assertThat(result.matches()).extracting(Match::entry).containsExactly(DIRECTORY, FILE);
    }

    @Test
    void whatMovedKeepsItsSpelling() {
        Recognition.Result result = look(ANY_FORM, directory("moved", 11, file(DECOMPOSED, 12)));

        assertThat(result.matches()).extracting(Match::name).containsExactly("moved", COMPOSED);
    }

    @Test
    void anotherNameIsAnotherName() {
        Recognition.Result result = look(ANY_FORM, directory("Cafe", 11, file("CAFE\u0301", 12)));

        assertThat(result.matches()).extracting(Match::name).containsExactly("Cafe", "CAFE\u0301");
    }

    @Test
    void whereFormsCountTheDiskIsBelieved() {
        Recognition.Result result =
                look(DiskNames.EXACT, directory(DECOMPOSED, 11, file(DECOMPOSED, 12)));

        assertThat(result.matches()).extracting(Match::entry).containsExactly(DIRECTORY, FILE);
        assertThat(result.matches()).extracting(Match::name).containsOnly(DECOMPOSED);
    }
}
