package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.Signature;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;

/// An entry with the signature of whom it speaks for.
///
/// Bytes: CBOR `[1, commons, group, kind, body, signer key, signature]`; signed is
/// `"allmende-entry-v1\n"` and the CBOR of the first six.
///
/// @param commons the only commons in which it counts
/// @param group which group of validators orders it; 0 until there are several
public record SignedEntry(
        CommonsId commons, int group, Entry entry, PublicKey signer, Signature signature) {
    /// The largest signed entry, in bytes.
    public static final int MOST_BYTES = 64 * 1024;

    private static final String PURPOSE = "allmende-entry-v1";
    private static final int VERSION = 1;
    private static final int FIELDS = 7;
    private static final int MOST_GROUPS = 0xFFFF;

    public SignedEntry {
        if (group < 0 || group > MOST_GROUPS) {
            throw new IllegalArgumentException("group is out of range: " + group);
        }
    }

    /// Signs an entry for the first group.
    public static SignedEntry sign(CommonsId commons, Entry entry, SigningKey key) {
        PublicKey signer = key.publicKey();
        Signature signature = key.sign(message(commons, 0, entry, signer));
        return new SignedEntry(commons, 0, entry, signer, signature);
    }

    /// Whether the signer signed exactly this.
    public boolean isSigned() {
        return signer.verifies(message(commons, group, entry, signer), signature);
    }

    /// What the validators know an entry by, to find it again if it is sent twice.
    public Hash hash() {
        return Hash.sha256(write(this));
    }

    /// The one spelling of this entry.
    public Bytes encode() {
        return Bytes.of(write(this));
    }

    /// The entry that [#encode] wrote. Its signature is not checked here.
    ///
    /// @throws MalformedException if the bytes are no entry, or spell one in a second way
    public static SignedEntry decode(Bytes form) throws MalformedException {
        if (form.size() > MOST_BYTES) {
            throw new MalformedException("an entry is too long: " + form.size());
        }
        return CborReader.readExact(form.bytes(), SignedEntry::read, SignedEntry::write);
    }

    private static byte[] message(CommonsId commons, int group, Entry entry, PublicKey signer) {
        return Signing.message(
                PURPOSE,
                CborWriter.write(
                        out -> writeSigned(out.array(FIELDS - 1), commons, group, entry, signer)));
    }

    private static byte[] write(SignedEntry signed) {
        return CborWriter.write(out -> {
            out.array(FIELDS);
            writeSigned(out, signed.commons, signed.group, signed.entry, signed.signer);
            out.bytes(signed.signature.raw());
        });
    }

    private static void writeSigned(
            CborWriter out, CommonsId commons, int group, Entry entry, PublicKey signer) {
        out.number(VERSION)
                .hash(commons.hash())
                .number(group)
                .number(entry.kind())
                .bytes(EntryForm.encode(entry))
                .bytes(signer.raw());
    }

    private static SignedEntry read(CborReader in) throws IOException {
        in.array(FIELDS);
        in.number(VERSION, VERSION);
        CommonsId commons = new CommonsId(in.hash());
        int group = in.smallNumber(0, MOST_GROUPS);
        int kind = in.smallNumber(1, Integer.MAX_VALUE);
        Entry entry = EntryForm.decode(kind, in.bytes(MOST_BYTES));
        PublicKey signer = new PublicKey(in.exactly(PublicKey.SIZE_BYTES));
        Signature signature = new Signature(in.exactly(Signature.SIZE_BYTES));
        return new SignedEntry(commons, group, entry, signer, signature);
    }
}
