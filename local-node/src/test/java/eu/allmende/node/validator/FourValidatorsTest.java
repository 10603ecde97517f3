package eu.allmende.node.validator;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.follow.SubmissionAnswer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FourValidatorsTest {
    @TempDir Path dir;

    @Test
    void anEntryGetsAPlaceAndAProof() throws IOException {
        try (TestCommons commons = TestCommons.start(dir, 4)) {
            SubmissionAnswer answer = commons.submit(0, commons.account(1));
            assertThat(answer.outcomes()).hasSize(1);
            assertThat(commons.local.commons().genesis().policy().verify(answer.head())).isTrue();
        }
    }
}
