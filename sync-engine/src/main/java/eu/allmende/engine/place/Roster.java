package eu.allmende.engine.place;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The nodes of a commons. Registrations come from the verified ledger; addresses from the
/// directory, each signed by its node and checked against the operator's hash on the ledger.
public final class Roster {
    private final LedgerClient ledger;
    private final List<Entry.NodeRegister> registered = new ArrayList<>();
    private final Set<NodeId> left = new HashSet<>();
    private final Map<NodeId, RosterNode.Contact> contacts = new HashMap<>();
    private Tip tip = Tip.START;

    public Roster(LedgerClient ledger) {
        this.ledger = ledger;
    }

    /// Reads what is new on the ledger and in the directory.
    ///
    /// @throws IOException if too few validators answer; trying again is safe
    public synchronized void refresh() throws IOException {
        Reading reading = ledger.read(Subject.nodes(), tip);
        reading.leaves().stream().map(LedgerLeaf::entry).forEach(this::apply);
        tip = reading.tip();
        for (NodeRecord record : ledger.directory()) {
            NodeId id = record.statement().nodeKey().nodeId();
            registered.stream()
                    .filter(node -> node.node().equals(id))
                    .filter(node -> node.operatorHash().equals(record.statement().operatorHash()))
                    .findFirst()
                    .ifPresent(_ ->
                            contacts.put(
                                    id,
                                    new RosterNode.Contact(
                                            record.statement().address(),
                                            record.statement().operator())));
        }
    }

    /// All nodes that have not left, in the order of their numbers.
    public synchronized List<RosterNode> nodes() {
        List<RosterNode> nodes = new ArrayList<>();
        for (int number = 0; number < registered.size(); number++) {
            if (!left.contains(registered.get(number).node())) {
                nodes.add(node(number));
            }
        }
        return nodes;
    }

    /// The node with this number, whether it has left or not.
    public synchronized Optional<RosterNode> node(long number) {
        return number >= 0 && number < registered.size()
                ? Optional.of(node((int) number))
                : Optional.empty();
    }

    private RosterNode node(int number) {
        Entry.NodeRegister entry = registered.get(number);
        return new RosterNode(
                number,
                entry.nodeKey(),
                entry.attributes(),
                Optional.ofNullable(contacts.get(entry.node())));
    }

    private void apply(Entry entry) {
        switch (entry) {
            case Entry.NodeRegister register -> registered.add(register);
            case Entry.NodeLeave leave -> left.add(leave.node());
            case Entry.AccountCreate _,
                    Entry.DeviceAdd _,
                    Entry.DeviceRevoke _,
                    Entry.FolderCreate _,
                    Entry.Wrap _,
                    Entry.Packs _,
                    Entry.Commit _ ->
                    throw new IllegalStateException("not an entry about nodes");
        }
    }
}
