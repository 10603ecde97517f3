package eu.allmende.app.device;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import eu.allmende.engine.Engine;
import eu.allmende.engine.EngineSnapshot;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Answers questions with this process's own engine.
public final class EngineDesk implements Desk {
    private final CommonsOfDevice commons;
    private final Engine engine;

    /// @param engine over the commons; both are closed with this desk
    public EngineDesk(CommonsOfDevice commons, Engine engine) {
        this.commons = commons;
        this.engine = engine;
    }

    @Override
    public Answer ask(Question question) throws IOException {
        try {
            return answer(question);
        } catch (RefusedException e) {
            throw new CommandException(Ending.FAILED, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(Ending.NOT_RUNNING, "The program is stopping.", e);
        }
    }

    private Answer answer(Question question) throws IOException, InterruptedException {
        return switch (question) {
            case Question.HowItStands(long waitSeconds) -> howItStands(waitSeconds);
            case Question.SyncNow(long timeoutSeconds) -> sync(timeoutSeconds);
            case Question.Where(String path) ->
                    Answers.of(
                            engine.where(Path.of(path)),
                            commons.commons().genesis().declaredOnly());
            case Question.Folders _ -> folders();
            case Question.AddFolder(String name, String path, String fence) ->
                    ready(engine.addFolder(name, Path.of(path), Fence.preset(fence)));
            case Question.LinkFolder(String name, String path) ->
                    ready(engine.linkFolder(name, Path.of(path)));
            case Question.Check(String name) -> Answers.of(engine.check(name));
            case Question.Devices _ -> devices();
        };
    }

    private Answer howItStands(long waitSeconds) throws InterruptedException {
        CountDownLatch rest = new CountDownLatch(1);
        try (Engine.Subscription _ =
                engine.onChange(snapshot -> {
                    if (rests(snapshot)) {
                        rest.countDown();
                    }
                })) {
            if (waitSeconds > 0 && !rests(engine.snapshot())) {
                rest.await(waitSeconds, TimeUnit.SECONDS);
            }
        }
        return Answers.of(engine.snapshot());
    }

    private static boolean rests(EngineSnapshot snapshot) {
        return snapshot.folders().stream()
                .map(FolderSnapshot::state)
                .allMatch(state ->
                        switch (state) {
                            case UP_TO_DATE, ATTENTION, PAUSED -> true;
                            case SCANNING, SYNCING, WAITING, STOPPED -> false;
                        });
    }

    private Answer sync(long timeoutSeconds) throws IOException, InterruptedException {
        SyncSummary summary = engine.syncOnce(Duration.ofSeconds(timeoutSeconds));
        List<FolderSnapshot> folders = engine.snapshot().folders();
        List<String> messages =
                folders.stream()
                        .filter(folder -> !folder.message().isBlank())
                        .map(folder -> folder.name() + ": " + folder.message())
                        .toList();
        return Answers.of(summary, outcome(folders), messages);
    }

    private static String outcome(List<FolderSnapshot> folders) {
        if (folders.stream().anyMatch(folder -> folder.state() == SyncState.ATTENTION)) {
            return Answer.State.ATTENTION;
        }
        boolean quiet =
                folders.stream()
                        .noneMatch(folder ->
                                folder.state() == SyncState.WAITING
                                        || folder.progress().files() > 0);
        return quiet ? Answer.State.UP_TO_DATE : SyncState.WAITING.word();
    }

    private Answer folders() throws IOException {
        Map<String, FolderSnapshot> here =
                engine.snapshot().folders().stream()
                        .collect(Collectors.toMap(FolderSnapshot::name, Function.identity()));
        return new Answer.FolderList(
                commons.folders().stream()
                        .map(folder -> Answers.line(folder, here.get(folder.name())))
                        .toList());
    }

    private Answer ready(FolderSnapshot folder) throws IOException {
        String fence =
                commons.folders().stream()
                        .filter(known -> known.id().equals(folder.id()))
                        .findFirst()
                        .map(KnownFolder::fence)
                        .map(Fence::name)
                        .orElse("");
        return new Answer.FolderReady(folder.name(), folder.path().toString(), fence);
    }

    private Answer devices() throws IOException {
        return new Answer.DeviceList(
                commons.devices().stream()
                        .map(entry ->
                                new Answer.DeviceLine(
                                        entry.added().device().toString(),
                                        commons.nameOf(entry),
                                        Instant.ofEpochMilli(entry.addedMillis()).toString(),
                                        entry.revoked()))
                        .toList());
    }

    @Override
    public void close() {
        engine.close();
        commons.close();
    }
}
