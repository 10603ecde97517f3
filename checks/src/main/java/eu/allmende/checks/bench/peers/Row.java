package eu.allmende.checks.bench.peers;

import java.util.List;

/// Something that is measured.
///
/// @param name what `--only` calls it
/// @param measuring takes a while
record Row(String name, Measuring measuring) {
    /// Measures on what the ground holds, and makes what is missing there.
    @FunctionalInterface
    interface Measuring {
        List<Line> on(Ground ground) throws Exception;
    }
}
