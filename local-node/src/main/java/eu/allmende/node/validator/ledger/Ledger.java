package eu.allmende.node.validator.ledger;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.identity.TlsIdentity;
import eu.allmende.protocol.ledger.Genesis;
import eu.allmende.protocol.ledger.LedgerRules;
import eu.allmende.protocol.peer.PeerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.ExitUtils;

/// One validator's ledger, running: its file, and its part in Ratis.
public final class Ledger implements AutoCloseable {
    private static final String FILE = "ledger.db";
    private static final String RATIS = "ratis";

    private final Database database;
    private final LedgerReader reader;
    private final News news;
    private final LedgerMachine machine;
    private final RaftServer server;
    private final Ordering ordering;

    private Ledger(Seat seat, ToLeader toLeader, Clock clock) throws IOException {
        Path file = seat.dir().resolve(FILE);
        LeaderSign leaders = new LeaderSign();
        this.database = Database.open(file, Database.Safety.MAY_FALL_BACK);
        Genesis genesis = seat.genesis();
        LedgerWriter writer =
                new LedgerWriter(
                        database, new LedgerRules(genesis.commons()), genesis.createdMillis());
        this.reader = LedgerReader.open(file);
        this.news = new News(writer.size());
        this.machine =
                new LedgerMachine(
                        database,
                        writer,
                        news,
                        new LedgerMachine.Surroundings(clock, leaders::change, seat.fellows()));
        this.server = server(seat, machine, writer.applied().getIndex() >= 0);
        this.ordering =
                new Ordering(server, RatisSettings.groupId(genesis.commons()), leaders, toLeader);
    }

    /// Whose ledger it is and where its parts lie.
    ///
    /// @param dir where the file and Ratis' log lie
    /// @param ordering where each validator's Ratis answers
    public record Seat(Path dir, SigningKey key, Genesis genesis, List<PeerAddress> ordering) {
        private List<NodeId> fellows() {
            return ordering.stream()
                    .map(PeerAddress::id)
                    .filter(id -> !id.equals(key.publicKey().nodeId()))
                    .toList();
        }
    }

    /// Opens the ledger and joins the others.
    ///
    /// @throws IOException if a file cannot be opened, or the port is taken
    public static Ledger open(Seat seat, ToLeader toLeader, Clock clock) throws IOException {
        Files.createDirectories(seat.dir());
        // Else Ratis ends the whole program when it cannot start or write.
        ExitUtils.disableSystemExit();
        Ledger ledger = new Ledger(seat, toLeader, clock);
        try {
            ledger.server.start();
            return ledger;
        } catch (ExitUtils.ExitException e) {
            ledger.close();
            throw new IOException("Ratis did not start; is its port in use?", e);
        } catch (IOException e) {
            ledger.close();
            throw e;
        }
    }

    private static RaftServer server(Seat seat, LedgerMachine machine, boolean hasEntries)
            throws IOException {
        PeerAddress me =
                seat.ordering().stream()
                        .filter(peer -> peer.id().equals(seat.key().publicKey().nodeId()))
                        .findFirst()
                        .orElseThrow();
        RaftGroupId group = RatisSettings.groupId(seat.genesis().commons());
        Path ratis = seat.dir().resolve(RATIS);
        boolean isNew =
                !Files.exists(
                        ratis.resolve(group.getUuid().toString())
                                .resolve("current")
                                .resolve("raft-meta"));
        if (isNew && hasEntries) {
            throw new IOException(
                    "the ledger has entries, but the log that ordered them is gone: give this"
                            + " validator an empty folder, and it fetches all from the others");
        }
        Parameters parameters = new Parameters();
        GrpcConfigKeys.TLS.setConf(
                parameters, RatisTls.of(TlsIdentity.of(seat.key()), seat.ordering()));
        return RaftServer.newBuilder()
                .setServerId(RatisSettings.peerId(me.id()))
                .setGroup(RatisSettings.group(seat.genesis().commons(), seat.ordering()))
                .setStateMachine(machine)
                .setProperties(RatisSettings.of(ratis, me))
                .setParameters(parameters)
                .setOption(
                        isNew
                                ? RaftStorage.StartupOption.FORMAT
                                : RaftStorage.StartupOption.RECOVER)
                .build();
    }

    /// Reads what was applied.
    public LedgerReader reader() {
        return reader;
    }

    /// Tells when more is applied.
    public News news() {
        return news;
    }

    /// Orders entries.
    public Ordering ordering() {
        return ordering;
    }

    /// Whether this validator had to stop, because its disk or its rules broke.
    public boolean isBroken() {
        return machine.isBroken();
    }

    @Override
    public void close() throws IOException {
        server.close();
        reader.close();
        database.close();
    }
}
