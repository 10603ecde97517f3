package eu.allmende.engine.account;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the verified ledger says of one account: its keys, devices and folders. Follows the chain
/// of signatures.
public final class AccountState {
    private final LedgerClient ledger;
    private final AccountId account;
    private final Map<DeviceId, DeviceEntry> devices = new LinkedHashMap<>();
    private final Map<FolderId, Entry.FolderCreate> folders = new LinkedHashMap<>();
    private Optional<Entry.AccountCreate> created = Optional.empty();
    private Tip tip = Tip.START;

    /// A device on the ledger.
    ///
    /// @param addedMillis ledger time
    /// @param revoked whether it no longer counts
    public record DeviceEntry(Entry.DeviceAdd added, long addedMillis, boolean revoked) {}

    public AccountState(LedgerClient ledger, AccountId account) {
        this.ledger = ledger;
        this.account = account;
    }

    /// Reads what is new.
    ///
    /// @throws IOException if too few validators answer; trying again is safe
    public synchronized void refresh() throws IOException {
        Reading reading = ledger.read(Subject.account(account), tip);
        reading.leaves().forEach(this::apply);
        tip = reading.tip();
    }

    /// How the account was made; empty if the ledger does not know it.
    public synchronized Optional<Entry.AccountCreate> created() {
        return created;
    }

    /// All devices, in the order in which they were added.
    public synchronized List<DeviceEntry> devices() {
        return new ArrayList<>(devices.values());
    }

    /// All folders, in the order in which they were made.
    public synchronized List<Entry.FolderCreate> folders() {
        return new ArrayList<>(folders.values());
    }

    /// Whether the key is that of a device that was ever rightly added.
    public synchronized boolean wasMember(PublicKey key) {
        return devices.containsKey(key.deviceId());
    }

    private void apply(LedgerLeaf leaf) {
        PublicKey signer = leaf.signed().signer();
        switch (leaf.entry()) {
            case Entry.AccountCreate create -> {
                if (signer.equals(create.accountKey()) && created.isEmpty()) {
                    created = Optional.of(create);
                }
            }
            case Entry.DeviceAdd add -> {
                if (speaksFor(signer)) {
                    devices.put(add.device(), new DeviceEntry(add, leaf.timeMillis(), false));
                }
            }
            case Entry.DeviceRevoke revoke -> {
                if (speaksFor(signer)) {
                    devices.computeIfPresent(
                            revoke.device(),
                            (_, entry) -> new DeviceEntry(entry.added, entry.addedMillis, true));
                }
            }
            case Entry.FolderCreate create -> {
                if (speaksFor(signer)) {
                    folders.put(create.folder(), create);
                }
            }
            case Entry.NodeRegister _,
                    Entry.NodeLeave _,
                    Entry.Wrap _,
                    Entry.Packs _,
                    Entry.Commit _,
                    Entry.Retire _,
                    Entry.Retain _,
                    Entry.Move _ ->
                    throw new IllegalStateException("not an entry about accounts");
        }
    }

    private boolean speaksFor(PublicKey signer) {
        return signer.accountId().equals(account)
                || Optional.ofNullable(devices.get(signer.deviceId()))
                        .filter(entry -> !entry.revoked)
                        .isPresent();
    }
}
