package eu.allmende.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.plan.Naming;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftInTheStageTest {
    private static final long LARGE = 20L * 1024 * 1024;
    private static final EntryId ENTRY = new EntryId(1, 2);

    @TempDir Path dir;
    private FolderRoot root;

    @BeforeEach
    void aStage() throws IOException {
        root = new FolderRoot(dir);
        Files.createDirectories(root.stage());
    }

    @Test
    void aLargeFileThatWasArrivingIsLeftWhereItIs() throws IOException {
        Path file = stage(Staging.name(ENTRY), LARGE);

        recovery().clearStage(Recovery.Leftovers.KNOWN);

        assertThat(file).exists();
    }

    @Test
    void smallOldAndOtherFilesAreDeleted() throws IOException {
        Path small = stage(Staging.name(ENTRY), 1000);
        Path old = stage(Staging.name(new EntryId(3, 4)), LARGE);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        Path other = stage("something", LARGE);

        recovery().clearStage(Recovery.Leftovers.KNOWN);

        assertThat(small).doesNotExist();
        assertThat(old).doesNotExist();
        assertThat(other).doesNotExist();
    }

    private Path stage(String name, long length) throws IOException {
        Path file = root.stage().resolve(name);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(length);
        }
        return file;
    }

    private Recovery recovery() {
        Disk disk =
                new Disk(
                        root,
                        Renames.ofThisSystem(),
                        Durability.ofThisSystem(),
                        InstantSource.system());
        return new Recovery(disk, new FolderTrees(), new Naming("laptop", "now", () -> ENTRY));
    }
}
