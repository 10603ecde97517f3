package eu.allmende.engine.commit;

import eu.allmende.engine.tree.Change;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Changes as bytes, for a fake commons that keeps them in files.
public final class ChangeBytes {
    private ChangeBytes() {}

    /// The bytes of a batch with these changes.
    public static byte[] of(List<Change> changes) {
        return BatchForm.encode(new Batch(Map.of(), changes));
    }

    /// The changes again.
    public static List<Change> read(byte[] bytes) throws IOException {
        return BatchForm.decode(bytes).changes();
    }
}
