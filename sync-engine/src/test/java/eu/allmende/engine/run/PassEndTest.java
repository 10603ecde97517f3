package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.follow.OwnDiskException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class PassEndTest {
    private final IOException full = new IOException("No space left on device");

    @Test
    void anOwnDiskThatFailsWhileTheCommonsIsAskedIsNotTheCommonsFault() {
        assertThatThrownBy(() ->
                        CommonsException.asking(() -> {
                            throw new OwnDiskException("it cannot be kept", full);
                        }))
                .isInstanceOf(OwnDiskException.class);
        assertThatThrownBy(() ->
                        CommonsException.asking(() -> {
                            throw new IOException("nobody answers");
                        }))
                .isInstanceOf(CommonsException.class);
    }

    @Test
    void aFullDiskIsNamedHoweverDeepItLies() {
        assertThat(PassEnd.unworkable(new OwnDiskException("it cannot be kept", full)))
                .isEqualTo(
                        new PassEnd.Waiting(
                                PassEnd.Cause.DISK,
                                "The folder cannot be worked on: the disk is full."));
    }

    @Test
    void aReadOnlyDiskIsNamedHoweverDeepItLies() {
        IOException failure = new FileSystemException("stage/in-1", null, "Read-only file system");
        assertThat(PassEnd.unworkable(new OwnDiskException("it cannot be put down", failure)))
                .isEqualTo(
                        new PassEnd.Waiting(
                                PassEnd.Cause.DISK,
                                "The folder cannot be worked on: the disk is read-only."));
    }
}
