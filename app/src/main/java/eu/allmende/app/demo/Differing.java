package eu.allmende.app.demo;

import java.util.List;

/// Differences, in a line.
final class Differing {
    private static final int SHOWN = 3;

    private Differing() {}

    static String text(List<String> paths) {
        String some = String.join(", ", paths.subList(0, Math.min(SHOWN, paths.size())));
        return paths.size() + " paths differ: " + some + (paths.size() > SHOWN ? ", ..." : "");
    }
}
