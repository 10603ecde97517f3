package eu.allmende.engine.apply;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Fetches what is much, while passes go on: [Applier#placeArrived] puts in place what has come.
/// For the folder's loop.
public final class Downloads {
    private final FolderRoot root;
    private final Fetching fetching;
    private final Executor executor;
    private final Runnable news;
    private final Set<EntryId> underWay = new HashSet<>();
    private List<Wanted> asked = List.of();
    private @Nullable Staging staging;
    private @Nullable IOException failure;
    private boolean cancelled;

    /// @param executor runs one job at a time, beside the loop
    /// @param news called when something has come; must be quick
    public Downloads(FolderRoot root, Fetching fetching, Executor executor, Runnable news) {
        this.root = root;
        this.fetching = fetching;
        this.executor = executor;
        this.news = news;
    }

    /// Begins to fetch these, unless others are on their way: then they are to be asked for again.
    /// What came of others, and is wanted no more, is deleted; what came of these is gone on with.
    ///
    /// @return whether it began
    public boolean want(List<Wanted> wanted) {
        if (isBusy()) {
            return false;
        }
        Staging begun = Staging.ofBulk(root, news);
        Set<EntryId> entries = new HashSet<>();
        wanted.forEach(one -> entries.add(one.entry()));
        begun.drop(asked.stream().filter(one -> !entries.contains(one.entry())));
        asked = List.copyOf(wanted);
        if (wanted.isEmpty()) {
            return false;
        }
        staging = begun;
        cancelled = false;
        wanted.forEach(one -> underWay.add(one.entry()));
        executor.execute(() -> Fetcher.run(begun, wanted, fetching));
        return true;
    }

    /// Whether something is on its way, or has come and was not taken.
    public boolean isBusy() {
        return staging != null || failure != null;
    }

    /// Whether content of this entry is on its way.
    public boolean isUnderWay(EntryId entry) {
        return underWay.contains(entry);
    }

    /// Takes what has come, up to a number.
    ///
    /// @throws IOException if fetching ended early
    List<Staging.Event> take(int most) throws IOException {
        IOException why = failure;
        if (why != null) {
            failure = null;
            throw why;
        }
        List<Staging.Event> events = new ArrayList<>();
        Staging source = staging;
        if (source != null) {
            source.poll(events, most);
        }
        for (Staging.Event event : List.copyOf(events)) {
            if (!note(event)) {
                events.remove(event);
            }
        }
        return events;
    }

    /// Whether the event matters to those who wait.
    private boolean note(Staging.Event event) throws IOException {
        return switch (event) {
            case Staging.Event.Staged(Wanted wanted, Path file) -> {
                underWay.remove(wanted.entry());
                if (cancelled) {
                    Files.deleteIfExists(file);
                }
                yield !cancelled;
            }
            case Staging.Event.Failed(Wanted wanted, String _) -> {
                underWay.remove(wanted.entry());
                yield !cancelled;
            }
            case Staging.Event.Ended(var why) -> {
                staging = null;
                underWay.clear();
                failure = cancelled ? null : why.orElse(null);
                yield false;
            }
        };
    }

    /// Wants no more of it; what still comes is dropped.
    public void cancel() {
        Staging source = staging;
        if (source != null) {
            cancelled = true;
            source.giveUp();
        }
    }
}
