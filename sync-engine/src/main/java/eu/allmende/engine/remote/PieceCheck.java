package eu.allmende.engine.remote;

import java.util.List;

/// What came of asking the holders of a folder's pieces for proof.
///
/// @param findings what is not as it should be
/// @param mended what was not, and is now
public record PieceCheck(PieceCounts counts, List<Finding> findings, List<Finding> mended) {
    /// Nobody was asked, and nothing is wrong.
    public static final PieceCheck NONE = new PieceCheck(PieceCounts.NONE, List.of(), List.of());

    public PieceCheck {
        findings = List.copyOf(findings);
        mended = List.copyOf(mended);
    }
}
