package eu.allmende.checks.commandline;

import java.util.List;

/// One person works at a time: files, directories, links, modes and times.
final class FileScenarios {
    private static final String LONG_AGO = "2001-02-03T04:05:06.123456789Z";
    private static final int BIG_MIB = 24;

    private FileScenarios() {}

    static List<Scenario> all() {
        return java.util.stream.Stream.of(contents(), comings(), links(), modes(), editors())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> contents() {
        return List.of(
                Scenario.of("a file is edited")
                        .with(p -> p.write("a", "old"))
                        .a(p -> p.write("a", "new"))
                        .end(p -> p.write("a", "new")),
                Scenario.of("a file is edited here, then there")
                        .with(p -> p.write("a", "old"))
                        .a(p -> p.write("a", "from A"))
                        .b(p -> p.append("a", "and B"))
                        .end(p -> p.write("a", "from A").append("a", "and B")),
                Scenario.of("a file grows")
                        .with(p -> p.write("log", "one"))
                        .a(p -> p.append("log", "two").append("log", "three"))
                        .end(p ->
                                p.write("log", "one").append("log", "two").append("log", "three")),
                Scenario.of("a file is cut to nothing")
                        .with(p -> p.write("a", "something"))
                        .a(p -> p.cut("a", 0))
                        .end(p -> p.empty("a")),
                Scenario.of("a file is cut shorter")
                        .with(p -> p.big("a", 2, 1))
                        .a(p -> p.cut("a", 1_000_001))
                        .end(p -> p.big("a", 2, 1).cut("a", 1_000_001)),
                Scenario.of("a file gets a hole at its end")
                        .with(p -> p.write("a", "small"))
                        .a(p -> p.cut("a", 3_000_000))
                        .end(p -> p.write("a", "small").cut("a", 3_000_000)),
                Scenario.of("a big file is made")
                        .a(p -> p.big("big", BIG_MIB, 2))
                        .end(p -> p.big("big", BIG_MIB, 2)),
                Scenario.of("one byte is put into a big file")
                        .with(p -> p.big("big", BIG_MIB, 3))
                        .a(p -> p.insert("big", 1_234_567))
                        .end(p -> p.big("big", BIG_MIB, 3).insert("big", 1_234_567)),
                Scenario.of("two files hold the same")
                        .a(p -> p.write("a", "same").copy("a", "in/b"))
                        .end(p -> p.write("a", "same").copy("a", "in/b")),
                Scenario.of("a copy is edited")
                        .with(p -> p.write("a", "same").copy("a", "b"))
                        .b(p -> p.write("b", "other"))
                        .end(p -> p.write("a", "same").write("b", "other")));
    }

    private static List<Scenario> comings() {
        return List.of(
                Scenario.of("a file is made in a new directory")
                        .a(p -> p.write("in/a", "new"))
                        .end(p -> p.write("in/a", "new")),
                Scenario.of("an empty file is made")
                        .a(p -> p.empty("nothing"))
                        .end(p -> p.empty("nothing")),
                Scenario.of("an empty directory is made")
                        .b(p -> p.directory("empty/inner"))
                        .end(p -> p.directory("empty/inner")),
                Scenario.of("a file is deleted")
                        .with(p -> p.write("a", "stays").write("b", "goes"))
                        .a(p -> p.delete("b"))
                        .end(p -> p.write("a", "stays")),
                Scenario.of("a full directory is deleted")
                        .with(p -> p.write("in/a", "1").write("in/deeper/b", "2").write("c", "3"))
                        .b(p -> p.delete("in"))
                        .end(p -> p.write("c", "3")),
                Scenario.of("an empty directory is deleted")
                        .with(p -> p.directory("empty").write("a", "stays"))
                        .a(p -> p.delete("empty"))
                        .end(p -> p.write("a", "stays")),
                Scenario.of("a file is deleted and made anew")
                        .with(p -> p.write("a", "old"))
                        .a(p -> p.delete("a").write("a", "another"))
                        .end(p -> p.write("a", "another")),
                Scenario.of("a file comes back after it was deleted")
                        .with(p -> p.write("a", "it"))
                        .a(p -> p.delete("a"))
                        .b(p -> p.write("a", "it"))
                        .end(p -> p.write("a", "it")),
                Scenario.of("a file comes and goes unseen")
                        .a(p -> p.write("a", "short life").delete("a").write("b", "long life"))
                        .end(p -> p.write("b", "long life")),
                Scenario.of("a directory is deleted and made anew with others in it")
                        .with(p -> p.write("in/a", "old"))
                        .a(p -> p.delete("in").write("in/b", "new"))
                        .end(p -> p.write("in/b", "new")),
                Scenario.of("a deep tree is made")
                        .a(p -> p.write("d/".repeat(60) + "leaf", "deep"))
                        .end(p -> p.write("d/".repeat(60) + "leaf", "deep")),
                Scenario.of("many small files are made")
                        .a(FileScenarios::many)
                        .end(FileScenarios::many));
    }

    private static void many(Place place) throws java.io.IOException {
        for (int i = 0; i < 300; i++) {
            place.write("d" + i % 7 + "/f" + i, "number " + i);
        }
    }

    private static List<Scenario> links() {
        return List.of(
                Scenario.of("links of all kinds are made")
                        .a(p -> p.write("a", "seen").link("good", "a").link("dangling", "none"))
                        .b(p -> p.link("in/up", "../a").link("absolute", "/etc/hostname"))
                        .end(p ->
                                p.write("a", "seen")
                                        .link("good", "a")
                                        .link("dangling", "none")
                                        .link("in/up", "../a")
                                        .link("absolute", "/etc/hostname")),
                Scenario.of("a link points to itself")
                        .a(p -> p.link("loop", "loop").link("above", ".."))
                        .end(p -> p.link("loop", "loop").link("above", "..")),
                Scenario.of("a link gets another target")
                        .with(p -> p.link("l", "one").write("one", "1").write("two", "2"))
                        .b(p -> p.delete("l").link("l", "two"))
                        .end(p -> p.link("l", "two").write("one", "1").write("two", "2")),
                Scenario.of("a link is deleted and what it means stays")
                        .with(p -> p.write("in/a", "1").link("l", "in"))
                        .a(p -> p.delete("l"))
                        .end(p -> p.write("in/a", "1")),
                Scenario.of("a file has two names on the disk")
                        .a(p -> p.write("a", "one file").hardLink("b", "a"))
                        .end(p -> p.write("a", "one file").copy("a", "b")));
    }

    private static List<Scenario> modes() {
        return List.of(
                Scenario.of("a file becomes a program")
                        .with(p -> p.write("run", "me"))
                        .a(p -> p.executable("run"))
                        .end(p -> p.write("run", "me").executable("run")),
                Scenario.of("a program becomes a file")
                        .with(p -> p.write("run", "me").executable("run"))
                        .b(p -> p.notExecutable("run"))
                        .end(p -> p.write("run", "me")),
                Scenario.of("a program is made")
                        .b(p -> p.write("run", "me").executable("run"))
                        .end(p -> p.write("run", "me").executable("run")),
                Scenario.of("times are kept")
                        .a(p -> p.write("a", "old").dated("a", LONG_AGO))
                        .end(p -> p.write("a", "old").dated("a", LONG_AGO)),
                Scenario.of("times are kept when a file is edited and moved")
                        .with(p -> p.write("a", "old").dated("a", LONG_AGO))
                        .a(p -> p.write("a", "new").dated("a", "2002-02-02T02:02:02Z"))
                        .b(p -> p.move("a", "in/b"))
                        .end(p -> p.write("in/b", "new").dated("in/b", "2002-02-02T02:02:02Z")));
    }

    private static List<Scenario> editors() {
        return List.of(
                Scenario.of("an editor saves beside and over")
                        .with(p -> p.write("a", "old"))
                        .a(p -> p.save("a", "1").save("a", "2").save("a", "3"))
                        .end(p -> p.write("a", "3")),
                Scenario.of("an editor keeps a backup")
                        .with(p -> p.write("a", "old"))
                        .b(p -> p.move("a", "a~").write("a", "new"))
                        .end(p -> p.write("a~", "old").write("a", "new")),
                Scenario.of("an editor drops its backup")
                        .with(p -> p.write("a", "old"))
                        .b(p -> p.move("a", "a~").write("a", "new").delete("a~"))
                        .end(p -> p.write("a", "new")));
    }
}
