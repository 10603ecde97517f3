package eu.allmende.app.control;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.util.List;

/// A desk with one answer to each question.
public final class FixedDesk implements Desk {
    private final String state;

    public FixedDesk(String state) {
        this.state = state;
    }

    @Override
    public Answer ask(Question question) throws IOException {
        return switch (question) {
            case Question.HowItStands _ -> new Answer.Status(List.of(folder()));
            case Question.SyncNow _ ->
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
            case Question.Check _ -> new Answer.Checked(true, List.of());
            case Question.Devices _ -> throw new IOException("the machine failed");
        };
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
                List.of(new Answer.Conflict("b", "b (conflicted copy)")));
    }

    @Override
    public void close() {}
}
