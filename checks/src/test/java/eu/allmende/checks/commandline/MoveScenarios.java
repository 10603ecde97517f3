package eu.allmende.checks.commandline;

import java.util.List;
import java.util.stream.Stream;

/// One person renames and moves, and uses unusual names.
final class MoveScenarios {
    private static final String COMPOSED = "\u00fcber";
    private static final String DECOMPOSED = "u\u0308ber";

    private MoveScenarios() {}

    static List<Scenario> all() {
        return Stream.of(moves(), exchanges(), types(), names()).flatMap(List::stream).toList();
    }

    private static List<Scenario> moves() {
        return List.of(
                Scenario.of("a file is renamed")
                        .with(p -> p.write("a", "1"))
                        .a(p -> p.move("a", "b"))
                        .end(p -> p.write("b", "1")),
                Scenario.of("an empty file is renamed")
                        .with(p -> p.empty("a"))
                        .a(p -> p.move("a", "b"))
                        .end(p -> p.empty("b")),
                Scenario.of("a file is moved into a new directory")
                        .with(p -> p.write("a", "1"))
                        .b(p -> p.move("a", "new/deep/a"))
                        .end(p -> p.write("new/deep/a", "1")),
                Scenario.of("a file is moved and edited")
                        .with(p -> p.write("a", "1"))
                        .a(p -> p.move("a", "in/b").append("in/b", "2"))
                        .end(p -> p.write("in/b", "1").append("in/b", "2")),
                Scenario.of("a directory is renamed")
                        .with(p -> p.write("d/a", "1").write("d/e/b", "2").directory("d/f"))
                        .a(p -> p.move("d", "moved"))
                        .end(p ->
                                p.write("moved/a", "1")
                                        .write("moved/e/b", "2")
                                        .directory("moved/f")),
                Scenario.of("a directory is moved and a file in it edited")
                        .with(p -> p.write("d/a", "1").write("d/b", "2"))
                        .b(p -> p.move("d", "in/d").write("in/d/a", "other"))
                        .end(p -> p.write("in/d/a", "other").write("in/d/b", "2")),
                Scenario.of("a name is used again after a rename")
                        .with(p -> p.write("a", "first"))
                        .a(p -> p.move("a", "b").write("a", "second"))
                        .end(p -> p.write("b", "first").write("a", "second")),
                Scenario.of("a file is moved over another")
                        .with(p -> p.write("a", "1").write("b", "2"))
                        .a(p -> p.move("a", "b"))
                        .end(p -> p.write("b", "1")),
                Scenario.of("a file is renamed again and again")
                        .with(p -> p.write("a", "1"))
                        .a(p -> p.move("a", "b").move("b", "c"))
                        .b(p -> p.move("c", "d").move("d", "a"))
                        .end(p -> p.write("a", "1")),
                Scenario.of("all in a directory moves out and it is deleted")
                        .with(p -> p.write("d/a", "1").write("d/b", "2"))
                        .b(p -> p.move("d/a", "a").move("d/b", "b").delete("d"))
                        .end(p -> p.write("a", "1").write("b", "2")));
    }

    private static List<Scenario> exchanges() {
        return List.of(
                Scenario.of("two files are exchanged")
                        .with(p -> p.write("a", "1").write("b", "2"))
                        .a(p -> p.move("a", "t").move("b", "a").move("t", "b"))
                        .end(p -> p.write("a", "2").write("b", "1")),
                Scenario.of("three files rotate")
                        .with(p -> p.write("a", "1").write("b", "2").write("c", "3"))
                        .b(p -> p.move("a", "t").move("c", "a").move("b", "c").move("t", "b"))
                        .end(p -> p.write("a", "3").write("b", "1").write("c", "2")),
                Scenario.of("two directories are exchanged")
                        .with(p -> p.write("d/a", "1").write("e/b", "2"))
                        .a(p -> p.move("d", "t").move("e", "d").move("t", "e"))
                        .end(p -> p.write("e/a", "1").write("d/b", "2")),
                Scenario.of("a child becomes the parent")
                        .with(p -> p.write("d/e/a", "1").write("d/b", "2"))
                        .a(p -> p.move("d/e", "t").move("d", "t/d").move("t", "e"))
                        .end(p -> p.write("e/a", "1").write("e/d/b", "2")));
    }

    private static List<Scenario> types() {
        return List.of(
                Scenario.of("a file becomes a directory")
                        .with(p -> p.write("a", "1"))
                        .a(p -> p.delete("a").write("a/inside", "2"))
                        .end(p -> p.write("a/inside", "2")),
                Scenario.of("a file becomes a link")
                        .with(p -> p.write("a", "1"))
                        .b(p -> p.delete("a").link("a", "b"))
                        .end(p -> p.link("a", "b")),
                Scenario.of("a directory becomes a file")
                        .with(p -> p.write("d/a", "1").write("d/b", "2"))
                        .a(p -> p.delete("d").write("d", "3"))
                        .end(p -> p.write("d", "3")),
                Scenario.of("a directory becomes a link")
                        .with(p -> p.write("d/a", "1").write("e", "2"))
                        .b(p -> p.delete("d").link("d", "e"))
                        .end(p -> p.link("d", "e").write("e", "2")),
                Scenario.of("a link becomes a file")
                        .with(p -> p.link("l", "x"))
                        .a(p -> p.delete("l").write("l", "1"))
                        .end(p -> p.write("l", "1")),
                Scenario.of("a link becomes a directory")
                        .with(p -> p.link("l", "x"))
                        .b(p -> p.delete("l").directory("l"))
                        .end(p -> p.directory("l")),
                Scenario.of("a directory takes the name of a file that moved into it")
                        .with(p -> p.write("a", "1"))
                        .a(p -> p.move("a", "t").move("t", "a/a"))
                        .end(p -> p.write("a/a", "1")));
    }

    private static List<Scenario> names() {
        String longest = "n".repeat(251) + ".txt";
        String longestWide = "\u00e4".repeat(125) + ".txtx";
        return List.of(
                Scenario.of("a file name changes its case")
                        .with(p -> p.write("readme", "1"))
                        .a(p -> p.move("readme", "ReadMe"))
                        .end(p -> p.write("ReadMe", "1")),
                Scenario.of("a directory name changes its case")
                        .with(p -> p.write("docs/a", "1"))
                        .b(p -> p.move("docs", "Docs"))
                        .end(p -> p.write("Docs/a", "1")),
                Scenario.of("names of many scripts are kept byte by byte")
                        .a(p -> p.write(COMPOSED, "1").write(DECOMPOSED + "2", "2"))
                        .b(p ->
                                p.write("\u65e5\u672c/\u0645\u0631\u062d\u0628\u0627", "3")
                                        .write("\ud83d\udc1d.txt", "4"))
                        .end(p ->
                                p.write(COMPOSED, "1")
                                        .write(DECOMPOSED + "2", "2")
                                        .write("\u65e5\u672c/\u0645\u0631\u062d\u0628\u0627", "3")
                                        .write("\ud83d\udc1d.txt", "4")),
                Scenario.of("a name goes from one Unicode form to the other")
                        .with(p -> p.write(COMPOSED, "1"))
                        .a(p -> p.move(COMPOSED, DECOMPOSED))
                        .end(p -> p.write(DECOMPOSED, "1")),
                Scenario.of("names of 255 bytes")
                        .a(p -> p.write(longest, "1").directory(longestWide))
                        .end(p -> p.write(longest, "1").directory(longestWide)),
                Scenario.of("names with blanks and signs")
                        .a(p ->
                                p.write(" a b ", "1")
                                        .write("quo\"te's", "2")
                                        .write("back\\slash", "3")
                                        .write("li\nne", "4")
                                        .write("...", "5")
                                        .write("-rf", "6")
                                        .write("%00*?", "7"))
                        .end(p ->
                                p.write(" a b ", "1")
                                        .write("quo\"te's", "2")
                                        .write("back\\slash", "3")
                                        .write("li\nne", "4")
                                        .write("...", "5")
                                        .write("-rf", "6")
                                        .write("%00*?", "7")),
                Scenario.of("names that Windows cannot hold")
                        .b(p -> p.write("con", "1").write("a:b", "2").write("end.", "3"))
                        .end(p -> p.write("con", "1").write("a:b", "2").write("end.", "3")),
                Scenario.of("names of the program below the top")
                        .a(p -> p.write("in/.allmende/folder", "1").write(".allmende-x", "2"))
                        .end(p -> p.write("in/.allmende/folder", "1").write(".allmende-x", "2")));
    }
}
