package eu.allmende.app.device;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.PieceNumbers;
import eu.allmende.engine.CheckReport;
import eu.allmende.engine.EngineSnapshot;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.Resolved;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.engine.remote.LastProof;
import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.protocol.fence.Attribute;
import eu.allmende.protocol.fence.Country;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The engine's results in the words of the desk.
final class Answers {
    private static final String UNKNOWN = "unknown";

    private Answers() {}

    static Answer.Status of(EngineSnapshot snapshot) {
        return of(snapshot.folders());
    }

    static Answer.Status of(List<FolderSnapshot> folders) {
        return new Answer.Status(folders.stream().map(Answers::of).toList());
    }

    private static Answer.FolderStatus of(FolderSnapshot folder) {
        return new Answer.FolderStatus(
                folder.name(),
                folder.path().toString(),
                folder.state().word(),
                folder.message(),
                folder.progress().files(),
                folder.progress().pendingBytes(),
                folder.errors().stream().map(Answers::of).toList(),
                folder.conflicts().stream()
                        .map(each -> new Answer.Conflict(each.path(), each.copy()))
                        .toList(),
                of(folder.decisions()),
                folder.freed().files() == 0
                        ? null
                        : new Answer.Freed(folder.freed().files(), folder.freed().bytes()),
                folder.lastProof().map(Answers::of).orElse(null));
    }

    private static Answer.Proof of(LastProof proof) {
        return new Answer.Proof(proof.at().toString(), pieces(proof.counts()), proof.mended());
    }

    private static Answer.@Nullable Decisions of(FolderSnapshot.Decisions decisions) {
        return decisions.equals(FolderSnapshot.Decisions.NONE)
                ? null
                : new Answer.Decisions(
                        decisions.mode().word(),
                        decisions.excluded(),
                        decisions.notApplied(),
                        decisions.hereOnly(),
                        decisions.pausedUntil().map(Instant::toString).orElse(null));
    }

    private static Answer.Trouble of(FolderSnapshot.Trouble trouble) {
        return new Answer.Trouble(
                trouble.path(),
                trouble.reason(),
                trouble.nextTry().map(Instant::toString).orElse(null));
    }

    static Answer.Synced of(SyncSummary summary, String state, List<String> messages) {
        SyncSummary.Steps steps = summary.steps();
        return new Answer.Synced(
                of(summary.up()),
                of(summary.down()),
                new Answer.Steps(
                        steps.create(),
                        steps.update(),
                        steps.move(),
                        steps.delete(),
                        steps.conflict()),
                state,
                messages);
    }

    private static Answer.Moved of(SyncSummary.Traffic traffic) {
        return new Answer.Moved(traffic.contentBytes(), traffic.wireBytes(), traffic.files());
    }

    static Answer.Place of(Whereabouts place, boolean declaredOnly) {
        return new Answer.Place(
                place.code(),
                place.packs().stream().map(Answers::of).toList(),
                declaredOnly ? "Countries and laws are declared, not checked." : null);
    }

    private static Answer.PackPlace of(Whereabouts.PackPlace pack) {
        return new Answer.PackPlace(
                pack.pack().toString(),
                pack.bytes(),
                pack.pieces().stream().map(Answers::of).toList());
    }

    private static Answer.PiecePlace of(Whereabouts.PiecePlace piece) {
        return new Answer.PiecePlace(
                piece.index(),
                piece.node().toString(),
                piece.operator().orElse(UNKNOWN),
                word(piece.attributes().country()),
                word(piece.attributes().law()),
                piece.attributes().country().level().name(),
                piece.state());
    }

    private static String word(Attribute attribute) {
        return attribute.country().map(Country::code).orElse(UNKNOWN);
    }

    static Answer.Checked of(CheckReport report) {
        return new Answer.Checked(
                report.ok(),
                report.files(),
                findings(report.findings()),
                findings(report.mended()),
                pieces(report.pieces()));
    }

    private static PieceNumbers pieces(PieceCounts counts) {
        return new PieceNumbers(
                counts.proven(), counts.missing(), counts.damaged(), counts.unreachable());
    }

    private static List<Answer.Finding> findings(List<Finding> findings) {
        return findings.stream()
                .map(finding ->
                        new Answer.Finding(
                                finding.severity().name().toLowerCase(Locale.ROOT),
                                finding.about().name().toLowerCase(Locale.ROOT),
                                finding.path(),
                                finding.text()))
                .toList();
    }

    static Answer.Resolved of(Resolved resolved) {
        return new Answer.Resolved(resolved.path(), resolved.other().orElse(null));
    }

    static Answer.FolderLine line(KnownFolder folder, @Nullable FolderSnapshot here) {
        return new Answer.FolderLine(
                folder.name(), here == null ? null : here.path().toString(), folder.fence().name());
    }
}
