package eu.allmende.app.control;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.PieceNumbers;
import eu.allmende.app.desk.Question;
import eu.allmende.engine.FreedOnRemoval;
import java.io.IOException;
import java.util.List;

/// A desk with one answer to each question.
public final class FixedDesk implements Desk {
    private static final Answer.PastCounts COUNTS = new Answer.PastCounts(1, 2, 3, 4, 5);

    private final String state;

    public FixedDesk(String state) {
        this.state = state;
    }

    @Override
    public Answer ask(Question question) throws IOException {
        return switch (question) {
            case Question.HowItStands _, Question.Pause _, Question.Resume _ ->
                    new Answer.Status(List.of(folder()));
            case Question.SyncNow _,
                    Question.ConfirmDeletes _,
                    Question.RestoreDeleted _,
                    Question.Select _,
                    Question.SetMode _,
                    Question.Revert _ ->
                    new Answer.Synced(
                            new Answer.Moved(1, 2, 3),
                            new Answer.Moved(4, 5, 6),
                            new Answer.Steps(1, 2, 3, 4, 5),
                            state,
                            List.of());
            case Question.Where where ->
                    throw new CommandException(
                            Ending.FAILED, where.path() + " is in no synced folder.");
            case Question.Folders _ ->
                    new Answer.FolderList(
                            List.of(new Answer.FolderLine("notes", null, "eu-sovereign")));
            case Question.AddFolder add ->
                    new Answer.FolderReady(add.name(), add.path(), add.fence());
            case Question.LinkFolder link -> new Answer.FolderReady(link.name(), link.path(), "eu");
            case Question.RemoveFolder remove ->
                    new Answer.FolderRemoved(
                            remove.name(), "/n", remove.freed() == FreedOnRemoval.LEAVE ? 3 : 0);
            case Question.Check _, Question.Repair _ ->
                    new Answer.Checked(true, 5, List.of(), List.of(), new PieceNumbers(7, 0, 0, 0));
            case Question.CheckStands _, Question.StopCheck _ ->
                    new Answer.CheckStands("files", 3, 8);
            case Question.Resolve resolve -> new Answer.Resolved(resolve.path(), null);
            case Question.Free _, Question.Fetch _ -> new Answer.Space(1, 2, List.of());
            case Question.History(String path) -> past(path);
            case Question.Restore restore ->
                    new Answer.Restored(
                            "notes",
                            COUNTS,
                            restore.to() == null
                                    ? List.of()
                                    : List.of(new Answer.PastLeft("a", "It is gone.")),
                            "");
            case Question.PlanRewind(String name, String at) ->
                    new Answer.RewindPlan(name, at, 4, 9, COUNTS, 1);
            case Question.Rewind(Answer.RewindPlan agreed) ->
                    new Answer.Restored(agreed.name(), agreed.counts(), List.of(), "");
            case Question.SetLimits(Long up, Long down) ->
                    new Answer.Limits(up == null ? 7_000 : up, down == null ? 0 : down);
            case Question.Devices _ -> throw new IOException("the machine failed");
        };
    }

    private static Answer past(String path) {
        return new Answer.Versions(
                "notes",
                "b",
                List.of(
                        new Answer.VersionLine(
                                9, "2026-03-02T10:00:00Z", "laptop", 5, false, false, "b", null),
                        new Answer.VersionLine(
                                4,
                                "2026-03-01T10:00:00Z",
                                "desktop",
                                2048,
                                false,
                                false,
                                "a",
                                "2026-04-01T10:00:00Z")),
                path.endsWith("dir")
                        ? List.of(
                                new Answer.DeletedLine(
                                        "gone",
                                        3,
                                        "2026-03-01T11:00:00Z",
                                        7,
                                        false,
                                        "2026-03-31T11:00:00Z"))
                        : List.of(),
                null);
    }

    private Answer.FolderStatus folder() {
        return new Answer.FolderStatus(
                "nötes",
                "/n",
                state,
                "",
                1,
                2,
                List.of(new Answer.Trouble("a", "unreadable", null)),
                List.of(new Answer.Conflict("b", "b (conflicted copy)")),
                null,
                null,
                null);
    }

    @Override
    public void close() {}
}
