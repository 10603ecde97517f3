package eu.allmende.engine.run;

import eu.allmende.engine.FolderSnapshot.Conflict;
import eu.allmende.engine.plan.ConflictName;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The conflicts of a folder: as long as a copy lies there under its name, nobody has settled it.
final class Conflicts {
    private Conflicts() {}

    /// All conflicted copies in a tree, in the order of their paths.
    static List<Conflict> in(Tree tree) {
        List<Conflict> found = new ArrayList<>();
        for (EntryId entry : tree.ids()) {
            EntryState state = tree.find(entry).orElseThrow();
            Optional<String> original = ConflictName.original(state.name());
            Optional<String> copy = original.flatMap(_ -> tree.path(entry));
            if (original.isPresent() && copy.isPresent()) {
                found.add(new Conflict(beside(copy.get(), original.get()), copy.get()));
            }
        }
        found.sort(Comparator.comparing(Conflict::copy));
        return found;
    }

    private static String beside(String path, String name) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? name : path.substring(0, slash + 1) + name;
    }
}
