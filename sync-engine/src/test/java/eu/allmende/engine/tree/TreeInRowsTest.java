package eu.allmende.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.id.EntryId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeInRowsTest {
    private static final int NAMES = 3 * FewNames.MOST;
    private static final EntryId DIRECTORY = new EntryId(7, 7);

    private final EntryRows rows = new EntryRows();
    private final LocalTree local = new LocalTree(rows);
    private final Tree remote = new Tree(rows.remote());
    private final Map<EntryId, EntryState> here = new HashMap<>();
    private final Map<EntryId, EntryState> agreed = new HashMap<>();
    private final Map<EntryId, EntryState> there = new HashMap<>();
    private final Random random = new Random(11);

    private static EntryState link(int name, String target) {
        return new EntryState(DIRECTORY, "n" + name, new Content.Link(target));
    }

    private static Sighting sighting(int inode) {
        return new Sighting(
                new Stat(Stat.Kind.LINK, 0, 1, 1, new Identity(1, inode, 1), 0), inode % 2 == 0);
    }

    @Test
    void columnsThatShareRowsHoldWhatMapsWouldHold() {
        for (int i = 0; i < 20_000; i++) {
            int name = random.nextInt(NAMES);
            change(new EntryId(1, name), link(name, "t" + random.nextInt(3)), name);
            assertThat(remote.at(link(name, "t").spot()).isPresent())
                    .isEqualTo(there.containsKey(new EntryId(1, name)));
        }
        assertThat(rows.local()).isEqualTo(here);
        assertThat(rows.sightings().keySet()).isEqualTo(here.keySet());
        assertThat(rows.synced()).isEqualTo(agreed);
        assertThat(rows.remote()).isEqualTo(there);
        assertThat(remote.children(DIRECTORY).values())
                .containsExactlyInAnyOrderElementsOf(there.keySet());
        here.forEach((entry, state) -> assertThat(local.tree().at(state.spot())).contains(entry));
    }

    private void change(EntryId entry, EntryState state, int inode) {
        switch (random.nextInt(6)) {
            case 0 -> {
                local.put(entry, state, sighting(inode));
                here.put(entry, state);
            }
            case 1 -> {
                local.remove(entry);
                here.remove(entry);
            }
            case 2 ->
                    assertThat(rows.synced().put(entry, state)).isEqualTo(agreed.put(entry, state));
            case 3 -> assertThat(rows.synced().remove(entry)).isEqualTo(agreed.remove(entry));
            case 4 -> {
                remote.put(entry, state);
                there.put(entry, state);
            }
            default -> {
                remote.remove(entry);
                there.remove(entry);
            }
        }
    }

    @Test
    void aDirectoryHoldsMoreThanAFewNamesAndLosesThemAgain() {
        for (int i = 0; i < NAMES; i++) {
            remote.put(new EntryId(1, i), link(i, "t"));
        }
        assertThat(remote.children(DIRECTORY)).hasSize(NAMES);
        for (int i = 0; i < NAMES; i++) {
            assertThat(remote.at(link(i, "t").spot())).contains(new EntryId(1, i));
            remote.remove(new EntryId(1, i));
            assertThat(remote.at(link(i, "t").spot())).isEmpty();
        }
        assertThat(remote.children(DIRECTORY)).isEmpty();
    }

    @Test
    void twoEntriesAtOneSpotAreRefused() {
        remote.put(new EntryId(1, 1), link(1, "t"));

        assertThatThrownBy(() -> remote.put(new EntryId(1, 2), link(1, "u")))
                .isInstanceOf(IllegalStateException.class);
    }
}
