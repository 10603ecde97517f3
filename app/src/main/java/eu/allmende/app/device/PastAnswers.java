package eu.allmende.app.device;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Question;
import eu.allmende.engine.History;
import eu.allmende.engine.History.When;
import eu.allmende.engine.history.PathHistory;
import eu.allmende.engine.history.Version;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What the engine says of the past, in the words of the desk.
final class PastAnswers {
    private PastAnswers() {}

    static Answer.Versions of(History.Past past) {
        PathHistory kept = past.kept();
        return new Answer.Versions(
                past.folder(),
                kept.path(),
                kept.versions().stream().map(version -> line(past, version)).toList(),
                kept.deleted().stream().map(PastAnswers::line).toList(),
                past.completeness() == History.Completeness.NEWEST
                        ? null
                        : "The commons cannot be reached: newer versions may be missing.");
    }

    static Answer.Restored restore(History history, Question.Restore question) throws IOException {
        Path path = Path.of(question.path());
        Long version = question.version();
        String at = question.at();
        When when = new When.BeforeDeletion();
        if (version != null) {
            when = new When.AtVersion(version);
        } else if (at != null) {
            when = new When.AtTime(Instant.parse(at));
        }
        String to = question.to();
        return of(to == null ? history.restore(path, when) : history.copy(path, when, Path.of(to)));
    }

    static Answer.RewindPlan of(History.Rewind plan) {
        return new Answer.RewindPlan(
                plan.folder(),
                plan.at().toString(),
                plan.sequence(),
                plan.head(),
                of(plan.counts()),
                plan.expired());
    }

    static History.Rewind plan(Answer.RewindPlan agreed) {
        Answer.PastCounts counts = agreed.counts();
        return new History.Rewind(
                agreed.name(),
                Instant.parse(agreed.at()),
                agreed.version(),
                agreed.head(),
                new History.Counts(
                        counts.create(),
                        counts.update(),
                        counts.move(),
                        counts.delete(),
                        counts.bytes()),
                agreed.expired());
    }

    static Answer.Restored of(History.Outcome outcome) {
        return new Answer.Restored(
                outcome.folder(),
                of(outcome.done()),
                outcome.left().stream()
                        .map(left -> new Answer.PastLeft(left.path(), left.reason()))
                        .toList(),
                outcome.unsent());
    }

    private static Answer.PastCounts of(History.Counts counts) {
        return new Answer.PastCounts(
                counts.created(),
                counts.updated(),
                counts.moved(),
                counts.removed(),
                counts.bytes());
    }

    private static Answer.VersionLine line(History.Past past, Version version) {
        return new Answer.VersionLine(
                version.sequence(),
                version.time().toString(),
                past.device(version),
                size(version.after()),
                version.isDeletion(),
                version.after().filter(EntryState::isDirectory).isPresent(),
                version.path(),
                version.keptUntil().map(Instant::toString).orElse(null));
    }

    private static Answer.DeletedLine line(PathHistory.Deleted gone) {
        return new Answer.DeletedLine(
                gone.name(),
                gone.last().sequence(),
                gone.time().toString(),
                size(gone.last().after()),
                gone.last().after().filter(EntryState::isDirectory).isPresent(),
                gone.last().keptUntil().orElse(gone.time()).toString());
    }

    private static long size(Optional<EntryState> state) {
        return state.map(EntryState::content).orElse(null) instanceof Content.File file
                ? file.sizeBytes()
                : 0;
    }
}
