package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.Signature;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Where a node answers and who runs it: signed, expiring, beside the log and never in it.
///
/// Bytes: CBOR `[1, node key, host, port, operator, salt, expiry, signature]`; signed is
/// `"allmende-node-record-v1\n"` and the CBOR of the first seven.
///
/// @param statement what the node says
/// @param signature by the node
public record NodeRecord(Statement statement, Signature signature) {
    /// The longest record, in bytes.
    public static final int MOST_BYTES = 2 * 1024;

    private static final String PURPOSE = "allmende-node-record-v1";
    private static final int VERSION = 1;
    private static final int FIELDS = 8;
    private static final int MOST_HOST_BYTES = 253;
    private static final int SALT_BYTES = 16;

    /// What a record says.
    ///
    /// @param operator who runs the node, in words
    /// @param salt 16 random bytes, for the operator's hash
    /// @param expiresMillis wall time, since 1970
    public record Statement(
            PublicKey nodeKey,
            String host,
            int port,
            String operator,
            Bytes salt,
            long expiresMillis) {
        public Statement {
            Limits.text("operator", operator, ValidatorSeat.MOST_OPERATOR_CHARACTERS);
            Limits.notNegative("expiresMillis", expiresMillis);
            if (salt.size() != SALT_BYTES) {
                throw new IllegalArgumentException("a salt has 16 bytes, not " + salt.size());
            }
            PeerAddress checked = new PeerAddress(nodeKey.nodeId(), host, port);
            host = checked.host();
        }

        /// The node signs.
        ///
        /// @param key the secret half of [#nodeKey]
        public NodeRecord sign(SigningKey key) {
            if (!key.publicKey().equals(nodeKey)) {
                throw new IllegalArgumentException("this is not the node's key");
            }
            return new NodeRecord(this, key.sign(message(this)));
        }

        /// Where the node answers.
        public PeerAddress address() {
            return new PeerAddress(nodeKey.nodeId(), host, port);
        }

        /// What the ledger has in the operator's place.
        public Hash operatorHash() {
            return NodeRecord.operatorHash(salt, operator);
        }
    }

    /// What the ledger has in an operator's place: SHA-256 of the salt and the name in UTF-8.
    public static Hash operatorHash(Bytes salt, String operator) {
        return Hash.sha256(salt.bytes(), operator.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether the node signed this.
    public boolean isSigned() {
        return statement.nodeKey.verifies(message(statement), signature);
    }

    /// The one spelling of this record.
    public Bytes encode() {
        return Bytes.of(write(this));
    }

    /// The record that [#encode] wrote. Its signature is not checked here.
    ///
    /// @throws MalformedException if the bytes are no record, or spell one in a second way
    public static NodeRecord decode(Bytes form) throws MalformedException {
        if (form.size() > MOST_BYTES) {
            throw new MalformedException("a node's record is too long: " + form.size());
        }
        return CborReader.readExact(form.bytes(), NodeRecord::read, NodeRecord::write);
    }

    private static byte[] message(Statement statement) {
        return Signing.message(
                PURPOSE, CborWriter.write(out -> write(out.array(FIELDS - 1), statement)));
    }

    private static byte[] write(NodeRecord record) {
        return CborWriter.write(out -> {
            write(out.array(FIELDS), record.statement);
            out.bytes(record.signature.raw());
        });
    }

    private static void write(CborWriter out, Statement statement) {
        out.number(VERSION)
                .bytes(statement.nodeKey.raw())
                .text(statement.host)
                .number(statement.port)
                .text(statement.operator)
                .bytes(statement.salt)
                .number(statement.expiresMillis);
    }

    private static NodeRecord read(CborReader in) throws IOException {
        in.array(FIELDS);
        in.number(VERSION, VERSION);
        Statement statement =
                new Statement(
                        new PublicKey(in.exactly(PublicKey.SIZE_BYTES)),
                        in.text(MOST_HOST_BYTES),
                        in.smallNumber(1, 65535),
                        in.text(4 * ValidatorSeat.MOST_OPERATOR_CHARACTERS),
                        in.exactly(SALT_BYTES),
                        in.number(0, Long.MAX_VALUE));
        return new NodeRecord(statement, new Signature(in.exactly(Signature.SIZE_BYTES)));
    }
}
