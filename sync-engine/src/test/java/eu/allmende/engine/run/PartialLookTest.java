package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.plan.Ground;
import eu.allmende.engine.scan.Parts;
import eu.allmende.engine.sim.SimClock;
import eu.allmende.engine.sim.SimDisk;
import eu.allmende.engine.sim.Traits;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What a look reads of which only some directories must be looked at, and what it believes.
class PartialLookTest {
    private final SimClock clock = new SimClock();
    private final List<String> acts = new ArrayList<>();
    private final SimDisk disk =
            new SimDisk(Traits.GOOD, clock, (what, path) -> acts.add(what + " " + path));
    private final FolderRoot root = new FolderRoot(disk.root().resolve("folder"));
    private final FolderTrees trees = new FolderTrees();
    private final LastLook last = new LastLook();
    private Duration grace = Duration.ZERO;

    @BeforeEach
    void fill() throws Exception {
        does(() -> {
            Files.createDirectory(root.path());
            root.mark(new FolderId(1, 2));
            for (String directory : List.of("a", "a/deep", "b", "c")) {
                Files.createDirectory(path(directory));
                for (int i = 0; i < 5; i++) {
                    Files.writeString(path(directory + "/" + i), directory + i);
                }
            }
        });
        look(Parts.WHOLE);
        acts.clear();
    }

    private Path path(String inside) {
        return root.path().resolve(inside);
    }

    /// A person does something, and a while passes.
    private void does(SimDisk.Work work) throws IOException {
        disk.byUser(work);
        clock.pass(Duration.ofMinutes(1));
    }

    private Survey.Result look(Parts parts) throws Exception {
        Disk port = new Disk(root, Renames.portable(), Durability.none(), clock);
        FileReading reading = new FileReading(FakeCommons.NAMER, new InlineCores(), clock);
        return Survey.of(port, trees, reading, grace).after(last, parts).look(() -> {});
    }

    /// Looks, and says what was looked at.
    private Parts lookedAt(Parts parts) throws Exception {
        return look(parts).covered().looked();
    }

    /// Paths inside the folder on which there were such acts.
    private Set<String> done(String what) {
        Set<String> paths = new TreeSet<>();
        for (String act : acts) {
            if (act.startsWith(what + " ")) {
                Path path = disk.root().resolve(act.substring(what.length() + 1));
                paths.add(root.path().relativize(path).toString());
            }
        }
        return paths;
    }

    private EntryId entry(String inside) {
        return trees.local().tree().resolve(inside).orElseThrow();
    }

    private String content(String inside) {
        Content.File file =
                (Content.File) trees.local().tree().find(entry(inside)).orElseThrow().content();
        return file.contentId().toString();
    }

    private boolean isHere(String inside) {
        return trees.local().tree().resolve(inside).isPresent();
    }

    @Test
    void nothingButTheHintedDirectoryIsRead() throws Exception {
        does(() -> Files.writeString(path("a/deep/3"), "edited"));
        String before = content("a/deep/3");

        assertThat(lookedAt(Parts.in("a/deep"))).isEqualTo(Parts.in("a/deep"));

        assertThat(content("a/deep/3")).isNotEqualTo(before);
        assertThat(done("list")).containsExactly("a/deep");
        assertThat(done("read")).containsExactly("a/deep/3");
        assertThat(done("stat"))
                .containsExactlyInAnyOrder(
                        "",
                        FolderRoot.RULES,
                        "a/deep",
                        "a/deep/0",
                        "a/deep/1",
                        "a/deep/2",
                        "a/deep/3",
                        "a/deep/4");
    }

    @Test
    void withoutAnyHintNoDirectoryIsRead() throws Exception {
        assertThat(lookedAt(Parts.NONE)).isEqualTo(Parts.NONE);

        assertThat(done("list")).isEmpty();
        assertThat(done("stat")).containsExactlyInAnyOrder("", FolderRoot.RULES);
        assertThat(trees.local().tree().size()).isEqualTo(24);
    }

    @Test
    void aNewDirectoryIsReadWithAllBelowIt() throws Exception {
        does(() -> {
            Files.createDirectories(path("b/new/er"));
            Files.writeString(path("b/new/er/file"), "new");
        });

        lookedAt(Parts.in("b").and(Parts.within("b/new")));

        assertThat(isHere("b/new/er/file")).isTrue();
        assertThat(done("list")).containsExactly("b", "b/new", "b/new/er");
    }

    @Test
    void aDirectoryCanBeReadWithAllBelowIt() throws Exception {
        does(() -> Files.writeString(path("a/deep/3"), "edited"));
        String before = content("a/deep/3");
        lookedAt(Parts.within("a"));

        assertThat(content("a/deep/3")).isNotEqualTo(before);
        assertThat(done("list")).containsExactly("a", "a/deep");
    }

    @Test
    void whatNobodyHintedAtIsFoundByTheNextWholeLook() throws Exception {
        String before = content("c/1");
        does(() -> {
            Files.writeString(path("b/1"), "edited");
            Files.writeString(path("c/1"), "edited");
            Files.delete(path("c/2"));
        });

        assertThat(lookedAt(Parts.in("b"))).isEqualTo(Parts.in("b"));
        assertThat(content("c/1")).isEqualTo(before);
        assertThat(isHere("c/2")).isTrue();

        look(Parts.WHOLE);
        assertThat(content("c/1")).isNotEqualTo(before);
        assertThat(isHere("c/2")).isFalse();
    }

    @Test
    void aYoungFileIsReadAgainWithoutAHint() throws Exception {
        disk.byUser(() -> Files.writeString(path("b/1"), "young"));
        look(Parts.in("b"));
        acts.clear();
        clock.pass(Duration.ofMinutes(1));

        look(Parts.in("c"));
        assertThat(done("read")).containsExactly("b/1");
        acts.clear();
        look(Parts.in("c"));
        assertThat(done("read")).as("it has come to an end").isEmpty();
    }

    /// Where what a part of the disk shows is not enough, all of it is looked at in the same look.
    @Nested
    class TheWholeIsLookedAt {
        @Test
        void beforeAnythingIsBelievedGone() throws Exception {
            does(() -> {
                Files.delete(path("b/1"));
                Files.writeString(path("c/new"), "new");
            });

            assertThat(lookedAt(Parts.in("b"))).isEqualTo(Parts.WHOLE);
            assertThat(isHere("b/1")).isFalse();
            assertThat(isHere("c/new")).isTrue();
        }

        @Test
        void whenOnlyTheSourceOfAMoveWasHinted() throws Exception {
            EntryId file = entry("b/1");
            EntryId directory = entry("a/deep");
            does(() -> {
                Files.move(path("b/1"), path("c/moved"));
                Files.move(path("a/deep"), path("c/deep"));
            });

            assertThat(lookedAt(Parts.in("b"))).isEqualTo(Parts.WHOLE);
            assertThat(entry("c/moved")).isEqualTo(file);
            assertThat(entry("c/deep")).isEqualTo(directory);
        }

        @Test
        void whenOnlyTheGoalOfAMoveWasHinted() throws Exception {
            EntryId file = entry("b/1");
            EntryId inside = entry("a/deep/2");
            does(() -> Files.move(path("b/1"), path("c/moved")));
            assertThat(lookedAt(Parts.in("c"))).isEqualTo(Parts.WHOLE);
            assertThat(entry("c/moved")).isEqualTo(file);

            does(() -> Files.move(path("a/deep"), path("deep")));
            assertThat(lookedAt(Parts.in(""))).isEqualTo(Parts.WHOLE);
            assertThat(entry("deep/2")).isEqualTo(inside);
        }

        @Test
        void whenWhatWasMovedReplacedSomething() throws Exception {
            EntryId file = entry("b/1");
            does(() -> {
                Files.delete(path("c/1"));
                Files.move(path("b/1"), path("c/1"));
            });

            assertThat(lookedAt(Parts.in("c"))).isEqualTo(Parts.WHOLE);
            assertThat(entry("c/1")).isEqualTo(file);
        }

        @Test
        void whenADirectoryIsNotTheOneItWas() throws Exception {
            does(() -> {
                Files.move(path("b"), path("old"));
                Files.createDirectory(path("b"));
                Files.writeString(path("b/fresh"), "fresh");
            });

            assertThat(lookedAt(Parts.in("b"))).isEqualTo(Parts.WHOLE);
            assertThat(isHere("b/fresh")).isTrue();
            assertThat(isHere("old/1")).isTrue();
        }

        @Test
        void forAHintInADirectoryThatIsNotKnown() throws Exception {
            does(() -> {
                Files.createDirectories(path("b/new/er"));
                Files.writeString(path("b/new/er/file"), "new");
            });

            assertThat(lookedAt(Parts.in("b/new/er"))).isEqualTo(Parts.WHOLE);
            assertThat(isHere("b/new/er/file")).isTrue();
        }

        @Test
        void whenTheRulesChanged() throws Exception {
            does(() -> {
                Files.writeString(path(FolderRoot.RULES), "1\n");
                Files.writeString(path("c/1"), "edited");
            });

            assertThat(lookedAt(Parts.in(""))).isEqualTo(Parts.WHOLE);
            assertThat(look(Parts.in("c")).held()).contains(entry("c/1"), entry("a/deep/1"));
        }

        @Test
        void whenALookFailedOrSomethingElseWasDoneMeanwhile() throws Exception {
            last.forget();
            assertThat(lookedAt(Parts.in("b"))).isEqualTo(Parts.WHOLE);
            trees.relabel(entry("b"), new EntryId(7, 7));
            does(() -> Files.writeString(path("b/1"), "edited"));
            assertThat(lookedAt(Parts.in("b"))).as("an id is no path").isEqualTo(Parts.in("b"));
        }
    }

    @Test
    void bothSidesOfAMoveAreEnough() throws Exception {
        EntryId file = entry("b/1");
        EntryId inside = entry("a/deep/2");
        does(() -> {
            Files.move(path("b/1"), path("c/moved"));
            Files.move(path("a/deep"), path("c/deep"));
        });
        Parts hinted = Parts.in(List.of("a", "b", "c")).and(Parts.within("c/deep"));

        assertThat(lookedAt(hinted)).isEqualTo(hinted);
        assertThat(entry("c/moved")).isEqualTo(file);
        assertThat(entry("c/deep/2")).isEqualTo(inside);
    }

    @Test
    void whatVanishedAMomentAgoIsLookedForWhereItWas() throws Exception {
        grace = Duration.ofSeconds(1);
        EntryId file = entry("b/1");
        disk.byUser(() -> Files.move(path("b/1"), path("c/moved")));

        Survey.Result first = look(Parts.in("b"));
        assertThat(first.covered()).isEqualTo(new Covered(Parts.in("b"), Parts.in("b")));
        assertThat(first.held()).containsExactly(file);

        Survey.Result second = look(first.covered().again().and(Parts.in("c")));
        assertThat(second.moving()).isFalse();
        assertThat(entry("c/moved")).isEqualTo(file);
    }

    @Nested
    class WithRules {
        @BeforeEach
        void hideSome() throws Exception {
            does(() -> {
                Files.writeString(path(FolderRoot.RULES), "*.o\ntarget\n4\n");
                for (String directory : List.of("a/target", "a/target/x", "only", "only/one")) {
                    Files.createDirectory(path(directory));
                    Files.writeString(path(directory + "/y.o"), "hidden");
                }
                Files.writeString(path("c/z.o"), "hidden");
            });
            look(Parts.WHOLE);
            acts.clear();
        }

        @Test
        void whatTheyHideElsewhereIsNotForgotten() throws Exception {
            Survey.Result whole = look(Parts.WHOLE);
            assertThat(whole.ground().taken()).hasSize(2);
            assertThat(whole.held()).hasSize(4);
            for (String directory : List.of("", "a", "b", "c", "only", "only/one")) {
                Survey.Result some = look(Parts.in(directory));
                Ground ground = some.ground();
                assertThat(ground).as(directory).isEqualTo(whole.ground());
                assertThat(some.held()).isEqualTo(whole.held());
                assertThat(some.troubles()).hasSameElementsAs(whole.troubles());
                assertThat(some.covered().looked().isWhole()).isFalse();
            }
        }

        @Test
        void ofWhatHappensInWhatTheyHideNothingIsRead() throws Exception {
            does(() -> Files.writeString(path("a/target/x/more"), "hidden"));

            assertThat(lookedAt(Parts.in("a/target/x")).isWhole()).isFalse();
            assertThat(done("list")).isEmpty();
        }

        @Test
        void aDirectoryThatHeldNothingElseIsSeenWhenItDoes() throws Exception {
            does(() -> Files.writeString(path("only/one/file"), "seen"));

            assertThat(lookedAt(Parts.in("only/one")).isWhole()).isFalse();
            assertThat(isHere("only/one/file")).isTrue();
            assertThat(done("list")).containsExactly("", "only", "only/one");
        }
    }
}
