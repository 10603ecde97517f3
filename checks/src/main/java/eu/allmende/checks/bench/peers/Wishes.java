package eu.allmende.checks.bench.peers;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What the command line asks for.
///
/// @param only names of rows; empty for all
/// @param shrink everything is made so many times smaller
/// @param dir where to work
/// @param json whether scripts read it
record Wishes(List<String> only, int shrink, Path dir, boolean json) {
    private static final int MOST_SHRINK = 1000;

    Wishes {
        only = List.copyOf(only);
        if (shrink < 1 || shrink > MOST_SHRINK) {
            throw new IllegalArgumentException("--shrink takes 1 to " + MOST_SHRINK);
        }
    }

    /// Reads `--only A,B`, `--shrink N`, `--dir DIR`, `--json`.
    ///
    /// @throws IllegalArgumentException with a sentence about what makes no sense
    static Wishes read(List<String> words) {
        Deque<String> left = new ArrayDeque<>(words);
        List<String> only = List.of();
        int shrink = 1;
        Path dir = Path.of(System.getProperty("java.io.tmpdir"));
        boolean json = false;
        while (!left.isEmpty()) {
            String word = left.pop();
            switch (word) {
                case "--json" -> json = true;
                case "--only" -> only = List.of(after(word, left).split(",", -1));
                case "--shrink" -> shrink = number(word, after(word, left));
                case "--dir" -> dir = Path.of(after(word, left)).toAbsolutePath();
                default -> throw new IllegalArgumentException("there is no option " + word);
            }
        }
        return new Wishes(only, shrink, dir, json);
    }

    private static String after(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.pop();
    }

    private static int number(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes a number, not " + text, e);
        }
    }
}
