package eu.allmende.protocol.fence;

import java.util.Arrays;

/// How well an attribute of a node is known. The order counts: each level is stronger than those
/// before.
public enum EvidenceLevel {
    /// The operator says so, and signs it.
    L0(0, "declared, not checked"),
    /// Address databases agree.
    L1(1, "the network agrees"),
    /// Round-trip times agree.
    L2(2, "delay agrees"),
    /// Round-trip times over the stored data agree.
    L3(3, "delay to the data agrees"),
    /// A registrar signed it.
    L4(4, "attested");

    private final int rank;
    private final String words;

    EvidenceLevel(int rank, String words) {
        this.rank = rank;
        this.words = words;
    }

    /// The level of this rank.
    ///
    /// @param rank 0 to 4
    public static EvidenceLevel ofRank(int rank) {
        return Arrays.stream(values())
                .filter(level -> level.rank == rank)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no level of rank " + rank));
    }

    /// The number in the level's name, 0 to 4.
    public int rank() {
        return rank;
    }

    /// What the level says, in words for a person.
    public String words() {
        return words;
    }

    /// Whether this level is as strong as the other, or stronger.
    public boolean isAtLeast(EvidenceLevel other) {
        return compareTo(other) >= 0;
    }
}
