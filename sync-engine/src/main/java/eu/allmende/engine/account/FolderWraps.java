package eu.allmende.engine.account;

import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.keys.Secret;
import eu.allmende.engine.keys.WrapKeys;
import eu.allmende.engine.keys.WrapPublicKeys;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.Optional;

/// A folder's keys as they lie on the ledger: wrapped, one wrap per recipient and epoch.
final class FolderWraps {
    private static final int VERSION = 1;

    private FolderWraps() {}

    /// The entry that gives a recipient the keys.
    static Entry.Wrap wrap(FolderId folder, FolderKeys keys, Hash recipient, WrapPublicKeys to) {
        byte[] plain =
                CborWriter.write(cbor ->
                        cbor.array(4)
                                .number(VERSION)
                                .number(keys.epoch())
                                .bytes(keys.naming().bytes())
                                .bytes(keys.epochKey().bytes()));
        Bytes wrapped = to.wrap(plain, context(folder, keys.epoch()));
        return new Entry.Wrap(folder, keys.epoch(), recipient, wrapped);
    }

    /// The newest keys that were wrapped for a recipient; empty if none were.
    ///
    /// @throws IOException if the ledger cannot be read, or a wrap does not open
    static Optional<FolderKeys> find(
            LedgerClient ledger, FolderId folder, Hash recipient, WrapKeys keys)
            throws IOException {
        Optional<Entry.Wrap> newest =
                ledger.read(Subject.terms(folder), Tip.START).leaves().stream()
                        .map(LedgerLeaf::entry)
                        .filter(Entry.Wrap.class::isInstance)
                        .map(Entry.Wrap.class::cast)
                        .filter(wrap -> wrap.recipient().equals(recipient))
                        .max(Comparator.comparingInt(Entry.Wrap::epoch));
        return newest.isEmpty() ? Optional.empty() : Optional.of(unwrap(newest.get(), keys));
    }

    private static FolderKeys unwrap(Entry.Wrap wrap, WrapKeys keys) throws IOException {
        try {
            byte[] plain = keys.unwrap(wrap.wrapped(), context(wrap.folder(), wrap.epoch()));
            return CborReader.read(
                    plain,
                    in -> {
                        in.array(4);
                        in.number(VERSION, VERSION);
                        in.number(wrap.epoch(), wrap.epoch());
                        return new FolderKeys(
                                wrap.epoch(),
                                Secret.of(in.exactly(Secret.SIZE_BYTES).bytes()),
                                Secret.of(in.exactly(Secret.SIZE_BYTES).bytes()));
                    });
        } catch (GeneralSecurityException e) {
            throw new MalformedException("a folder's keys do not open", e);
        }
    }

    private static String context(FolderId folder, int epoch) {
        return "allmende folder keys v1 " + folder + " " + epoch;
    }
}
