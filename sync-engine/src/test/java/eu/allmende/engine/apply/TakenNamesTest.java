package eu.allmende.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenNamesTest {
    @TempDir Path dir;

    @Test
    void aNameThatSomeDiskTakesForOneThatIsThereIsNotFree() throws IOException {
        Files.createFile(dir.resolve("Ämter.txt"));

        TakenNames taken = TakenNames.beside(dir.resolve("not there"));

        assertThat(taken.isFree("Ämter.txt")).isFalse();
        assertThat(taken.isFree("ämter.TXT")).isFalse();
        assertThat(taken.isFree("A\u0308mter.txt")).isFalse();
        assertThat(taken.isFree("Amter.txt")).isTrue();
    }
}
