package eu.allmende.engine;

import eu.allmende.engine.remote.Finding;
import java.util.List;

/// What a check of one folder found.
///
/// @param files how many files were looked at
/// @param findings what is not as it should be
public record CheckReport(long files, List<Finding> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /// Whether all content is there and right.
    public boolean ok() {
        return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
}
