package eu.allmende.engine.history;

import eu.allmende.engine.history.PathHistory.Deleted;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the past of one path. Inside of the database's work.
final class PathReading {
    private final Versions versions;
    private final Keeping keeping;
    private final String path;

    PathReading(Versions versions, Keeping keeping, String path) {
        this.versions = versions;
        this.keeping = keeping;
        this.path = path;
    }

    PathHistory read() throws SQLException, IOException {
        if (path.isEmpty()) {
            Map<EntryId, Long> root = Map.of(EntryState.ROOT, HistoryTables.STANDS);
            return new PathHistory(path, Optional.of(EntryState.ROOT), List.of(), deletedIn(root));
        }
        Map<EntryId, Long> guests = guests();
        Optional<EntryId> now =
                guests.entrySet().stream()
                        .filter(guest -> guest.getValue() == HistoryTables.STANDS)
                        .map(Map.Entry::getKey)
                        .findFirst();
        List<Version> found = new ArrayList<>();
        for (Map.Entry<EntryId, Long> guest : guests.entrySet()) {
            addVersions(guest.getKey(), guest.getValue(), found);
        }
        Set<Long> taken = new HashSet<>();
        found.stream().filter(this::isHere).forEach(version -> taken.add(version.sequence()));
        found.removeIf(version -> version.isDeletion() && taken.contains(version.sequence()));
        found.sort(
                Comparator.comparingLong(Version::sequence)
                        .reversed()
                        .thenComparing(version -> !version.path().equals(path)));
        return new PathHistory(path, now, found, deletedIn(guests));
    }

    private boolean isHere(Version version) {
        return !version.isDeletion() && version.path().equals(path);
    }

    /// Who ever lay at the path, and the commit that ended it.
    private Map<EntryId, Long> guests() throws SQLException, IOException {
        List<Stay> stays = List.of(new Stay(EntryState.ROOT, 0, HistoryTables.STANDS));
        for (String name : path.split("/", -1)) {
            List<Stay> deeper = new ArrayList<>();
            for (Stay stay : stays) {
                for (Span span : versions.at(new Spot(stay.entry, name))) {
                    long from = Math.max(stay.from, span.since());
                    long to = Math.min(stay.to, span.until());
                    if (from < to) {
                        deeper.add(new Stay(span.entry(), from, to));
                    }
                }
            }
            stays = deeper;
        }
        Map<EntryId, Long> guests = new LinkedHashMap<>();
        stays.forEach(stay -> guests.merge(stay.entry, stay.to, Math::max));
        return guests;
    }

    /// An entry lay at the path looked at, from one commit until another.
    private record Stay(EntryId entry, long from, long to) {}

    private void addVersions(EntryId entry, long end, List<Version> into)
            throws SQLException, IOException {
        List<Span> spans = versions.of(entry);
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (span.since() >= end) {
                return;
            }
            into.add(version(span));
            boolean followed = i + 1 < spans.size() && spans.get(i + 1).since() == span.until();
            if (!span.stands() && !followed && span.until() <= end) {
                into.add(deletion(span));
            }
        }
    }

    private Version version(Span span) throws SQLException, IOException {
        Versions.Moment begun = versions.moment(span.since());
        Optional<Instant> keptUntil =
                span.stands()
                        ? Optional.empty()
                        : Optional.of(
                                keeping.until(begun.time(), versions.moment(span.until()).time()));
        return new Version(
                span.since(),
                begun.time(),
                begun.author(),
                span.entry(),
                versions.path(span.entry(), span.since()).orElse(span.state().name()),
                Optional.of(span.state()),
                keptUntil);
    }

    /// A deletion is worth showing for as long as what it deleted can be had.
    private Version deletion(Span last) throws SQLException, IOException {
        Versions.Moment ended = versions.moment(last.until());
        return new Version(
                last.until(),
                ended.time(),
                ended.author(),
                last.entry(),
                versions.path(last.entry(), last.until() - 1).orElse(last.state().name()),
                Optional.empty(),
                version(last).keptUntil());
    }

    /// What was deleted in the directories that lay here, under each name the last one, unless
    /// something lies there now.
    private List<Deleted> deletedIn(Map<EntryId, Long> guests) throws SQLException, IOException {
        Map<String, Span> last = new HashMap<>();
        for (Map.Entry<EntryId, Long> guest : guests.entrySet()) {
            for (Span span : versions.deletedIn(guest.getKey(), guest.getValue())) {
                last.merge(span.state().name(), span, (a, b) -> a.until() > b.until() ? a : b);
            }
        }
        List<Deleted> deleted = new ArrayList<>();
        for (Span span : last.values()) {
            Instant time = versions.moment(span.until()).time();
            deleted.add(new Deleted(span.state().name(), time, version(span)));
        }
        deleted.sort(Comparator.comparing(Deleted::time).reversed().thenComparing(Deleted::name));
        return deleted;
    }
}
