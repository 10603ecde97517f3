package eu.allmende.node.validator.ledger;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/// Where Ratis meets the ledger: stamps what is handed in on the leader, hands what is ordered to
/// the [Applier].
final class LedgerMachine extends BaseStateMachine {
    private static final System.Logger LOG = System.getLogger(LedgerMachine.class.getName());

    private static final Duration CALL_ANEW_EVERY = Duration.ofMillis(500);

    private final LedgerWriter writer;
    private final Applier applier;
    private final Clock clock;
    private final Runnable leaderChanged;
    private final List<NodeId> fellows;
    private final AtomicLong calledAnewNanos = new AtomicLong(System.nanoTime());

    LedgerMachine(Database database, LedgerWriter writer, News news, Surroundings around) {
        this.writer = writer;
        this.clock = around.clock();
        this.leaderChanged = around.leaderChanged();
        this.fellows = around.fellows();
        this.applier =
                new Applier(
                        database,
                        writer,
                        news,
                        new Applier.Listeners(this::setLastAppliedTermIndex, this::leave));
    }

    /// What the machine needs from outside.
    ///
    /// @param leaderChanged is run whenever Ratis has a new leader
    /// @param fellows the other validators
    record Surroundings(Clock clock, Runnable leaderChanged, List<NodeId> fellows) {}

    boolean isBroken() {
        return applier.isBroken();
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
            throws IOException {
        super.initialize(server, group, storage);
        setLastAppliedTermIndex(writer.applied());
        applier.start();
    }

    @Override
    public @Nullable SnapshotInfo getLatestSnapshot() {
        TermIndex at = getLastAppliedTermIndex();
        return at.getIndex() < 0 ? null : new AppliedSoFar(at);
    }

    @Override
    public long takeSnapshot() {
        return getLastAppliedTermIndex().getIndex();
    }

    @Override
    public TransactionContext startTransaction(RaftClientRequest request) throws IOException {
        Bytes content = Bytes.of(request.getMessage().getContent().asReadOnlyByteBuffer());
        List<Bytes> entries = Batch.readEntries(content.bytes());
        byte[] stamped = new Batch(Math.max(0, clock.millis()), entries).encode();
        return TransactionContext.newBuilder()
                .setStateMachine(this)
                .setClientRequest(request)
                .setLogData(ByteString.copyFrom(stamped))
                .build();
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        Step step = Step.of(TermIndex.valueOf(entry), readBatch(entry));
        hand(step);
        return step.done()
                .thenApply(outcomes ->
                        Message.valueOf(ByteString.copyFrom(Batch.writeOutcomes(outcomes))));
    }

    /// A batch that does not read back was not made by [#startTransaction]; it changes nothing.
    private static Batch readBatch(LogEntryProto entry) {
        try {
            return Batch.decode(entry.getStateMachineLogEntry().getLogData().toByteArray());
        } catch (MalformedException e) {
            return new Batch(0, List.of());
        }
    }

    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        hand(Step.note(TermIndex.valueOf(term, index)));
    }

    private void hand(Step step) {
        try {
            applier.take(step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            step.done().completeExceptionally(new IOException("this validator is stopping", e));
        }
    }

    /// Leaves the group, so that another leads; not on this thread, which Ratis waits for.
    private void leave() {
        Thread.ofPlatform().name("ledger-leave").daemon().start(this::closeServer);
    }

    private void closeServer() {
        try {
            getServer().join().close();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "Ratis did not stop", e);
        }
    }

    /// Without a leader for a while: calls the fellows anew. (gRPC tries ever more seldom, up to
    /// two minutes, to reach one that was away; until then it would get no vote and give none.)
    @Override
    public void notifyExtendedNoLeader(RoleInfoProto role) {
        long now = System.nanoTime();
        long before = calledAnewNanos.get();
        if (now - before > CALL_ANEW_EVERY.toNanos()
                && calledAnewNanos.compareAndSet(before, now)) {
            Thread.ofVirtual().name("ledger-call-anew").start(this::callAnew);
        }
    }

    private void callAnew() {
        RaftServer server = getServer().join();
        IOException reason = new IOException("no leader for a while");
        fellows.forEach(fellow ->
                server.getServerRpc().handleException(RatisSettings.peerId(fellow), reason, true));
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId group, RaftPeerId leader) {
        leaderChanged.run();
    }

    @Override
    public void close() throws IOException {
        applier.close();
        super.close();
    }
}
