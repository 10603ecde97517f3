package eu.allmende.engine.run;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.protocol.id.FolderId;
import java.nio.file.Files;
import java.util.Optional;

/// Why a folder's directory is not to be believed.
final class Absence {
    private Absence() {}

    /// What a person must know before anything is done with the directory; empty if it is the
    /// folder's.
    static Optional<String> of(FolderRoot root, FolderId folder) {
        return switch (root.look(folder)) {
            case HERE -> Optional.empty();
            case GONE ->
                    Optional.of(
                            "The folder's directory is not there. Is its disk connected? Nothing is"
                                    + " deleted anywhere.");
            case UNMARKED ->
                    Optional.of(
                            "The folder's marker is missing. Is its disk connected? Nothing is"
                                    + " deleted anywhere.");
            case ANOTHER -> Optional.of("The directory belongs to another folder now.");
            case UNREADABLE -> Optional.of(unreadable(root));
        };
    }

    private static String unreadable(FolderRoot root) {
        return Files.isReadable(root.path()) && Files.isExecutable(root.path())
                ? "The folder's marker cannot be read. Nothing is deleted anywhere."
                : "This user may not read the folder's directory. Nothing is deleted anywhere.";
    }
}
