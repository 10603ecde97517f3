package eu.allmende.ui;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.ui.NodeRow.Standing;
import eu.allmende.ui.NodeView.Marked;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeViewTest {
    private static final Words ENGLISH = new Words(Locale.ENGLISH);
    private static final Words GERMAN = new Words(Locale.GERMAN);

    @ParameterizedTest
    @CsvSource({
        "ANSWERS, answers, GOOD",
        "SILENT, does not answer, BAD",
        "UNKNOWN, not asked yet, IDLE"
    })
    void whetherItAnswersIsSaidInWords(NodeRow.Contact contact, String word, Tone tone) {
        NodeView view = NodeView.of(Samples.node("Polder IT", "NL", contact), ENGLISH);

        assertThat(view.contact().text()).isEqualTo(word);
        assertThat(view.contact().tone()).isEqualTo(tone);
        assertThat(view.country()).isEqualTo("Netherlands");
        assertThat(view.law()).isEqualTo("Netherlands");
    }

    @ParameterizedTest
    @CsvSource({
        "DECLARED, 'declared, not checked'",
        "NETWORK, network agrees",
        "DELAY, delay agrees",
        "DELAY_TO_DATA, delay to the data agrees",
        "ATTESTED, attested"
    })
    void theEvidenceIsNeverSaidToBeMoreThanItIs(NodeRow.Level level, String words) {
        NodeRow row = Samples.node("NL", level, new Standing.Inside());

        assertThat(NodeView.of(row, ENGLISH).evidence()).isEqualTo(words);
    }

    @Test
    void whatIsUnknownIsCalledUnknown() {
        NodeRow row =
                new NodeRow(
                        " ",
                        "??",
                        "",
                        NodeRow.Level.DECLARED,
                        new Standing.Unknown(),
                        NodeRow.Contact.UNKNOWN);
        NodeView view = NodeView.of(row, ENGLISH);

        assertThat(view.operator()).isEqualTo("unknown");
        assertThat(view.country()).isEqualTo("unknown");
        assertThat(view.law()).isEqualTo("unknown");
        assertThat(view.fence().text()).isEqualTo("not known yet");
    }

    @Test
    void aNodeOutsideTheFenceIsSaidToBeOutside() {
        assertThat(fence(new Standing.Inside(), ENGLISH)).isEqualTo("inside");
        assertThat(fence(new Standing.Outside(), ENGLISH)).isEqualTo("outside");
        assertThat(fence(new Standing.OutsideOf(List.of("Tom's")), ENGLISH))
                .isEqualTo("partly outside");
        Standing some = new Standing.OutsideOf(List.of("Tom's", "Work"));
        assertThat(NodeView.of(Samples.node("US", NodeRow.Level.DECLARED, some), GERMAN).fence())
                .extracting(Marked::text, Marked::more)
                .containsExactly("teils außerhalb", "außerhalb des Zauns von: Tom's, Work");
    }

    private static String fence(Standing standing, Words words) {
        return NodeView.of(Samples.node("US", NodeRow.Level.DECLARED, standing), words)
                .fence()
                .text();
    }
}
