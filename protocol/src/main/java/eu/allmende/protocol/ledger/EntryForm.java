package eu.allmende.protocol.ledger;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.Signature;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The bytes of an entry's body: one CBOR array per kind, its items in the order of the record.
final class EntryForm {
    private static final int MOST_FENCE_BYTES = 16 * 1024;

    private EntryForm() {}

    static byte[] encode(Entry entry) {
        return CborWriter.write(out -> {
            switch (entry) {
                case Entry.AccountCreate create ->
                        out.array(3)
                                .bytes(create.accountKey().raw())
                                .bytes(create.wrapPublic())
                                .bytes(create.sealedWrapPrivate());
                case Entry.DeviceAdd add ->
                        out.array(5)
                                .hash(add.account().hash())
                                .bytes(add.deviceKey().raw())
                                .bytes(add.wrapPublic())
                                .bytes(add.sealedName())
                                .bytes(add.consent().raw());
                case Entry.DeviceRevoke revoke ->
                        out.array(2).hash(revoke.account().hash()).hash(revoke.device().hash());
                case Entry.NodeRegister register -> write(out, register);
                case Entry.NodeLeave leave -> out.array(1).hash(leave.node().hash());
                case Entry.FolderCreate create ->
                        out.array(4)
                                .bytes(create.folder().bytes())
                                .hash(create.account().hash())
                                .bytes(create.fence().encode())
                                .bytes(create.sealedName());
                case Entry.Wrap wrap ->
                        out.array(4)
                                .bytes(wrap.folder().bytes())
                                .number(wrap.epoch())
                                .hash(wrap.recipient())
                                .bytes(wrap.wrapped());
                case Entry.Packs packs -> write(out, packs);
                case Entry.Commit commit -> write(out, commit);
                case Entry.Retire retire -> {
                    out.array(2).bytes(retire.folder().bytes());
                    write(out, retire.packs());
                }
                case Entry.Retain retain ->
                        out.array(2).bytes(retain.folder().bytes()).number(retain.stayMillis());
                case Entry.Move move -> write(out, move);
            }
        });
    }

    private static void write(CborWriter out, Entry.NodeRegister register) {
        out.array(4).bytes(register.nodeKey().raw()).hash(register.operatorHash());
        AttributesForm.write(out, register.attributes());
        out.number(register.quotaBytes());
    }

    private static void write(CborWriter out, Entry.Packs packs) {
        out.array(2).bytes(packs.folder().bytes()).array(packs.packs().size());
        packs.packs().forEach(placement -> PlacementForm.write(out, placement));
    }

    private static void write(CborWriter out, Entry.Commit commit) {
        out.array(8)
                .bytes(commit.folder().bytes())
                .number(commit.baseSequence())
                .number(commit.epoch())
                .hash(commit.author().hash())
                .bytes(commit.batch());
        write(out, commit.claimed());
        write(out, commit.released());
        out.bytes(commit.snapshot().map(SnapshotMark::encode).orElse(Bytes.EMPTY));
    }

    private static void write(CborWriter out, Entry.Move move) {
        out.array(6)
                .bytes(move.folder().bytes())
                .hash(move.pack().hash())
                .number(move.piece())
                .number(move.from())
                .number(move.to())
                .hash(move.receiptHash());
    }

    private static void write(CborWriter out, List<PackRoot> roots) {
        out.array(roots.size());
        roots.forEach(root -> out.hash(root.hash()));
    }

    static Entry decode(int kind, Bytes body) throws MalformedException {
        return CborReader.read(body.bytes(), in -> read(kind, in));
    }

    private static Entry read(int kind, CborReader in) throws IOException {
        return switch (kind) {
            case 1 -> readAccountCreate(in);
            case 2 -> readDeviceAdd(in);
            case 3 -> readDeviceRevoke(in);
            case 4 -> readNodeRegister(in);
            case 5 -> readNodeLeave(in);
            case 6 -> readFolderCreate(in);
            case 7 -> readWrap(in);
            case 8 -> readPacks(in);
            case 9 -> readCommit(in);
            case 10 -> readRetire(in);
            case 11 -> readRetain(in);
            case 12 -> readMove(in);
            default -> throw new MalformedException("no such kind of entry: " + kind);
        };
    }

    private static Entry readAccountCreate(CborReader in) throws IOException {
        in.array(3);
        return new Entry.AccountCreate(key(in), sealed(in), sealed(in));
    }

    private static Entry readDeviceAdd(CborReader in) throws IOException {
        in.array(5);
        return new Entry.DeviceAdd(
                new AccountId(in.hash()),
                key(in),
                sealed(in),
                sealed(in),
                new Signature(in.exactly(Signature.SIZE_BYTES)));
    }

    private static Entry readDeviceRevoke(CborReader in) throws IOException {
        in.array(2);
        return new Entry.DeviceRevoke(new AccountId(in.hash()), new DeviceId(in.hash()));
    }

    private static Entry readNodeRegister(CborReader in) throws IOException {
        in.array(4);
        return new Entry.NodeRegister(
                key(in), in.hash(), AttributesForm.read(in), in.number(0, Long.MAX_VALUE));
    }

    private static Entry readNodeLeave(CborReader in) throws IOException {
        in.array(1);
        return new Entry.NodeLeave(new NodeId(in.hash()));
    }

    private static Entry readFolderCreate(CborReader in) throws IOException {
        in.array(4);
        return new Entry.FolderCreate(
                folder(in),
                new AccountId(in.hash()),
                Fence.decode(in.bytes(MOST_FENCE_BYTES)),
                sealed(in));
    }

    private static Entry readWrap(CborReader in) throws IOException {
        in.array(4);
        return new Entry.Wrap(folder(in), epoch(in), in.hash(), sealed(in));
    }

    private static Entry readPacks(CborReader in) throws IOException {
        in.array(2);
        FolderId folder = folder(in);
        int count = in.arrayUpTo(Entry.MOST_PACKS);
        List<PackPlacement> packs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packs.add(PlacementForm.read(in));
        }
        return new Entry.Packs(folder, packs);
    }

    private static Entry readCommit(CborReader in) throws IOException {
        in.array(8);
        return new Entry.Commit(
                folder(in),
                in.number(0, Long.MAX_VALUE - 1),
                epoch(in),
                new DeviceId(in.hash()),
                in.bytes(Entry.MOST_BATCH_BYTES),
                roots(in),
                roots(in),
                readMark(in.bytes(SnapshotMark.MOST_BYTES)));
    }

    private static Optional<SnapshotMark> readMark(Bytes form) throws MalformedException {
        return form.size() == 0 ? Optional.empty() : Optional.of(SnapshotMark.decode(form));
    }

    private static Entry readRetire(CborReader in) throws IOException {
        in.array(2);
        return new Entry.Retire(folder(in), roots(in));
    }

    private static Entry readRetain(CborReader in) throws IOException {
        in.array(2);
        return new Entry.Retain(folder(in), in.number(0, Long.MAX_VALUE));
    }

    private static Entry readMove(CborReader in) throws IOException {
        in.array(6);
        return new Entry.Move(
                folder(in),
                new PackRoot(in.hash()),
                in.smallNumber(0, PackShape.MAX_PIECES - 1),
                in.smallNumber(0, Integer.MAX_VALUE),
                in.smallNumber(0, Integer.MAX_VALUE),
                in.hash());
    }

    private static List<PackRoot> roots(CborReader in) throws IOException {
        int count = in.arrayUpTo(Entry.MOST_PACKS);
        List<PackRoot> roots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            roots.add(new PackRoot(in.hash()));
        }
        return roots;
    }

    private static PublicKey key(CborReader in) throws IOException {
        return new PublicKey(in.exactly(PublicKey.SIZE_BYTES));
    }

    private static FolderId folder(CborReader in) throws IOException {
        return FolderId.of(in.exactly(FolderId.SIZE_BYTES).bytes());
    }

    private static int epoch(CborReader in) throws IOException {
        return in.smallNumber(Entry.FIRST_EPOCH, Integer.MAX_VALUE);
    }

    private static Bytes sealed(CborReader in) throws IOException {
        return in.bytes(Entry.MOST_SEALED_BYTES);
    }
}
