package eu.allmende.protocol.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What others join a commons with: its genesis and where its validators answer. `commons.json`.
///
/// @param validators one address for each validator of the genesis, in its order
public record CommonsFile(Genesis genesis, List<PeerAddress> validators) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_CHARACTERS = 256 * 1024;

    public CommonsFile {
        validators = List.copyOf(validators);
        List<NodeId> seats = genesis.validators().stream().map(ValidatorSeat::node).toList();
        if (!seats.equals(validators.stream().map(PeerAddress::id).toList())) {
            throw new IllegalArgumentException("the addresses are not those of the validators");
        }
    }

    /// The commons.
    public CommonsId commons() {
        return genesis.commons();
    }

    /// As JSON: `{name, commons, genesis, validators: [{id, host, port}]}`; the genesis in
    /// hexadecimal.
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            out.writeStringField("name", genesis.name());
            out.writeStringField("commons", commons().toString());
            out.writeStringField("genesis", genesis.encode().hex());
            out.writeArrayFieldStart("validators");
            for (PeerAddress validator : validators) {
                out.writeStartObject();
                out.writeStringField("id", validator.id().toString());
                out.writeStringField("host", validator.host());
                out.writeNumberField("port", validator.port());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.append('\n').toString();
    }

    /// The file that [#toJson] wrote. Fields that this version does not know are passed over.
    ///
    /// @throws MalformedException if the text is no commons file, or its parts contradict each
    ///   other
    public static CommonsFile parse(String json) throws MalformedException {
        if (json.length() > MOST_CHARACTERS) {
            throw new MalformedException("this is too long for a commons file");
        }
        try (JsonParser in = JSON.createParser(json)) {
            Parts parts = new Parts();
            parts.read(in);
            return parts.file();
        } catch (MalformedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedException("this is not a commons file", e);
        }
    }

    /// What was found in the JSON so far.
    private static final class Parts {
        private final Map<String, String> texts = new HashMap<>();
        private final List<PeerAddress> addresses = new ArrayList<>();

        void read(JsonParser in) throws IOException {
            require(in.nextToken() == JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                JsonToken value = in.nextToken();
                if (field.equals("validators")) {
                    readAddresses(in);
                } else if (value == JsonToken.VALUE_STRING) {
                    texts.put(field, in.getText());
                } else {
                    in.skipChildren();
                }
            }
            require(in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null);
        }

        private void readAddresses(JsonParser in) throws IOException {
            require(in.currentToken() == JsonToken.START_ARRAY);
            while (in.nextToken() == JsonToken.START_OBJECT) {
                addresses.add(readAddress(in));
                require(addresses.size() <= CosignedHead.MOST_COSIGNATURES);
            }
            require(in.currentToken() == JsonToken.END_ARRAY);
        }

        private static PeerAddress readAddress(JsonParser in) throws IOException {
            Map<String, String> fields = new HashMap<>();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                if (in.nextToken().isScalarValue()) {
                    fields.put(field, in.getText());
                } else {
                    in.skipChildren();
                }
            }
            require(fields.keySet().containsAll(Set.of("id", "host", "port")));
            return new PeerAddress(
                    NodeId.parse(fields.getOrDefault("id", "")),
                    fields.getOrDefault("host", ""),
                    Integer.parseInt(fields.getOrDefault("port", "")));
        }

        CommonsFile file() throws MalformedException {
            require(texts.containsKey("genesis") && texts.containsKey("commons"));
            Genesis genesis = Genesis.decode(Bytes.parse(texts.getOrDefault("genesis", "")));
            require(genesis.commons().toString().equals(texts.get("commons")));
            require(new HashSet<>(addresses).size() == addresses.size());
            return new CommonsFile(genesis, addresses);
        }

        private static void require(boolean fits) throws MalformedException {
            if (!fits) {
                throw new MalformedException("this is not a commons file");
            }
        }
    }
}
