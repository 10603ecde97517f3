package eu.allmende.protocol.ledger;

import java.time.Duration;

/// How long things stay, in ledger time. Nothing runs out while no validator stamps entries.
public final class Periods {
    /// A pack that no commit claimed for so long is void: no commit can claim it any more.
    public static final Duration UNCLAIMED_STAYS = Duration.ofDays(7);

    /// A released pack stays at least so long, whatever a folder's owner says.
    public static final Duration LEAST_RETENTION = Duration.ofDays(30);

    /// A retired pack's pieces stay on their nodes so long after it was retired.
    public static final Duration RETIRED_STAYS = Duration.ofDays(3);

    private Periods() {}
}
