package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a machine may lack at rest whose disk takes capital letters for small ones: what it marks,
/// and what lies in that. And it may mark nothing that it could hold.
final class SimMarks {
    private static final String CLASH = "This disk does not tell its name from ";
    private static final String BLOCKED =
            "Something is in its place that cannot be moved from there.";

    private final String machine;
    private final Tree local;
    private final Tree remote;
    private final Map<String, String> clashes = new TreeMap<>();
    private final Set<String> blocked = new HashSet<>();

    private SimMarks(SimMachine machine) {
        this.machine = machine.name;
        local = machine.store().trees().local().tree();
        remote = machine.store().trees().remote();
        for (Trouble trouble : machine.troubles()) {
            if (trouble.reason().startsWith(CLASH)) {
                clashes.put(trouble.path(), trouble.reason());
            } else if (trouble.reason().equals(BLOCKED)) {
                blocked.add(trouble.path());
            }
        }
    }

    /// Paths of what the machine marks because its disk takes its name for another one.
    static Set<String> clashes(SimMachine machine) {
        return new SimMarks(machine).clashes.keySet();
    }

    /// Files that have another name in the commons, which the machine's disk cannot hold. That is a
    /// change made elsewhere to which it did not agree: it beats a deletion here.
    static List<Content.File> renamedElsewhere(SimMachine machine) {
        SimMarks marks = new SimMarks(machine);
        return marks.local.ids().stream()
                .filter(entry -> marks.remote.contains(entry) && marks.isElsewhere(entry))
                .map(entry -> marks.local.find(entry).orElseThrow().content())
                .filter(Content.File.class::isInstance)
                .map(Content.File.class::cast)
                .toList();
    }

    /// Looks at each entry that the machine has, or should have.
    static void check(SimMachine machine) {
        SimMarks marks = new SimMarks(machine);
        if (!machine.disk.traits().foldsCase()) {
            assertThat(marks.clashes).as(machine.name + " tells all names apart").isEmpty();
            assertThat(marks.blocked).as(machine.name + " tells all names apart").isEmpty();
        }
        marks.check();
    }

    private void check() {
        Set<EntryId> all = new HashSet<>(remote.ids());
        all.addAll(local.ids());
        int marked = 0;
        for (EntryId entry : all) {
            Optional<EntryState> here = local.find(entry);
            Optional<EntryState> there = remote.find(entry);
            if (there.isEmpty()) {
                assertThat(staysForAnother(entry)).as(about(entry, "is gone")).isTrue();
            } else if (here.isEmpty() || !here.get().sameSpot(there.get())) {
                marked += isJustified(entry, there.get()) ? 1 : 0;
            }
            if (here.isPresent() && there.isPresent()) {
                assertThat(plain(here.get())).as(about(entry, "")).isEqualTo(plain(there.get()));
            }
        }
        assertThat(marked)
                .as(machine + " marks nothing else: " + clashes + " " + blocked)
                .isEqualTo(clashes.size() + blocked.size());
    }

    /// Whether it is marked; if it is not, the directory that it belongs into is not there.
    private boolean isJustified(EntryId entry, EntryState there) {
        String path = shown(there.spot());
        if (clashes.containsKey(path)) {
            clash(entry, there, clashes.get(path));
        } else if (blocked.contains(path)) {
            assertThat(inItsPlace(entry, there).filter(this::isElsewhere))
                    .as(about(entry, "is blocked by one that has to stay"))
                    .isPresent();
        } else {
            assertThat(isThere(there.parent())).as(about(entry, "is missing")).isFalse();
            return false;
        }
        return true;
    }

    private void clash(EntryId entry, EntryState there, String reason) {
        List<String> rivals = new ArrayList<>();
        remote.children(there.parent())
                .forEach((name, other) -> {
                    if (!other.equals(entry) && key(name).equals(key(there.name()))) {
                        rivals.add(CLASH + name + ".");
                    }
                });
        assertThat(rivals).as(about(entry, "has a rival")).contains(reason);
        if (isThere(there.parent())) {
            String place =
                    shown(
                            there.spot()
                                    .named(
                                            reason.substring(CLASH.length())
                                                    .replaceFirst("\\.$", "")));
            assertThat(inItsPlace(entry, there).isPresent() || blocked.contains(place))
                    .as(about(entry, "gives way to one that is there"))
                    .isTrue();
        }
    }

    /// What has the name on this disk.
    private Optional<EntryId> inItsPlace(EntryId entry, EntryState there) {
        return local.children(there.parent()).entrySet().stream()
                .filter(each -> key(each.getKey()).equals(key(there.name())))
                .map(Map.Entry::getValue)
                .filter(other -> !other.equals(entry))
                .findAny();
    }

    private boolean isElsewhere(EntryId entry) {
        EntryState here = local.find(entry).orElseThrow();
        return remote.find(entry).filter(here::sameSpot).isEmpty();
    }

    /// A directory that was deleted elsewhere stays as long as something has to stay in it.
    private boolean staysForAnother(EntryId directory) {
        return local.children(directory).values().stream()
                .anyMatch(child -> remote.contains(child) || staysForAnother(child));
    }

    private boolean isThere(EntryId directory) {
        return directory.equals(EntryState.ROOT) || local.contains(directory);
    }

    /// As a machine shows it: by where the directory is here.
    private String shown(Spot spot) {
        String parent = local.path(spot.parent()).or(() -> remote.path(spot.parent())).orElse("");
        return parent.isEmpty() ? spot.name() : parent + "/" + spot.name();
    }

    private String about(EntryId entry, String what) {
        return "%s: %s, here %s, in the commons %s, %s"
                .formatted(machine, entry, local.path(entry), remote.path(entry), what);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// What an entry holds, without its exec bit, which not every disk has.
    static String plain(EntryState state) {
        return switch (state.content()) {
            case Content.Directory _ -> "d";
            case Content.Link link -> "l:" + link.target();
            case Content.File file -> "f:" + file.contentId();
        };
    }
}
