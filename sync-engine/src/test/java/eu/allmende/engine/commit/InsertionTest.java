package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.remote.Publication;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What a small change of a large file costs.
class InsertionTest extends TwoDesks {
    private static final int MEGA = 1 << 20;

    @Test
    void oneByteIntoAHundredMegabytesSendsFewOfThem() throws Exception {
        byte[] content = new byte[100 * MEGA];
        random.nextBytes(content);
        assertThat(a.publish(0, a.file(1, content))).isEqualTo(new Publication.Committed(1));
        long before = a.moved.get();
        assertThat(before).isEqualTo(content.length);

        byte[] longer = Arrays.copyOf(content, content.length + 1);
        System.arraycopy(content, 50 * MEGA, longer, 50 * MEGA + 1, 50 * MEGA);
        assertThat(a.publish(1, a.file(1, longer))).isEqualTo(new Publication.Committed(2));

        assertThat(a.moved.get() - before).isPositive().isLessThan(8 * MEGA);
    }
}
