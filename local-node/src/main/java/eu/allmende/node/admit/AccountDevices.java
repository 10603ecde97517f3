package eu.allmende.node.admit;

import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// The live devices of one account, as far as its entries were read.
final class AccountDevices {
    private final Subject subject;
    private final LedgerFeed ledger;
    private volatile Set<DeviceId> live = Set.of();
    private volatile Tip tip = Tip.START;
    private volatile long reads;

    AccountDevices(AccountId account, LedgerFeed ledger) {
        this.subject = Subject.account(account);
        this.ledger = ledger;
    }

    Subject subject() {
        return subject;
    }

    long count() {
        return tip.count();
    }

    boolean isLive(DeviceId device) {
        return live.contains(device);
    }

    /// Reads on. Many who ask at once share a reading, if it began after they asked.
    void refresh() throws IOException {
        long before = reads;
        synchronized (this) {
            if (reads >= before + 2) {
                return;
            }
            Reading reading = ledger.read(subject, tip);
            Set<DeviceId> devices = new HashSet<>(live);
            reading.leaves().forEach(leaf -> apply(devices, leaf.entry()));
            live = Set.copyOf(devices);
            tip = reading.tip();
            reads = reads + 1;
        }
    }

    private static void apply(Set<DeviceId> live, Entry entry) {
        switch (entry) {
            case Entry.DeviceAdd add -> live.add(add.device());
            case Entry.DeviceRevoke revoke -> live.remove(revoke.device());
            case Entry.AccountCreate _,
                    Entry.NodeRegister _,
                    Entry.NodeLeave _,
                    Entry.FolderCreate _,
                    Entry.Wrap _,
                    Entry.Packs _,
                    Entry.Commit _,
                    Entry.Retire _,
                    Entry.Retain _,
                    Entry.Move _ -> {}
        }
    }
}
