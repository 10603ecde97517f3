package eu.allmende.engine.run;

import eu.allmende.engine.scan.ScanTrouble;
import eu.allmende.engine.scan.Seen;
import java.util.List;

/// Something that a look found and that the local tree does not tell of: it is blank, or a
/// directory with nothing but such in it.
///
/// @param troubles with it; their paths begin with its name
record Aside(Seen seen, List<ScanTrouble> troubles) {
    /// How many paths it holds.
    static int size(Seen seen) {
        int size = 1;
        for (Seen child : seen.children()) {
            size += size(child);
        }
        return size;
    }
}
