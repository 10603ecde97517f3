package eu.allmende.engine.account;

import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.keys.Phrase;
import eu.allmende.engine.keys.SealedBox;
import eu.allmende.engine.keys.Secret;
import eu.allmende.engine.keys.WrapKeys;
import eu.allmende.engine.keys.WrapPublicKeys;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes accounts, brings them back, and gives devices the keys of folders.
public final class Accounts {
    private static final String WRAP_KEYS = "allmende account wrap keys v1";
    private static final String LABELS = "allmende account labels v1";

    private final LedgerClient ledger;
    private final SecureRandom random;

    public Accounts(LedgerClient ledger, SecureRandom random) {
        this.ledger = ledger;
        this.random = random;
    }

    /// A device in a new account.
    ///
    /// @param phrase the 24 words to show once
    public record Created(Device device, Phrase phrase) {}

    /// Makes a new account with this computer as its first device.
    ///
    /// @throws AccountException if the ledger refuses it
    /// @throws IOException if the validators cannot be reached
    public Created create(String deviceName) throws IOException, AccountException {
        Phrase phrase = Phrase.generate(random);
        SigningKey key = phrase.accountKey();
        AccountId account = key.publicKey().accountId();
        WrapKeys wrapKeys = WrapKeys.generate();
        Device device = Device.generate(account, labelKey(phrase), deviceName, random);
        Bytes sealed = Bytes.of(box(phrase).seal(wrapKeys.secretBytes()));
        submit(
                List.of(
                        sign(
                                new Entry.AccountCreate(
                                        key.publicKey(), wrapKeys.publicKeys().encode(), sealed),
                                key),
                        sign(deviceAdd(device), key)));
        return new Created(device, phrase);
    }

    /// Makes this computer a new device of the account behind a phrase, with the keys of all its
    /// folders.
    ///
    /// @throws AccountException if the phrase belongs to no account here
    /// @throws IOException if the validators cannot be reached
    public Device recover(Phrase phrase, String deviceName) throws IOException, AccountException {
        SigningKey key = phrase.accountKey();
        AccountId id = key.publicKey().accountId();
        AccountState state = state(id);
        Entry.AccountCreate created =
                state.created()
                        .orElseThrow(() ->
                                new AccountException(
                                        "These 24 words belong to no account in this commons."));
        WrapKeys wrapKeys = unseal(created, phrase);
        Device device = Device.generate(id, labelKey(phrase), deviceName, random);
        List<SignedEntry> entries = new ArrayList<>();
        entries.add(sign(deviceAdd(device), key));
        for (Entry.FolderCreate folder : state.folders()) {
            FolderWraps.find(ledger, folder.folder(), id.hash(), wrapKeys)
                    .map(keys -> wrapFor(device, folder.folder(), keys))
                    .ifPresent(wrap -> entries.add(sign(wrap, key)));
        }
        submit(entries);
        return device;
    }

    /// What the ledger says of an account now.
    public AccountState state(AccountId account) throws IOException {
        AccountState state = new AccountState(ledger, account);
        state.refresh();
        return state;
    }

    /// Makes a new folder, with its keys wrapped for the account and all its live devices.
    ///
    /// @throws AccountException if a folder of that name exists, or the ledger refuses it
    public FolderHandle createFolder(Device device, String name, Fence fence)
            throws IOException, AccountException {
        AccountState state = state(device.account());
        if (find(device, name).isPresent()) {
            throw new AccountException("This account has a folder of that name already.");
        }
        byte[] id = new byte[FolderId.SIZE_BYTES];
        random.nextBytes(id);
        FolderId folder = FolderId.of(id);
        FolderKeys keys = FolderKeys.generate(random);
        List<Entry> entries = new ArrayList<>();
        Bytes sealedName = new Label(device.labelKey()).seal(name);
        entries.add(new Entry.FolderCreate(folder, device.account(), fence, sealedName));
        Entry.AccountCreate account =
                state.created().orElseThrow(() -> new AccountException("The account is unknown."));
        entries.add(
                FolderWraps.wrap(
                        folder,
                        keys,
                        device.account().hash(),
                        WrapPublicKeys.decode(account.wrapPublic())));
        for (AccountState.DeviceEntry entry : state.devices()) {
            if (!entry.revoked()) {
                entries.add(
                        FolderWraps.wrap(
                                folder,
                                keys,
                                entry.added().device().hash(),
                                WrapPublicKeys.decode(entry.added().wrapPublic())));
            }
        }
        submit(entries.stream().map(entry -> sign(entry, device.key())).toList());
        return new FolderHandle(folder, name, fence, keys);
    }

    /// The folders of the account that this device has keys for.
    public List<FolderHandle> folders(Device device) throws IOException {
        List<FolderHandle> handles = new ArrayList<>();
        Label label = new Label(device.labelKey());
        for (Entry.FolderCreate folder : state(device.account()).folders()) {
            Optional<FolderKeys> keys =
                    FolderWraps.find(
                            ledger, folder.folder(), device.id().hash(), device.wrapKeys());
            keys.ifPresent(found ->
                    handles.add(
                            new FolderHandle(
                                    folder.folder(),
                                    label.open(folder.sealedName()),
                                    folder.fence(),
                                    found)));
        }
        return handles;
    }

    /// The folder of that name, if this device has keys for it.
    public Optional<FolderHandle> find(Device device, String name) throws IOException {
        return folders(device).stream().filter(folder -> folder.name().equals(name)).findFirst();
    }

    /// The name of a device of this account.
    public static String nameOf(Device reader, AccountState.DeviceEntry entry) {
        return new Label(reader.labelKey()).open(entry.added().sealedName());
    }

    /// Adds a device by an existing one, and wraps the keys of all folders for it.
    void admit(Device inviter, Entry.DeviceAdd joining) throws IOException, AccountException {
        List<Entry> entries = new ArrayList<>();
        entries.add(joining);
        WrapPublicKeys to = WrapPublicKeys.decode(joining.wrapPublic());
        for (FolderHandle folder : folders(inviter)) {
            entries.add(FolderWraps.wrap(folder.id(), folder.keys(), joining.device().hash(), to));
        }
        submit(entries.stream().map(entry -> sign(entry, inviter.key())).toList());
    }

    /// The entry that adds a device, with the device's own consent.
    Entry.DeviceAdd deviceAdd(Device device) {
        Bytes wrapPublic = device.wrapKeys().publicKeys().encode();
        DeviceConsent consent =
                new DeviceConsent(
                        ledger.commons().commons(),
                        device.account(),
                        device.key().publicKey(),
                        wrapPublic);
        return new Entry.DeviceAdd(
                device.account(),
                device.key().publicKey(),
                wrapPublic,
                new Label(device.labelKey()).seal(device.name()),
                consent.sign(device.key()));
    }

    private void submit(List<SignedEntry> entries) throws IOException, AccountException {
        for (SubmitResult result : ledger.submit(entries)) {
            if (result instanceof SubmitResult.Refused refused && !refused.is(Refusal.DUPLICATE)) {
                throw new AccountException("The commons refused: " + refused.text() + ".");
            }
        }
    }

    private SignedEntry sign(Entry entry, SigningKey key) {
        return SignedEntry.sign(ledger.commons().commons(), entry, key);
    }

    private static Entry.Wrap wrapFor(Device device, FolderId folder, FolderKeys keys) {
        return FolderWraps.wrap(folder, keys, device.id().hash(), device.wrapKeys().publicKeys());
    }

    private static WrapKeys unseal(Entry.AccountCreate created, Phrase phrase)
            throws MalformedException {
        try {
            return WrapKeys.of(box(phrase).open(created.sealedWrapPrivate().bytes()));
        } catch (GeneralSecurityException e) {
            throw new MalformedException("the account's keys do not open with this phrase", e);
        }
    }

    private static SealedBox box(Phrase phrase) {
        return new SealedBox(phrase.sealingKey(), WRAP_KEYS);
    }

    private static Secret labelKey(Phrase phrase) {
        return phrase.sealingKey().derive(LABELS);
    }
}
