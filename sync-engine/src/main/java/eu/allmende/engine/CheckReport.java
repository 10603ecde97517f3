package eu.allmende.engine;

import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.PieceCounts;
import java.util.List;
import java.util.stream.Stream;

/// What a check of one folder found.
///
/// @param files how many files were looked at
/// @param findings what is not as it should be
/// @param mended what was not, and is now
/// @param pieces what the holders of pieces proved
public record CheckReport(
        long files, List<Finding> findings, List<Finding> mended, PieceCounts pieces) {
    public CheckReport {
        findings = List.copyOf(findings);
        mended = List.copyOf(mended);
    }

    /// What a look found that mended nothing, and asked nobody for pieces.
    public CheckReport(long files, List<Finding> findings) {
        this(files, findings, List.of(), PieceCounts.NONE);
    }

    /// The same after a repair that began with another one: what is found no more was mended.
    public CheckReport after(CheckReport before) {
        List<Finding> gone =
                before.findings.stream().filter(each -> !findings.contains(each)).toList();
        return new CheckReport(
                files, findings, Stream.concat(gone.stream(), mended.stream()).toList(), pieces);
    }

    /// Whether all content is there and right.
    public boolean ok() {
        return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
}
