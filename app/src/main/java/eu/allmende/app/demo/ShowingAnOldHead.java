package eu.allmende.app.demo;

import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Answers every question as it was answered the first time, as if nothing had happened since.
final class ShowingAnOldHead implements TamperingProxy.Tampering {
    private final Map<String, PeerAnswer> first = new ConcurrentHashMap<>();

    @Override
    public PeerAnswer answer(PeerRequest request, TamperingProxy.Validator real)
            throws IOException {
        PeerAnswer before = first.get(request.path());
        if (before == null) {
            PeerAnswer now = real.ask(request);
            if (!now.isSuccess()) {
                return now;
            }
            before = first.computeIfAbsent(request.path(), _ -> now);
        }
        return before;
    }
}
