package eu.allmende.engine;

import eu.allmende.engine.remote.Finding;
import java.util.List;

/// What a check of one folder found.
///
/// @param files how many files were looked at
/// @param findings what is not as it should be
/// @param mended what was not, and is now
public record CheckReport(long files, List<Finding> findings, List<Finding> mended) {
    public CheckReport {
        findings = List.copyOf(findings);
        mended = List.copyOf(mended);
    }

    /// What a look found that mended nothing.
    public CheckReport(long files, List<Finding> findings) {
        this(files, findings, List.of());
    }

    /// The same after a repair that began with another one: what is found no more was mended.
    public CheckReport after(CheckReport before) {
        return new CheckReport(
                files,
                findings,
                before.findings.stream().filter(each -> !findings.contains(each)).toList());
    }

    /// Whether all content is there and right.
    public boolean ok() {
        return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
}
