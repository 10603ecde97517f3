package eu.allmende.protocol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.wire.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommonsFileTest {
    private final Genesis genesis = Actors.genesis(4);
    private final CommonsFile file =
            new CommonsFile(
                    genesis,
                    genesis.validators().stream()
                            .map(seat -> new PeerAddress(seat.node(), "127.0.0.1", 7000))
                            .toList());

    @Test
    void comesBackAsItWasWritten() throws MalformedException {
        assertThat(CommonsFile.parse(file.toJson())).isEqualTo(file);
        assertThat(file.toJson()).contains("\"Testdorf\"").contains(file.commons().toString());
    }

    @Test
    void fieldsOfLaterVersionsArePassedOver() throws MalformedException {
        String later =
                file.toJson().replaceFirst("\\{", "{\"later\": {\"a\": [1, {}]}, \"n\": null,");

        assertThat(CommonsFile.parse(later)).isEqualTo(file);
    }

    @Test
    void whatIsNoCommonsFileIsMalformed() {
        String json = file.toJson();

        for (String bad :
                List.of(
                        "",
                        "[]",
                        "{}",
                        "nonsense",
                        json + json,
                        json.substring(0, json.length() / 2),
                        json.replace("\"genesis\" : \"88", "\"genesis\" : \"89"),
                        json.replace("\"commons\" : \"", "\"commons\" : \"0"),
                        json.replace("7000", "70000"),
                        json.replace("\"port\"", "\"harbour\""))) {
            assertThatThrownBy(() -> CommonsFile.parse(bad))
                    .as(bad)
                    .isInstanceOf(MalformedException.class);
        }
    }
}
