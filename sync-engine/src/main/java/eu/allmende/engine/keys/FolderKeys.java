package eu.allmende.engine.keys;

import java.security.SecureRandom;

/// The keys of one folder, in one epoch.
///
/// @param epoch 1 for the first
/// @param naming the lifelong secret behind chunk ids and cut points
/// @param epochKey the secret behind sealing, batches and names in this epoch
public record FolderKeys(int epoch, Secret naming, Secret epochKey) {
    private static final String CHUNK_NAMES = "allmende chunk names v1";
    private static final String GEAR = "allmende gear table v1";
    private static final String SEALING = "allmende chunk sealing v1";
    private static final String BATCHES = "allmende batches v1";
    private static final String INDEXES = "allmende pack indexes v1";
    private static final String LABELS = "allmende folder names v1";

    public FolderKeys {
        if (epoch < 1) {
            throw new IllegalArgumentException("epochs begin with 1, not " + epoch);
        }
    }

    /// Fresh keys for a new folder.
    public static FolderKeys generate(SecureRandom random) {
        return new FolderKeys(1, Secret.random(random), Secret.random(random));
    }

    /// The HMAC key that names chunks.
    public Secret chunkNames() {
        return naming.derive(CHUNK_NAMES);
    }

    /// The secret from which the cut points' table is made.
    public Secret gear() {
        return naming.derive(GEAR);
    }

    /// The secret from which each chunk's own key is made.
    public Secret sealing() {
        return epochKey.derive(SEALING);
    }

    /// The key of commit batches.
    public Secret batches() {
        return epochKey.derive(BATCHES);
    }

    /// The key of pack indexes.
    public Secret indexes() {
        return epochKey.derive(INDEXES);
    }

    /// The key of the folder's own name on the ledger.
    public Secret labels() {
        return epochKey.derive(LABELS);
    }
}
