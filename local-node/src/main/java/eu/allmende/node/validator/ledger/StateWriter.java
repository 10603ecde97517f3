package eu.allmende.node.validator.ledger;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerView.Life;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.piece.PackShape;
import java.util.List;

/// Carries out entries that the rules accepted, in the tables of the state. It does what
/// [eu.allmende.protocol.ledger.MemoryLedger] does, and a test holds the two together.
final class StateWriter {
    private final Database database;

    StateWriter(Database database) {
        this.database = database;
    }

    /// Where and when an entry came into the log.
    record Stamp(long index, long timeMillis) {}

    void apply(Entry entry, Stamp stamp) {
        switch (entry) {
            case Entry.AccountCreate create ->
                    database.update("INSERT INTO account(id) VALUES (?)", create.account().hash());
            case Entry.DeviceAdd add ->
                    database.update(
                            "INSERT INTO device(id, account, ended) VALUES (?, ?, ?)",
                            add.device().hash(),
                            add.account().hash(),
                            StateView.column(Life.LIVE));
            case Entry.DeviceRevoke revoke ->
                    database.update(
                            "UPDATE device SET ended = ? WHERE id = ?",
                            StateView.column(Life.ENDED),
                            revoke.device().hash());
            case Entry.NodeRegister register -> register(register);
            case Entry.NodeLeave leave ->
                    database.update(
                            "UPDATE node SET ended = ? WHERE id = ?",
                            StateView.column(Life.ENDED),
                            leave.node().hash());
            case Entry.FolderCreate create -> create(create);
            case Entry.Wrap wrap -> wrap(wrap);
            case Entry.Packs packs ->
                    packs.packs().forEach(placement -> place(packs.folder(), placement, stamp));
            case Entry.Commit commit -> commit(commit, stamp);
            case Entry.Retire retire -> use(retire.folder(), retire.packs(), Use.RETIRED, stamp);
            case Entry.Retain retain ->
                    database.update(
                            "INSERT INTO retention(folder, stay, since) VALUES (?, ?, ?)",
                            StateView.column(retain.folder()),
                            retain.stayMillis(),
                            stamp.timeMillis());
            case Entry.Move move -> move(move);
        }
    }

    private void register(Entry.NodeRegister register) {
        database.update(
                "INSERT INTO node(number, id, operator, attributes, ended)"
                        + " SELECT coalesce(max(number) + 1, 0), ?, ?, ?, ? FROM node",
                register.node().hash(),
                register.operatorHash(),
                Columns.attributes(register.attributes()),
                StateView.column(Life.LIVE));
    }

    private void create(Entry.FolderCreate create) {
        database.update(
                "INSERT INTO folder(id, owner, fence, head, epoch) VALUES (?, ?, ?, 0, ?)",
                StateView.column(create.folder()),
                create.account().hash(),
                create.fence().encode(),
                Entry.FIRST_EPOCH);
    }

    private void wrap(Entry.Wrap wrap) {
        database.update(
                "INSERT INTO wrap(folder, epoch, recipient) VALUES (?, ?, ?)",
                StateView.column(wrap.folder()),
                wrap.epoch(),
                wrap.recipient());
        database.update(
                "UPDATE folder SET epoch = max(epoch, ?) WHERE id = ?",
                wrap.epoch(),
                StateView.column(wrap.folder()));
    }

    private void place(FolderId folder, PackPlacement placement, Stamp stamp) {
        PackShape shape = placement.shape();
        database.update(
                "INSERT INTO pack(folder, root, code, needed, wanted, length, holders, receipts,"
                        + " use, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(folder, root)"
                        + " DO UPDATE SET holders = excluded.holders,"
                        + " receipts = excluded.receipts",
                StateView.column(folder),
                placement.root().hash(),
                shape.codeId(),
                shape.needed(),
                shape.wanted(),
                shape.packLengthBytes(),
                Columns.holders(placement.holders()),
                placement.receiptsHash(),
                Use.WAITING.name(),
                stamp.timeMillis());
    }

    /// One number among those of [Columns#holders] becomes another.
    private void move(Entry.Move move) {
        List<Integer> holders =
                database.first(
                                "SELECT holders FROM pack WHERE folder = ? AND root = ?",
                                row -> Columns.holders(row.bytes(1)),
                                StateView.column(move.folder()),
                                move.pack().hash())
                        .orElseThrow();
        holders.set(move.piece(), move.to());
        database.update(
                "UPDATE pack SET holders = ? WHERE folder = ? AND root = ?",
                Columns.holders(holders),
                StateView.column(move.folder()),
                move.pack().hash());
    }

    private void commit(Entry.Commit commit, Stamp stamp) {
        database.update(
                "UPDATE folder SET head = ? WHERE id = ?",
                commit.sequence(),
                StateView.column(commit.folder()));
        use(commit.folder(), commit.claimed(), Use.CLAIMED, stamp);
        use(commit.folder(), commit.released(), Use.RELEASED, stamp);
        if (commit.snapshot().isPresent()) {
            database.update(
                    "UPDATE folder SET snapshot = ? WHERE id = ?",
                    stamp.index(),
                    StateView.column(commit.folder()));
        }
    }

    private void use(FolderId folder, List<PackRoot> roots, Use use, Stamp stamp) {
        roots.forEach(root ->
                database.update(
                        "UPDATE pack SET use = ?, since = ? WHERE folder = ? AND root = ?",
                        use.name(),
                        stamp.timeMillis(),
                        StateView.column(folder),
                        root.hash()));
    }
}
