package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.SnapshotMark;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Entries of few accounts, devices, nodes, folders and packs, in any order: some are taken, most
/// are refused, for every reason there is.
final class RandomEntries {
    private static final int EACH = 3;
    private static final Bytes SOME = Bytes.of(new byte[] {1, 2, 3});
    private static final List<String> FENCES = List.of("anywhere", "country:DE", "eu");

    private final Random random;
    private final CommonsId commons;
    private final List<SigningKey> accounts = keys(1);
    private final List<SigningKey> devices = keys(2);
    private final List<SigningKey> nodes = keys(3);

    RandomEntries(long seed, CommonsId commons) {
        this.random = new Random(seed);
        this.commons = commons;
    }

    SignedEntry next() {
        SigningKey account = any(accounts);
        SigningKey device = any(devices);
        SigningKey node = any(nodes);
        AccountId id = account.publicKey().accountId();
        SigningKey signer = random.nextInt(4) == 0 ? account : device;
        return switch (random.nextInt(15)) {
            case 0 -> sign(account, new Entry.AccountCreate(account.publicKey(), SOME, SOME));
            case 1, 2 -> sign(random.nextBoolean() ? account : device, add(id, any(devices)));
            case 3 ->
                    random.nextInt(8) == 0
                            ? sign(
                                    account,
                                    new Entry.DeviceRevoke(id, device.publicKey().deviceId()))
                            : sign(node, register(node));
            case 4 ->
                    random.nextInt(8) == 0
                            ? sign(node, new Entry.NodeLeave(node.publicKey().nodeId()))
                            : sign(node, register(node));
            case 5 -> sign(signer, new Entry.FolderCreate(folder(), id, fence(), SOME));
            case 6 -> sign(signer, wrap(account, device));
            case 7, 8, 9 -> sign(device, new Entry.Packs(folder(), List.of(placement())));
            case 12 -> sign(device, new Entry.Retire(folder(), List.of(pack())));
            case 13 -> sign(device, new Entry.Retain(folder(), days(30 + random.nextInt(9))));
            case 14 -> sign(device, move());
            default -> sign(device, commit(device));
        };
    }

    Fence fence() {
        return Fence.preset(any(FENCES)).declaredOnly();
    }

    FolderId folder() {
        return new FolderId(7, random.nextInt(EACH));
    }

    PackRoot pack() {
        return new PackRoot(Hash.sha256(new byte[] {(byte) random.nextInt(2 * EACH)}));
    }

    List<SigningKey> accounts() {
        return accounts;
    }

    List<SigningKey> devices() {
        return devices;
    }

    List<SigningKey> nodes() {
        return nodes;
    }

    private Entry add(AccountId account, SigningKey device) {
        DeviceConsent consent = new DeviceConsent(commons, account, device.publicKey(), SOME);
        return new Entry.DeviceAdd(account, device.publicKey(), SOME, SOME, consent.sign(device));
    }

    private Entry register(SigningKey node) {
        Country country = new Country(random.nextBoolean() ? "DE" : "US");
        return new Entry.NodeRegister(
                node.publicKey(),
                Hash.sha256(new byte[] {(byte) nodes.indexOf(node)}),
                NodeAttributes.declared(country, country),
                1_000);
    }

    private Entry wrap(SigningKey account, SigningKey device) {
        Hash recipient =
                random.nextBoolean()
                        ? account.publicKey().accountId().hash()
                        : device.publicKey().deviceId().hash();
        return new Entry.Wrap(folder(), 1 + random.nextInt(3), recipient, SOME);
    }

    private PackPlacement placement() {
        List<Integer> holders = List.of(random.nextInt(-1, EACH), random.nextInt(-1, EACH + 1));
        return new PackPlacement(
                pack(), new PackShape(1, 1, 2, 1_000), holders, Hash.sha256(new byte[] {8}));
    }

    private Entry move() {
        int from = random.nextInt(EACH);
        int to = (from + 1 + random.nextInt(EACH)) % (EACH + 1);
        return new Entry.Move(
                folder(), pack(), random.nextInt(3), from, to, Hash.sha256(new byte[] {6}));
    }

    private Entry commit(SigningKey author) {
        return new Entry.Commit(
                folder(),
                random.nextInt(EACH),
                1 + random.nextInt(2),
                author.publicKey().deviceId(),
                Bytes.of(new byte[] {(byte) random.nextInt()}),
                random.nextBoolean() ? List.of(pack()) : List.of(),
                random.nextInt(3) == 0 ? List.of(pack()) : List.of(),
                mark());
    }

    private Optional<SnapshotMark> mark() {
        return switch (random.nextInt(8)) {
            case 0 -> Optional.of(new SnapshotMark(0, Tip.START));
            case 1 -> Optional.of(new SnapshotMark(0, new Tip(1, Hash.sha256(new byte[] {7}))));
            default -> Optional.empty();
        };
    }

    /// Ledger time that goes by before the next entry, in milliseconds: mostly little.
    long pause() {
        return random.nextInt(30) == 0 ? days(random.nextInt(20)) : random.nextInt(3);
    }

    private static long days(int days) {
        return Duration.ofDays(days).toMillis();
    }

    private SignedEntry sign(SigningKey key, Entry entry) {
        return SignedEntry.sign(commons, entry, key);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<SigningKey> keys(int kind) {
        List<SigningKey> keys = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            byte[] seed = new byte[SigningKey.SEED_BYTES];
            seed[0] = (byte) kind;
            seed[1] = (byte) i;
            keys.add(SigningKey.fromSeed(seed));
        }
        return keys;
    }
}
