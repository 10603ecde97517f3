package eu.allmende.app.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import eu.allmende.app.desk.UnansweredException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Questions and answers as lines of JSON.
final class Lines {
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final String WITH = "with";
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Lines() {}

    static byte[] of(Question question) {
        return named("ask", question);
    }

    static byte[] of(Answer answer) {
        return named("answer", answer);
    }

    static byte[] of(CommandException refusal) {
        ObjectNode line = JSON.createObjectNode();
        line.put("ending", refusal.ending().name());
        line.put("again", refusal instanceof UnansweredException);
        line.put("sentence", refusal.sentence());
        return bytes(line);
    }

    static Question question(byte[] line) throws IOException {
        return content(parse(line), "ask", Question.class);
    }

    static Answer answer(byte[] line) throws IOException {
        JsonNode tree = parse(line);
        if (tree.has("ending")) {
            Ending ending = Ending.valueOf(tree.path("ending").asText());
            String sentence = tree.path("sentence").asText();
            throw tree.path("again").asBoolean()
                    ? new UnansweredException(sentence)
                    : new CommandException(ending, sentence);
        }
        return content(tree, "answer", Answer.class);
    }

    /// Reads up to the end of the line.
    ///
    /// @throws IOException if the line is longer than any may be
    static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == MOST_BYTES) {
                throw new IOException("a line on the control socket is too long");
            }
            line.write(next);
        }
        return line.toByteArray();
    }

    private static byte[] named(String role, Record content) {
        ObjectNode line = JSON.createObjectNode();
        line.put(role, content.getClass().getSimpleName());
        line.set(WITH, JSON.valueToTree(content));
        return bytes(line);
    }

    private static byte[] named(String role, Question question) {
        return named(role, (Record) question);
    }

    private static byte[] named(String role, Answer answer) {
        return named(role, (Record) answer);
    }

    private static byte[] bytes(JsonNode line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode parse(byte[] line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("a line on the control socket is no JSON", e);
        }
    }

    private static <T> T content(JsonNode line, String role, Class<T> family) throws IOException {
        String name = line.path(role).asText();
        Class<?> kind =
                Arrays.stream(family.getPermittedSubclasses())
                        .filter(each -> each.getSimpleName().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IOException("unknown on the control socket"));
        return family.cast(JSON.treeToValue(line.path(WITH), kind));
    }
}
