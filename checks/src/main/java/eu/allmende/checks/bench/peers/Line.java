package eu.allmende.checks.bench.peers;

import java.util.OptionalDouble;

/// One figure, and what it is held against. Lower is better for all of them.
///
/// @param what was measured
/// @param ours Allmende's figure
/// @param unit of both figures
/// @param peer whose figure stands beside it; empty if nobody's does
/// @param theirs that figure; 0 if nobody's stands there
/// @param limit the most that is allowed: of the ratio where there is a peer, else of the figure; 0
///   where nothing is promised
record Line(String what, double ours, String unit, String peer, double theirs, double limit) {
    Line {
        if (limit < 0 || theirs < 0) {
            throw new IllegalArgumentException("a limit or figure is negative: " + what);
        }
    }

    /// A figure with no peer.
    static Line alone(String what, double ours, String unit, double limit) {
        return new Line(what, ours, unit, "", 0, limit);
    }

    /// Seconds beside a peer's.
    static Line seconds(String what, double ours, String peer, double theirs, double limit) {
        return new Line(what, ours, "s", peer, theirs, limit);
    }

    /// The figure by the peer's; empty if there is none.
    OptionalDouble ratio() {
        return theirs > 0 ? OptionalDouble.of(ours / theirs) : OptionalDouble.empty();
    }

    /// Whether the promise is kept; true where there is none.
    boolean isMet() {
        return limit == 0 || ratio().orElse(ours) <= limit;
    }
}
