package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Lets all machines come to rest, and looks whether the promises were kept.
final class SimJudge implements SimUser.Witness {
    private static final int MOST_ROUNDS = 40;

    private final FakeCommons commons;
    private final List<SimMachine> machines;
    private final SimTrace trace;
    private final Set<String> required;
    private final Set<String> ever;
    private final Set<String> gone = new HashSet<>();
    private final Map<String, String> deleted = new HashMap<>();
    private final Map<String, Set<String>> touched = new HashMap<>();
    private final Map<String, Set<String>> families = new HashMap<>();
    private final Set<String> atOnce = new HashSet<>();
    private final Set<String> twice = new HashSet<>();
    private boolean forgetful;
    private long clashes;

    /// @param required contents that nobody overwrote or deleted
    /// @param ever contents that somebody once wrote
    SimJudge(
            FakeCommons commons,
            List<SimMachine> machines,
            SimTrace trace,
            Set<String> required,
            Set<String> ever) {
        this.commons = commons;
        this.machines = machines;
        this.trace = trace;
        this.required = required;
        this.ever = ever;
    }

    @Override
    public void begins() {
        atOnce.clear();
    }

    @Override
    public void lost(String device, String content) {
        deleted.put(content, device);
        atOnce.add(content);
    }

    /// What is lost and touched at once belongs together: one file in two versions, say.
    @Override
    public void touched(String device, String content) {
        atOnce.add(content);
        Set<String> all = new HashSet<>(Set.of(device));
        for (String one : atOnce) {
            family(one).forEach(other -> all.addAll(touched.getOrDefault(other, Set.of())));
        }
        Set<String> family = new HashSet<>();
        atOnce.forEach(one -> family.addAll(family(one)));
        family.forEach(one -> {
            families.put(one, family);
            touched.put(one, all);
        });
    }

    private Set<String> family(String content) {
        return families.getOrDefault(content, Set.of(content));
    }

    /// A database is lost: what was deleted just now may come back, and nothing may get lost.
    void forgets() {
        forgetful = true;
    }

    /// What one device deleted and no other one did anything to since the last rest stays away.
    private void whatWasDeletedIsGone(Set<String> contents) {
        Set<String> back = new LinkedHashSet<>();
        deleted.forEach((content, device) -> {
            boolean alone = Set.of(device).containsAll(touched.getOrDefault(content, Set.of()));
            boolean unique = !content.equals("the same everywhere") && !twice.contains(content);
            if (alone && unique && contents.contains("f:" + content)) {
                back.add(content);
            }
        });
        assertThat(back).as("what was deleted").isEmpty();
    }

    /// Nothing goes wrong any more: all come to the same tree, and stay there.
    void rest() throws Exception {
        trace.say("rest");
        converge();
        Map<String, String> tree = inCommons(machines.getFirst());
        for (SimMachine machine : machines) {
            assertThat(inCommons(machine)).as(machine.name).isEqualTo(tree);
            if (!machine.disk.traits().foldsCase()) {
                assertThat(plain(tree(machine))).as(machine.name).isEqualTo(tree);
            }
            SimMarks.check(machine);
            clashes += SimMarks.clashes(machine).size();
            nothingIsTorn(machine);
            nothingLiesAbout(machine);
        }
        Set<String> contents = new HashSet<>(tree.values());
        assertThat(contents).as("what nobody gave up").containsAll(files(required));
        Set<String> back = new HashSet<>(gone);
        back.retainAll(contents);
        assertThat(back).as("what was gone at the last rest").isEmpty();
        if (!forgetful) {
            whatWasDeletedIsGone(contents);
        }
        forgetful = false;
        deleted.clear();
        touched.clear();
        families.clear();
        for (SimMachine machine : machines) {
            SimMarks.renamedElsewhere(machine)
                    .forEach(file -> {
                        begins();
                        touched("who renamed it", text(file));
                    });
        }
        nothingIsLost(contents);
        aSecondRoundDoesNothing();
        twice.clear();
        Set<String> once = new HashSet<>();
        tree.values().stream()
                .filter(what -> what.startsWith("f:") && !once.add(what))
                .forEach(what -> twice.add(what.substring(2)));
        gone.addAll(files(ever));
        gone.removeAll(contents);
    }

    private static Set<String> files(Set<String> contents) {
        Set<String> files = new LinkedHashSet<>();
        contents.forEach(content -> files.add("f:" + content));
        return files;
    }

    /// Without exec bits, which not every disk has.
    private static Map<String, String> plain(Map<String, String> tree) {
        Map<String, String> plain = new TreeMap<>(tree);
        plain.replaceAll((_, what) -> what.replaceFirst(":x$", ""));
        return plain;
    }

    /// How many names were marked at the rests so far because a disk took them for others.
    long clashes() {
        return clashes;
    }

    /// Path to what the commons has there, as a machine knows it, without exec bits.
    private Map<String, String> inCommons(SimMachine machine) {
        assertThat(machine.store().trees().sequence()).isEqualTo(commons.head());
        return described(machine.store().trees().remote());
    }

    private Map<String, String> described(Tree tree) {
        Map<String, String> paths = new TreeMap<>();
        for (EntryId entry : tree.ids()) {
            String path = tree.path(entry).orElseThrow();
            Content content = tree.find(entry).orElseThrow().content();
            paths.put(
                    path,
                    switch (content) {
                        case Content.Directory _ -> "d";
                        case Content.Link link -> "l:" + link.target();
                        case Content.File file -> "f:" + text(file);
                    });
        }
        return paths;
    }

    private String text(Content.File file) {
        byte[] none = new byte[0];
        byte[] bytes = file.sizeBytes() == 0 ? none : commons.find(file.contentId()).orElseThrow();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void converge() throws Exception {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean quiet = true;
            for (SimMachine machine : machines) {
                machine.clock.pass(Duration.ofSeconds(4));
                PassEnd end = machine.pass();
                trace.say(machine.name + ": pass gave " + end);
                if (end instanceof PassEnd.Attention) {
                    machine.confirm();
                }
                if (end instanceof PassEnd.Moving) {
                    machine.clock.pass(Duration.ofMinutes(1)); // it may have been put back
                }
                quiet &= end instanceof PassEnd.Quiet && machine.heardAll();
            }
            if (quiet) {
                return;
            }
        }
        fail("no rest after " + MOST_ROUNDS + " rounds");
    }

    /// Each file holds what somebody wrote, whole.
    void nothingIsTorn(SimMachine machine) throws IOException {
        machine.disk.byUser(() -> {
            for (String what : plain(tree(machine)).values()) {
                boolean isFile = what.startsWith("f:") && what.length() > 2;
                if (isFile && !what.equals("f:the same everywhere")) {
                    assertThat(ever).as(machine.name).contains(what.substring(2));
                }
            }
        });
    }

    private void nothingLiesAbout(SimMachine machine) throws IOException {
        Map<String, String> tree = tree(machine);
        assertThat(tree.keySet()).noneMatch(path -> path.contains(".allmende-parked"));
        try (Stream<Path> staged = Files.list(new FolderRoot(machine.root()).stage())) {
            assertThat(staged.map(Path::toString)).as("what is staged").isEmpty();
        }
        Tree local = machine.store().trees().local().tree();
        assertThat(described(local)).as("what it knows of its disk").isEqualTo(plain(tree));
        Set<EntryId> agreed = new HashSet<>(machine.store().trees().synced().keySet());
        assertThat(agreed).as("what was agreed").containsAll(whatIsAlike(machine));
        agreed.removeIf(entry -> machine.store().trees().synced().get(entry).isDirectory());
        assertThat(local.ids()).as("what was agreed and is not deleted").containsAll(agreed);
    }

    private static Set<EntryId> whatIsAlike(SimMachine machine) {
        Set<EntryId> alike = new HashSet<>(machine.store().trees().local().tree().ids());
        alike.retainAll(machine.store().trees().remote().ids());
        return alike;
    }

    private void nothingIsLost(Set<String> contents) throws IOException {
        Set<String> lost = new LinkedHashSet<>(required);
        lost.removeIf(content -> contents.contains("f:" + content));
        lost.removeIf(content ->
                commons.find(Hash.sha256(content.getBytes(StandardCharsets.UTF_8))).isPresent());
        assertThat(lost).as("what is nowhere any more").isEmpty();
    }

    /// Nor is there anything that looks at some directories missed.
    private void aSecondRoundDoesNothing() throws Exception {
        for (SimMachine machine : machines) {
            long writes = machine.faults.writes();
            long moved = machine.wire.moved();
            long head = commons.head();
            assertThat(machine.wholePass()).isEqualTo(new PassEnd.Quiet());
            assertThat(machine.faults.writes() - writes).as("acts on the disk").isZero();
            assertThat(machine.wire.moved() - moved).as("bytes on the wire").isZero();
            assertThat(commons.head()).isEqualTo(head);
        }
    }

    /// Path to what is there, as in [SimDevice#tree].
    static Map<String, String> tree(SimMachine machine) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        machine.disk.byUser(() -> {
            try (Stream<Path> paths = Files.walk(machine.root())) {
                for (Path path : paths.toList()) {
                    String inside = machine.root().relativize(path).toString();
                    if (!inside.isEmpty() && !inside.startsWith(FolderRoot.HOUSE)) {
                        tree.put(inside, describe(path));
                    }
                }
            }
        });
        return tree;
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "l:" + Files.readSymbolicLink(path);
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return "d";
        }
        boolean mayRun =
                path.getFileSystem().supportedFileAttributeViews().contains("posix")
                        && SimUser.mayRun(path);
        return "f:" + Files.readString(path, StandardCharsets.UTF_8) + (mayRun ? ":x" : "");
    }
}
