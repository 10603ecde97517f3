package eu.allmende.protocol.ledger;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The people of the tests: always the same keys, and what they say.
public final class Actors {
    public static final CommonsId COMMONS = new CommonsId(hash("commons"));
    public static final SigningKey ACCOUNT = key("account");
    public static final SigningKey DEVICE = key("device");
    public static final AccountId ACCOUNT_ID = ACCOUNT.publicKey().accountId();
    public static final FolderId FOLDER = new FolderId(0x0102030405060708L, 9);
    public static final Fence EU = Fence.preset("eu-sovereign").declaredOnly();

    private Actors() {}

    public static Hash hash(String name) {
        return Hash.sha256(name.getBytes(StandardCharsets.UTF_8));
    }

    public static SigningKey key(String name) {
        return SigningKey.fromSeed(hash(name).bytes());
    }

    public static Bytes sealed(String content) {
        return Bytes.of(content.getBytes(StandardCharsets.UTF_8));
    }

    public static PackRoot pack(String name) {
        return new PackRoot(hash("pack " + name));
    }

    public static Entry.AccountCreate accountCreate() {
        return new Entry.AccountCreate(
                ACCOUNT.publicKey(), sealed("wrap public"), sealed("sealed wrap private"));
    }

    public static Entry.DeviceAdd deviceAdd(SigningKey device) {
        return deviceAdd(COMMONS, device);
    }

    public static Entry.DeviceAdd deviceAdd(CommonsId commons, SigningKey device) {
        Bytes wrapPublic = sealed("device wrap public");
        DeviceConsent consent =
                new DeviceConsent(commons, ACCOUNT_ID, device.publicKey(), wrapPublic);
        return new Entry.DeviceAdd(
                ACCOUNT_ID,
                device.publicKey(),
                wrapPublic,
                sealed("sealed name"),
                consent.sign(device));
    }

    public static Entry.NodeRegister nodeRegister(SigningKey node, String country) {
        return new Entry.NodeRegister(
                node.publicKey(),
                hash("operator"),
                NodeAttributes.declared(new Country(country), new Country(country)),
                50L << 30);
    }

    public static Entry.FolderCreate folderCreate() {
        return new Entry.FolderCreate(FOLDER, ACCOUNT_ID, EU, sealed("sealed folder name"));
    }

    public static Entry.Wrap wrap(int epoch, Hash recipient) {
        return new Entry.Wrap(FOLDER, epoch, recipient, sealed("wrapped keys"));
    }

    /// A pack of the rung 2/2/3/4 on these nodes.
    public static PackPlacement placement(String name, Integer... holders) {
        return new PackPlacement(
                pack(name), new PackShape(1, 2, 4, 10_000), List.of(holders), hash("receipts"));
    }

    public static Entry.Packs packs(PackPlacement... placements) {
        return new Entry.Packs(FOLDER, List.of(placements));
    }

    public static Entry.Commit commit(long base, List<PackRoot> claimed, List<PackRoot> released) {
        return new Entry.Commit(
                FOLDER,
                base,
                Entry.FIRST_EPOCH,
                DEVICE.publicKey().deviceId(),
                sealed("sealed batch " + base),
                claimed,
                released,
                Optional.empty());
    }

    /// A commit that names a snapshot.
    public static Entry.Commit naming(long base, SnapshotMark mark) {
        Entry.Commit plain = commit(base, List.of(), List.of());
        return new Entry.Commit(
                FOLDER,
                base,
                plain.epoch(),
                plain.author(),
                plain.batch(),
                List.of(),
                List.of(),
                Optional.of(mark));
    }

    public static SigningKey node(int number) {
        return key("node " + number);
    }

    public static List<SigningKey> validators(int count) {
        return IntStream.range(0, count).mapToObj(i -> key("validator " + i)).toList();
    }

    public static Genesis genesis(int validators) {
        return new Genesis(
                "Testdorf",
                1,
                Genesis.OPEN,
                validators(validators).stream()
                        .map(key ->
                                new ValidatorSeat(key.publicKey(), "Operator", new Country("DE")))
                        .toList(),
                true,
                true,
                1_790_000_000_000L);
    }
}
