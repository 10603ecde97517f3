package eu.allmende.protocol.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What is really signed: a line that says what for, then the content. No signature fits two
/// purposes.
final class Signing {
    private Signing() {}

    static byte[] message(String purpose, byte[] content) {
        byte[] line = (purpose + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(line.length + content.length).put(line).put(content).array();
    }
}
