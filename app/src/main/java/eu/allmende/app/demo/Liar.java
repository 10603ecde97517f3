package eu.allmende.app.demo;

import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.follow.Suspicion;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Subject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A lying validator, and whether a client that was led to it is fooled: the client must read the
/// truth, and name the liar.
///
/// @param validator who lies
/// @param lie in which way
record Liar(NodeId validator, Suspicion.What lie) {
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// The demo's folder on the ledger.
    static Subject folder(Stage stage) throws IOException {
        return stage.first().commons().folders().stream()
                .filter(folder -> folder.name().equals(Stage.FOLDER))
                .map(KnownFolder::id)
                .map(Subject::folder)
                .findFirst()
                .orElseThrow();
    }

    /// What honest validators say about the demo's folder.
    static Reading truth(Stage stage) throws IOException {
        try (LedgerReader honest = LedgerReader.verifying(stage.commons())) {
            return honest.read(folder(stage));
        }
    }

    /// Lets the client read until it suspects the liar.
    Verdict meets(LedgerReader client, Subject subject, Reading truth) throws IOException {
        Instant end = Instant.now().plus(MOST);
        while (Instant.now().isBefore(end)) {
            if (!client.read(subject).equals(truth)) {
                return Verdict.failed("the client believed the lie");
            }
            List<Suspicion> suspicions = client.suspicions();
            if (suspicions.stream().anyMatch(each -> !each.validator().equals(validator))) {
                return Verdict.failed("an honest validator was suspected");
            }
            if (suspicions.stream().anyMatch(each -> each.what() == lie)) {
                return Verdict.held(
                        "named as "
                                + validator.hash().brief()
                                + ": "
                                + suspicions.getFirst().text(),
                        Verdict.Work.NONE);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return Verdict.failed("the lie was not noticed");
    }
}
