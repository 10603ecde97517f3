package eu.allmende.engine.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What happened in a simulation: lines for a person, and a sum over every act.
final class SimTrace {
    private static final long PRIME = 0x100000001b3L;

    private final List<String> lines = new ArrayList<>();
    private long sum = 0xcbf29ce484222325L;

    /// A line that a person reads when a run fails.
    void say(String line) {
        lines.add(line);
        add(line);
    }

    /// An act on a disk: too many to be read.
    void note(String what, Path path) {
        add(what);
        add(path.toString());
    }

    private void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * PRIME;
        }
    }

    /// The same for the same story.
    long sum() {
        return sum;
    }

    List<String> lines() {
        return lines;
    }
}
