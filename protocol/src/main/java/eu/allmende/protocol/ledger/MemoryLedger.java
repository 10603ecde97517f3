package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The state that entries amount to, held in memory: what each kind of entry *does*, spelled once.
///
/// A validator's database must answer as this does. Whoever follows only some subjects may replay
/// those here; what other subjects say is then unknown. Not safe for several threads at once.
public final class MemoryLedger implements LedgerView {
    private final Set<AccountId> accounts = new HashSet<>();
    private final Map<DeviceId, DeviceStanding> devices = new HashMap<>();
    private final Map<FolderId, FolderStanding> folders = new HashMap<>();
    private final Set<WrapKey> wraps = new HashSet<>();
    private final Map<PackKey, PackStanding> packs = new HashMap<>();
    private final List<NodeStanding> nodes = new ArrayList<>();
    private final Map<NodeId, Integer> numbers = new HashMap<>();
    private final Map<FolderId, Retention> retentions = new HashMap<>();
    private final Map<Subject, List<Tip>> tips = new HashMap<>();
    private long nowMillis;

    /// Goes on to a ledger time, before entries of that time are checked; never back.
    public void tick(long timeMillis) {
        nowMillis = Math.max(nowMillis, timeMillis);
    }

    /// Carries out an entry that the rules accepted, at the time of [#tick]. An entry that was
    /// carried out before changes nothing in what it is about.
    public void apply(SignedEntry signed) {
        Hash leaf = LedgerLeaf.hash(LedgerLeaf.encode(nowMillis, signed));
        for (Subject subject : Subject.of(signed.entry())) {
            List<Tip> before =
                    tips.computeIfAbsent(subject, _ -> new ArrayList<>(List.of(Tip.START)));
            before.add(before.getLast().next(leaf));
        }
        apply(signed.entry());
    }

    private void apply(Entry entry) {
        switch (entry) {
            case Entry.AccountCreate create -> accounts.add(create.account());
            case Entry.DeviceAdd add ->
                    devices.putIfAbsent(add.device(), new DeviceStanding(add.account(), Life.LIVE));
            case Entry.DeviceRevoke revoke ->
                    devices.put(revoke.device(), new DeviceStanding(revoke.account(), Life.ENDED));
            case Entry.NodeRegister register -> register(register);
            case Entry.NodeLeave leave -> leave(leave.node());
            case Entry.FolderCreate create ->
                    folders.putIfAbsent(
                            create.folder(),
                            new FolderStanding(
                                    create.account(), create.fence(), 0, Entry.FIRST_EPOCH));
            case Entry.Wrap wrap -> wrap(wrap);
            case Entry.Packs ordered -> order(ordered);
            case Entry.Commit commit -> commit(commit);
            case Entry.Retire retire ->
                    retire.packs().forEach(root -> use(retire.folder(), root, Use.RETIRED));
            case Entry.Retain retain ->
                    retentions.merge(
                            retain.folder(),
                            Retention.LEAST.then(
                                    new Retention.Term(retain.stayMillis(), nowMillis)),
                            (was, now) -> was.then(now.terms().getLast()));
            case Entry.Move move -> move(move);
        }
    }

    private void register(Entry.NodeRegister register) {
        if (numbers.containsKey(register.node())) {
            return;
        }
        int number = nodes.size();
        numbers.put(register.node(), number);
        nodes.add(
                new NodeStanding(
                        register.node(),
                        number,
                        register.operatorHash(),
                        register.attributes(),
                        Life.LIVE));
    }

    private void leave(NodeId node) {
        Integer number = numbers.get(node);
        if (number != null) {
            NodeStanding was = nodes.get(number);
            nodes.set(
                    number,
                    new NodeStanding(
                            node, number, was.operatorHash(), was.attributes(), Life.ENDED));
        }
    }

    private void wrap(Entry.Wrap wrap) {
        wraps.add(new WrapKey(wrap.folder(), wrap.epoch(), wrap.recipient()));
        folders.computeIfPresent(
                wrap.folder(),
                (_, was) ->
                        new FolderStanding(
                                was.owner(),
                                was.fence(),
                                was.head(),
                                Math.max(was.epoch(), wrap.epoch())));
    }

    private void order(Entry.Packs ordered) {
        for (PackPlacement placement : ordered.packs()) {
            PackKey key = new PackKey(ordered.folder(), placement.root());
            PackStanding was = packs.get(key);
            Use use = was == null ? Use.WAITING : was.use();
            long since = was == null ? nowMillis : was.sinceMillis();
            packs.put(key, new PackStanding(placement, use, since));
        }
    }

    private void commit(Entry.Commit commit) {
        folders.computeIfPresent(
                commit.folder(),
                (_, was) ->
                        new FolderStanding(
                                was.owner(), was.fence(), commit.sequence(), was.epoch()));
        commit.claimed().forEach(root -> use(commit.folder(), root, Use.CLAIMED));
        commit.released().forEach(root -> use(commit.folder(), root, Use.RELEASED));
    }

    private void move(Entry.Move move) {
        packs.computeIfPresent(
                new PackKey(move.folder(), move.pack()),
                (_, was) ->
                        new PackStanding(
                                was.placement().moved(move.piece(), move.to()),
                                was.use(),
                                was.sinceMillis()));
    }

    private void use(FolderId folder, PackRoot root, Use use) {
        packs.computeIfPresent(
                new PackKey(folder, root),
                (_, was) -> new PackStanding(was.placement(), use, nowMillis));
    }

    @Override
    public boolean hasAccount(AccountId account) {
        return accounts.contains(account);
    }

    @Override
    public Optional<DeviceStanding> device(DeviceId device) {
        return Optional.ofNullable(devices.get(device));
    }

    @Override
    public Optional<FolderStanding> folder(FolderId folder) {
        return Optional.ofNullable(folders.get(folder));
    }

    @Override
    public boolean hasWrap(FolderId folder, int epoch, Hash recipient) {
        return wraps.contains(new WrapKey(folder, epoch, recipient));
    }

    @Override
    public Optional<PackStanding> pack(FolderId folder, PackRoot root) {
        return Optional.ofNullable(packs.get(new PackKey(folder, root)));
    }

    @Override
    public Retention retention(FolderId folder) {
        return retentions.getOrDefault(folder, Retention.LEAST);
    }

    @Override
    public boolean hadTip(FolderId folder, Tip tip) {
        List<Tip> known = tips.getOrDefault(Subject.folder(folder), List.of(Tip.START));
        return tip.count() < known.size() && known.get((int) tip.count()).equals(tip);
    }

    @Override
    public long nowMillis() {
        return nowMillis;
    }

    @Override
    public Optional<NodeStanding> node(NodeId node) {
        return Optional.ofNullable(numbers.get(node)).map(nodes::get);
    }

    @Override
    public Optional<NodeStanding> node(int number) {
        return number >= 0 && number < nodes.size()
                ? Optional.of(nodes.get(number))
                : Optional.empty();
    }

    private record WrapKey(FolderId folder, int epoch, Hash recipient) {}

    private record PackKey(FolderId folder, PackRoot root) {}
}
