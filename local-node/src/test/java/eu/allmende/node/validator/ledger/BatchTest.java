package eu.allmende.node.validator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    @Test
    void aBatchReadsBackAsItWasWritten() throws MalformedException {
        Batch batch = new Batch(5, List.of(Bytes.of(new byte[] {1}), Bytes.EMPTY));

        assertThat(Batch.decode(batch.encode())).isEqualTo(batch);
    }

    @Test
    void outcomesReadBackAsTheyWereWritten() throws MalformedException {
        List<Outcome> outcomes =
                List.of(new Outcome.Accepted(7, 8), new Outcome.Refused(Refusal.OVERTAKEN));

        assertThat(Batch.readOutcomes(Batch.writeOutcomes(outcomes))).isEqualTo(outcomes);
    }

    @Test
    void partsHoldAllEntriesInOrderAndNoneIsTooLarge() {
        List<Bytes> entries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] content = new byte[50_000];
            content[0] = (byte) i;
            entries.add(Bytes.of(content));
        }
        List<List<Bytes>> parts = Batch.split(entries);

        assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(entries);
        assertThat(parts)
                .allMatch(part -> part.stream().mapToInt(Bytes::size).sum() <= Batch.MOST_BYTES);
        assertThat(Batch.split(Collections.nCopies(Batch.MOST_ENTRIES + 1, Bytes.EMPTY)))
                .hasSize(2);
    }
}
