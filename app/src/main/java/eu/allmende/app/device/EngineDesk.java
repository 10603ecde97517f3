package eu.allmende.app.device;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import eu.allmende.app.desk.UnansweredException;
import eu.allmende.engine.Engine;
import eu.allmende.engine.EngineSnapshot;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.engine.Keep;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answers questions with this process's own engine.
public final class EngineDesk implements Desk {
    private static final Logger LOG = System.getLogger(EngineDesk.class.getName());
    private static final int MOST_TROUBLES = 20;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final CommonsOfDevice commons;
    private final Engine engine;
    private final Deciding deciding;
    private final Checks checks = new Checks();

    /// @param engine over the commons; both are closed with this desk
    public EngineDesk(CommonsOfDevice commons, Engine engine) {
        this.commons = commons;
        this.engine = engine;
        deciding = new Deciding(engine, this);
    }

    @Override
    public Answer ask(Question question) throws IOException {
        try {
            return answer(question);
        } catch (RefusedException e) {
            throw new CommandException(Ending.FAILED, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("The program is stopping.", e);
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
            case Question.History(String path) ->
                    PastAnswers.of(engine.history().of(Path.of(path)));
            case Question.Restore restore -> PastAnswers.restore(engine.history(), restore);
            case Question.PlanRewind(String name, String at) ->
                    PastAnswers.of(engine.history().plan(name, Instant.parse(at)));
            case Question.Rewind(Answer.RewindPlan agreed) ->
                    PastAnswers.of(engine.history().rewind(PastAnswers.plan(agreed)));
            case Question.Folders _ -> folders();
            case Question.AddFolder(String name, String path, String fence) ->
                    ready(engine.addFolder(name, Path.of(path), Fence.preset(fence)));
            case Question.LinkFolder(String name, String path, List<String> exclude) ->
                    ready(engine.linkFolder(name, Path.of(path), exclude));
            case Question.Select select -> deciding.select(select);
            case Question.SetMode(String name, String mode) -> deciding.mode(name, mode);
            case Question.Revert(String name) -> deciding.revert(name);
            case Question.RemoveFolder(String name, FreedOnRemoval freed) -> remove(name, freed);
            case Question.ConfirmDeletes(String name) -> confirmDeletes(name);
            case Question.RestoreDeleted(String name) -> restoreDeleted(name);
            case Question.Pause(String name, Long forSeconds) -> pause(name, forSeconds);
            case Question.Resume(String name) -> resume(name);
            case Question.Check(String name) ->
                    checks.during(name, watch -> engine.check(name, watch));
            case Question.Repair(String name) ->
                    reached(() -> checks.during(name, watch -> engine.repair(name, watch)));
            case Question.CheckStands(String name) -> checks.stands(name);
            case Question.StopCheck(String name) -> checks.stop(name);
            case Question.Resolve(String path, Keep keep) ->
                    Answers.of(engine.resolve(Path.of(path), keep));
            case Question.Free(List<String> paths) -> SpaceAnswers.of(paths, engine::free);
            case Question.Fetch(List<String> paths) -> SpaceAnswers.of(paths, engine::fetch);
            case Question.Devices _ -> devices();
            case Question.SetLimits(Long up, Long down) -> commons.limits().set(up, down);
        };
    }

    /// Who waits for rest wants to know of what was changed before the question, too, of which the
    /// engine has perhaps not heard yet: it looks once more.
    private Answer howItStands(long waitSeconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
        if (waitSeconds > 0) {
            look(Duration.ofSeconds(waitSeconds));
        }
        CountDownLatch rest = new CountDownLatch(1);
        try (Engine.Subscription _ =
                engine.onChange(snapshot -> {
                    if (rests(snapshot)) {
                        rest.countDown();
                    }
                })) {
            long left = end - System.nanoTime();
            if (left > 0 && !rests(engine.snapshot())) {
                rest.await(left, TimeUnit.NANOSECONDS);
            }
        }
        engine.recall();
        Answer.Limits limits = commons.limits().now();
        return new Answer.Status(
                Answers.of(engine.snapshot()).folders(),
                limits.up() == 0 && limits.down() == 0 ? null : limits);
    }

    private void look(Duration limit) throws RefusedException, InterruptedException {
        try {
            engine.syncOnce(limit);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no commons while waiting for rest", e);
        }
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
        Duration limit = Duration.ofSeconds(timeoutSeconds);
        SyncSummary summary = reached(() -> engine.syncOnce(limit));
        return synced(summary, engine.snapshot().folders());
    }

    static Answer synced(SyncSummary summary, List<FolderSnapshot> folders) {
        return Answers.of(
                summary, outcome(folders), folders.stream().flatMap(EngineDesk::messages).toList());
    }

    private static Stream<String> messages(FolderSnapshot folder) {
        Stream<String> troubles =
                folder.errors().stream()
                        .limit(MOST_TROUBLES)
                        .map(trouble -> trouble.path() + ": " + trouble.reason());
        return Stream.concat(Stream.of(pauseOf(folder), folder.message()), troubles)
                .filter(message -> !message.isBlank())
                .map(message -> folder.name() + ": " + message);
    }

    private static String pauseOf(FolderSnapshot folder) {
        return folder.state() == SyncState.PAUSED
                ? "It is paused and was not synced; `allmende resume "
                        + folder.name()
                        + "` goes on."
                : "";
    }

    /// Looks first, so that the guard knows what it holds back: it may never have been asked since
    /// the program began.
    private Answer confirmDeletes(String name) throws IOException, InterruptedException {
        syncOne(name);
        engine.confirmDeletes(name);
        return synced(syncOne(name), List.of(folder(name)));
    }

    /// What was deleted since the last look is seen by the first sync, and brought by the second.
    private Answer restoreDeleted(String name) throws IOException, InterruptedException {
        engine.restoreDeleted(name);
        SyncSummary summary = syncOne(name);
        if (folder(name).state() == SyncState.ATTENTION) {
            engine.restoreDeleted(name);
            summary = summary.plus(syncOne(name));
        }
        return synced(summary, List.of(folder(name)));
    }

    SyncSummary syncOne(String name) throws IOException, InterruptedException {
        return reached(() -> engine.syncOnce(name, PATIENCE));
    }

    FolderSnapshot folder(String name) throws RefusedException {
        return engine.snapshot().folders().stream()
                .filter(folder -> folder.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException("No folder called " + name + " is synced here."));
    }

    private Answer pause(@Nullable String name, @Nullable Long forSeconds) throws IOException {
        Instant until = forSeconds == null ? Instant.MAX : Instant.now().plusSeconds(forSeconds);
        for (FolderSnapshot folder : meant(name)) {
            engine.pauseUntil(folder.name(), until);
        }
        return Answers.of(meant(name));
    }

    private Answer resume(@Nullable String name) throws IOException {
        for (FolderSnapshot folder : meant(name)) {
            engine.resume(folder.name());
        }
        return Answers.of(meant(name));
    }

    private List<FolderSnapshot> meant(@Nullable String name) throws RefusedException {
        return name == null ? engine.snapshot().folders() : List.of(folder(name));
    }

    private Answer remove(String name, FreedOnRemoval freed) throws IOException {
        FolderSnapshot folder = folder(name);
        long placeholders = engine.removeFolder(name, freed);
        return new Answer.FolderRemoved(name, folder.path().toString(), placeholders);
    }

    /// Syncing, which tells what came of it.
    @FunctionalInterface
    private interface Syncing<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T reached(Syncing<T> syncing) throws IOException, InterruptedException {
        try {
            return syncing.run();
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            throw new CommandException(Ending.NOT_RUNNING, String.valueOf(e.getMessage()), e);
        }
    }

    private static String outcome(List<FolderSnapshot> folders) {
        if (folders.stream().anyMatch(folder -> folder.state() == SyncState.ATTENTION)) {
            return Answer.State.ATTENTION;
        }
        boolean quiet =
                folders.stream()
                        .noneMatch(folder ->
                                folder.state() == SyncState.WAITING
                                        || folder.state() == SyncState.STOPPED
                                        || folder.progress().files() > 0);
        if (!quiet) {
            return SyncState.WAITING.word();
        }
        boolean paused = folders.stream().anyMatch(folder -> folder.state() == SyncState.PAUSED);
        return paused ? Answer.State.PAUSED : Answer.State.UP_TO_DATE;
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
