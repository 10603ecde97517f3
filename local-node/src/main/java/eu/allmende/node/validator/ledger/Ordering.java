package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/// Has entries ordered: by Ratis here if this validator leads, else by the one that does. Safe for
/// many threads.
public final class Ordering {
    private static final long WAIT_FOR_LEADER_MILLIS = 25;

    private final RaftServer server;
    private final RaftGroupId group;
    private final LeaderSign leaders;
    private final ToLeader toLeader;
    private final Carrier carrier;
    private final ClientId client = ClientId.randomId();

    Ordering(RaftServer server, RaftGroupId group, LeaderSign leaders, ToLeader toLeader) {
        this.server = server;
        this.group = group;
        this.leaders = leaders;
        this.toLeader = toLeader;
        this.carrier = new Carrier(this::orderPart);
    }

    /// Orders entries and waits for what became of each, in their order.
    ///
    /// @param entries bytes of signed entries, each at most 64 KiB
    /// @throws NoQuorumException if too few validators answered in time
    /// @throws InterruptedException if the thread is told to stop
    public List<Outcome> order(List<Bytes> entries, Duration most)
            throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(most);
        List<Outcome> outcomes = new ArrayList<>(entries.size());
        // One after the other: a commit in a later part needs the packs of an earlier one.
        for (List<Bytes> part : Batch.split(entries)) {
            outcomes.addAll(carrier.order(part, deadline.left()));
        }
        return outcomes;
    }

    private List<Outcome> orderPart(List<Bytes> part, Duration most)
            throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(most);
        byte[] entries = Batch.writeEntries(part);
        @Nullable IOException last = null;
        while (!deadline.isOver()) {
            Optional<NodeId> leader = leader();
            if (leader.isPresent()) {
                try {
                    return outcomes(orderAt(leader.get(), entries, deadline.left()), part.size());
                } catch (IOException e) {
                    last = e;
                }
            }
            leaders.await(WAIT_FOR_LEADER_MILLIS);
        }
        throw new NoQuorumException(
                "too few validators answered in time; the entries may still be ordered:"
                        + " send the same bytes again",
                last);
    }

    private static List<Outcome> outcomes(byte[] form, int count) throws MalformedException {
        List<Outcome> outcomes = Batch.readOutcomes(form);
        if (outcomes.size() != count) {
            throw new MalformedException("the outcomes are not one per entry");
        }
        return outcomes;
    }

    private byte[] orderAt(NodeId leader, byte[] entries, Duration most)
            throws IOException, InterruptedException {
        return leader.equals(RatisSettings.validator(server.getId()))
                ? orderHere(entries, most)
                : toLeader.order(leader, entries, most);
    }

    /// Has Ratis order a batch that another validator hands over.
    ///
    /// @param entries CBOR `[entry…]`
    /// @return CBOR `[[0, index, time] | [code]…]`
    /// @throws IOException if this validator does not lead, or it took too long; asking again is
    ///   safe
    /// @throws InterruptedException if the thread is told to stop
    public byte[] orderHere(byte[] entries, Duration most)
            throws IOException, InterruptedException {
        try {
            RaftClientReply reply =
                    server.submitClientRequestAsync(request(entries))
                            .get(most.toNanos(), TimeUnit.NANOSECONDS);
            if (!reply.isSuccess()) {
                throw new IOException("Ratis did not order the batch", reply.getException());
            }
            return reply.getMessage().getContent().toByteArray();
        } catch (TimeoutException e) {
            throw new IOException("Ratis did not order the batch in time", e);
        } catch (ExecutionException e) {
            throw new IOException("Ratis did not order the batch", e.getCause());
        }
    }

    private RaftClientRequest request(byte[] entries) {
        return RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(server.getId())
                .setGroupId(group)
                .setCallId(CallId.getAndIncrement())
                .setMessage(Message.valueOf(ByteString.copyFrom(entries)))
                .setType(RaftClientRequest.writeRequestType())
                .build();
    }

    /// Waits until there is a leader.
    ///
    /// @return whether there is one, in time
    /// @throws InterruptedException if the thread is told to stop
    public boolean awaitLeader(Duration most) throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(most);
        while (leader().isEmpty() && !deadline.isOver()) {
            leaders.await(WAIT_FOR_LEADER_MILLIS);
        }
        return leader().isPresent();
    }

    /// The validator that leads, as far as this one knows.
    public Optional<NodeId> leader() throws IOException {
        DivisionInfo info = server.getDivision(group).getInfo();
        return Optional.ofNullable(info.getLeaderId()).map(RatisSettings::validator);
    }
}
