package eu.allmende.engine.place;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The nodes of a commons. Registrations come from the verified ledger; addresses from the
/// directory, each signed by its node and checked against the operator's hash on the ledger. For
/// any number of threads.
public final class Roster {
    private final LedgerClient ledger;
    private final RosterMemory memory;
    private final List<LedgerLeaf> leaves = new ArrayList<>();
    private final List<Entry.NodeRegister> registered = new ArrayList<>();
    private final Map<NodeId, Integer> numbers = new HashMap<>();
    private final Set<NodeId> left = new HashSet<>();
    private final Map<NodeId, NodeRecord> records = new HashMap<>();
    private Tip tip = Tip.START;
    private boolean remembered;

    /// Held while validators are asked; nobody who only looks waits for it.
    private final Object refreshing = new Object();

    /// A roster that begins empty each time.
    public Roster(LedgerClient ledger) {
        this(ledger, RosterMemory.NONE);
    }

    /// @param memory what was known last is read from there, and kept there
    public Roster(LedgerClient ledger, RosterMemory memory) {
        this.ledger = ledger;
        this.memory = memory;
    }

    /// Reads what is new on the ledger and in the directory.
    ///
    /// @throws IOException if too few validators answer; trying again is safe
    public void refresh() throws IOException {
        synchronized (refreshing) {
            Reading reading = ledger.read(Subject.nodes(), remembered());
            List<NodeRecord> directory = ledger.directory();
            if (take(reading, directory)) {
                memory.keep(form().encode());
            }
        }
    }

    /// Reads what is new, or makes do with what was known last.
    ///
    /// @throws IOException if nothing was ever known, and too few validators answer
    public void refreshIfPossible() throws IOException {
        try {
            refresh();
        } catch (IOException e) {
            if (nodes().isEmpty()) {
                throw e;
            }
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

    /// Whether the node with this number has stopped for good.
    public synchronized boolean hasLeft(int number) {
        return number >= 0
                && number < registered.size()
                && left.contains(registered.get(number).node());
    }

    private RosterNode node(int number) {
        Entry.NodeRegister entry = registered.get(number);
        Optional<NodeRecord.Statement> record =
                Optional.ofNullable(records.get(entry.node())).map(NodeRecord::statement);
        return new RosterNode(
                number,
                entry.nodeKey(),
                entry.attributes(),
                record.map(says -> new RosterNode.Contact(says.address(), says.operator())));
    }

    /// From where to read on; the first time, after what was kept.
    private synchronized Tip remembered() throws IOException {
        Optional<Bytes> kept = remembered ? Optional.empty() : memory.last();
        remembered = true;
        if (kept.isPresent()) {
            try {
                RosterForm form = RosterForm.decode(kept.get());
                boolean _ = take(new Reading(form.leaves(), form.tip()), form.records());
            } catch (MalformedException e) {
                return tip; // from another version: the ledger says it again
            }
        }
        return tip;
    }

    /// Whether something of it was new.
    private synchronized boolean take(Reading reading, List<NodeRecord> directory) {
        reading.leaves().forEach(this::apply);
        tip = reading.tip();
        boolean changed = !reading.leaves().isEmpty();
        for (NodeRecord record : directory) {
            changed |= note(record);
        }
        return changed;
    }

    private synchronized RosterForm form() {
        return new RosterForm(tip, leaves, List.copyOf(records.values()));
    }

    /// Whether the record is news. A record whose operator is not the ledger's counts for nothing.
    private boolean note(NodeRecord record) {
        NodeRecord.Statement says = record.statement();
        NodeId id = says.nodeKey().nodeId();
        Integer number = numbers.get(id);
        if (number == null || !registered.get(number).operatorHash().equals(says.operatorHash())) {
            return false;
        }
        NodeRecord before = records.put(id, record);
        return before == null || !before.statement().address().equals(says.address());
    }

    private void apply(LedgerLeaf leaf) {
        leaves.add(leaf);
        switch (leaf.entry()) {
            case Entry.NodeRegister register -> {
                numbers.putIfAbsent(register.node(), registered.size());
                registered.add(register);
            }
            case Entry.NodeLeave leave -> left.add(leave.node());
            case Entry.AccountCreate _,
                    Entry.DeviceAdd _,
                    Entry.DeviceRevoke _,
                    Entry.FolderCreate _,
                    Entry.Wrap _,
                    Entry.Packs _,
                    Entry.Commit _,
                    Entry.Retire _,
                    Entry.Retain _,
                    Entry.Move _ ->
                    throw new IllegalStateException("not an entry about nodes");
        }
    }
}
