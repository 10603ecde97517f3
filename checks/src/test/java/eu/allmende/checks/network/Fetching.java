package eu.allmende.checks.network;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.EntryId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Fetches files into memory.
final class Fetching {
    private Fetching() {}

    static Map<EntryId, byte[]> all(RemoteFolder folder, List<Change> changes) throws IOException {
        Map<EntryId, ByteArrayOutputStream> begun = new ConcurrentHashMap<>();
        Map<EntryId, byte[]> arrived = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        Arrival arrival =
                new Arrival() {
                    @Override
                    public WritableByteChannel begin(Wanted wanted) {
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        begun.put(wanted.entry(), out);
                        return Channels.newChannel(out);
                    }

                    @Override
                    public void arrived(Wanted wanted) {
                        arrived.put(wanted.entry(), begun.get(wanted.entry()).toByteArray());
                    }

                    @Override
                    public void failed(Wanted wanted, String reason) {
                        failures.add(reason);
                    }
                };
        List<Wanted> wanted =
                changes.stream()
                        .map(change ->
                                new Wanted(
                                        change.entry(),
                                        (Content.File) change.after().orElseThrow().content()))
                        .toList();
        folder.fetch(wanted, arrival, Progress.NONE);
        assertThat(failures).isEmpty();
        return arrived;
    }
}
