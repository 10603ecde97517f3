package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.Signature;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;

/// A node's signed word that a piece is on its disk.
///
/// Bytes: CBOR `[1, pack root, index, length, uploader, folder, fence hash, expiry, node key,
/// signature]`; signed is `"allmende-receipt-v1\n"` and the CBOR of the first nine.
///
/// @param statement what the node says
/// @param signature by the node
public record Receipt(Statement statement, Signature signature) {
    private static final String PURPOSE = "allmende-receipt-v1";
    private static final int VERSION = 1;
    private static final int FIELDS = 10;
    private static final int MOST_INDEX = 254;

    /// What a receipt says.
    ///
    /// @param index which piece of the pack, from 0
    /// @param lengthBytes of the piece
    /// @param uploader which device sent it
    /// @param fenceHash the folder's fence at that time, by [eu.allmende.protocol.fence.Fence#hash]
    /// @param expiryMillis ledger time until which the piece waits for a commit
    public record Statement(
            PackRoot packRoot,
            int index,
            long lengthBytes,
            DeviceId uploader,
            FolderId folder,
            Hash fenceHash,
            long expiryMillis,
            PublicKey nodeKey) {
        public Statement {
            if (index < 0 || index > MOST_INDEX) {
                throw new IllegalArgumentException("index is out of range: " + index);
            }
            Limits.notNegative("lengthBytes", lengthBytes);
            Limits.notNegative("expiryMillis", expiryMillis);
        }

        /// The node signs.
        ///
        /// @param key the secret half of [#nodeKey]
        public Receipt sign(SigningKey key) {
            if (!key.publicKey().equals(nodeKey)) {
                throw new IllegalArgumentException("this is not the node's key");
            }
            return new Receipt(this, key.sign(message(this)));
        }
    }

    /// Whether the node signed this.
    public boolean isSigned() {
        return statement.nodeKey.verifies(message(statement), signature);
    }

    /// One hash over the receipts of a pack, in the order of their pieces.
    public static Hash hashOf(List<Receipt> receipts) {
        MessageDigest digest = Hash.newSha256();
        receipts.forEach(receipt -> digest.update(write(receipt)));
        return Hash.of(digest.digest());
    }

    /// The one spelling of this receipt.
    public Bytes encode() {
        return Bytes.of(write(this));
    }

    /// The receipt that [#encode] wrote. Its signature is not checked here.
    ///
    /// @throws MalformedException if the bytes are no receipt, or spell one in a second way
    public static Receipt decode(Bytes form) throws MalformedException {
        return CborReader.readExact(form.bytes(), Receipt::read, Receipt::write);
    }

    private static byte[] message(Statement statement) {
        return Signing.message(
                PURPOSE, CborWriter.write(out -> write(out.array(FIELDS - 1), statement)));
    }

    private static byte[] write(Receipt receipt) {
        return CborWriter.write(out -> {
            write(out.array(FIELDS), receipt.statement);
            out.bytes(receipt.signature.raw());
        });
    }

    private static void write(CborWriter out, Statement statement) {
        out.number(VERSION)
                .hash(statement.packRoot.hash())
                .number(statement.index)
                .number(statement.lengthBytes)
                .hash(statement.uploader.hash())
                .bytes(statement.folder.bytes())
                .hash(statement.fenceHash)
                .number(statement.expiryMillis)
                .bytes(statement.nodeKey.raw());
    }

    private static Receipt read(CborReader in) throws IOException {
        in.array(FIELDS);
        in.number(VERSION, VERSION);
        Statement statement =
                new Statement(
                        new PackRoot(in.hash()),
                        in.smallNumber(0, MOST_INDEX),
                        in.number(0, Long.MAX_VALUE),
                        new DeviceId(in.hash()),
                        FolderId.of(in.exactly(FolderId.SIZE_BYTES).bytes()),
                        in.hash(),
                        in.number(0, Long.MAX_VALUE),
                        new PublicKey(in.exactly(PublicKey.SIZE_BYTES)));
        return new Receipt(statement, new Signature(in.exactly(Signature.SIZE_BYTES)));
    }
}
