package eu.allmende.engine.remote;

import java.util.List;

/// What came of asking the holders of a folder's pieces for proof.
///
/// @param findings what is not as it should be
/// @param mended what was not, and is now
/// @param mendedPieces how many pieces that are
public record PieceCheck(
        PieceCounts counts, List<Finding> findings, List<Finding> mended, long mendedPieces) {
    /// Nobody was asked, and nothing is wrong.
    public static final PieceCheck NONE = new PieceCheck(PieceCounts.NONE, List.of());

    /// Nothing was mended.
    public PieceCheck(PieceCounts counts, List<Finding> findings) {
        this(counts, findings, List.of(), 0);
    }

    public PieceCheck {
        findings = List.copyOf(findings);
        mended = List.copyOf(mended);
    }
}
