package eu.allmende.node.validator.ledger;

import eu.allmende.node.validator.store.Database;
import eu.allmende.node.validator.store.Row;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.LedgerView;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Retention;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.Bytes;
import java.sql.SQLException;
import java.util.Optional;

/// The state in its tables, as the rules ask for it.
final class StateView implements LedgerView {
    private static final String NODE =
            "SELECT id, number, operator, attributes, ended FROM node WHERE ";

    private final Database database;

    StateView(Database database) {
        this.database = database;
    }

    @Override
    public boolean hasAccount(AccountId account) {
        return database.first("SELECT 1 FROM account WHERE id = ?", Row::isThere, account.hash())
                .isPresent();
    }

    @Override
    public Optional<DeviceStanding> device(DeviceId device) {
        return database.first(
                "SELECT account, ended FROM device WHERE id = ?",
                row -> new DeviceStanding(new AccountId(row.hash(1)), life(row.number(2))),
                device.hash());
    }

    @Override
    public Optional<FolderStanding> folder(FolderId folder) {
        return database.first(
                "SELECT owner, fence, head, epoch FROM folder WHERE id = ?",
                row ->
                        new FolderStanding(
                                new AccountId(row.hash(1)),
                                Columns.fence(row.bytes(2)),
                                row.number(3),
                                row.smallNumber(4)),
                column(folder));
    }

    @Override
    public boolean hasWrap(FolderId folder, int epoch, Hash recipient) {
        return database.first(
                        "SELECT 1 FROM wrap WHERE folder = ? AND epoch = ? AND recipient = ?",
                        Row::isThere,
                        column(folder),
                        epoch,
                        recipient)
                .isPresent();
    }

    @Override
    public Optional<PackStanding> pack(FolderId folder, PackRoot root) {
        return database.first(
                "SELECT code, needed, wanted, length, holders, receipts, use, since FROM pack"
                        + " WHERE folder = ? AND root = ?",
                row -> pack(root, row),
                column(folder),
                root.hash());
    }

    private static PackStanding pack(PackRoot root, Row row) throws SQLException {
        PackShape shape =
                new PackShape(
                        row.smallNumber(1),
                        row.smallNumber(2),
                        row.smallNumber(3),
                        row.smallNumber(4));
        PackPlacement placement =
                new PackPlacement(root, shape, Columns.holders(row.bytes(5)), row.hash(6));
        return new PackStanding(placement, Use.valueOf(row.text(7)), row.number(8));
    }

    @Override
    public Retention retention(FolderId folder) {
        return new Retention(
                database.all(
                        "SELECT stay, since FROM retention WHERE folder = ? ORDER BY number",
                        row -> new Retention.Term(row.number(1), row.number(2)),
                        column(folder)));
    }

    @Override
    public boolean hadTip(FolderId folder, Tip tip) {
        return tip.equals(Tip.START)
                || Filing.tipAt(database, Subject.folder(folder), tip.count())
                        .filter(tip::equals)
                        .isPresent();
    }

    @Override
    public long nowMillis() {
        return database.first("SELECT time FROM applied", row -> row.number(1)).orElseThrow();
    }

    @Override
    public Optional<NodeStanding> node(NodeId node) {
        return database.first(NODE + "id = ?", StateView::node, node.hash());
    }

    @Override
    public Optional<NodeStanding> node(int number) {
        return database.first(NODE + "number = ?", StateView::node, number);
    }

    private static NodeStanding node(Row row) throws SQLException {
        return new NodeStanding(
                new NodeId(row.hash(1)),
                row.smallNumber(2),
                row.hash(3),
                Columns.attributes(row.bytes(4)),
                life(row.number(5)));
    }

    /// How a life stands in its column.
    static int column(Life life) {
        return life == Life.LIVE ? 0 : 1;
    }

    private static Life life(long ended) {
        return ended == 0 ? Life.LIVE : Life.ENDED;
    }

    static Bytes column(FolderId folder) {
        return Bytes.of(folder.bytes());
    }
}
