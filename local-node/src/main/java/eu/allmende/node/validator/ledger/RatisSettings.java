package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.peer.PeerAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/// Ratis as the validators run it. Ids in Ratis are those of the protocol: a peer is named by its
/// node id, the group by its commons.
final class RatisSettings {
    /// At the start nobody leads, and waiting helps nobody.
    private static final TimeDuration FIRST_ELECTION_MIN = millis(150);

    private static final TimeDuration FIRST_ELECTION_MAX = millis(300);

    /// A leader on a busy machine, or behind a slow line, may be silent for a while: to replace it
    /// too soon stops the commons more often than to wait for it.
    private static final TimeDuration ELECTION_MIN = millis(1_000);

    private static final TimeDuration ELECTION_MAX = millis(2_000);
    private static final TimeDuration NO_LEADER = millis(3_000);
    private static final TimeDuration REQUEST_TIMEOUT = millis(1_000);
    private static final int MOST_PENDING = 1_024;
    private static final SizeInBytes MOST_PENDING_BYTES = SizeInBytes.valueOf("32MB");
    private static final SizeInBytes SEGMENT = SizeInBytes.valueOf("8MB");
    private static final SizeInBytes SEGMENT_CACHE = SizeInBytes.valueOf("16MB");
    private static final SizeInBytes PREALLOCATED = SizeInBytes.valueOf("1MB");

    /// How often the leader tries again to reach a fellow that is away: pause, times, pause, times.
    /// (Ratis would wait up to 5 seconds, so that a fellow that comes back stays away for so long.)
    private static final String RETRY = "5ms,20, 100ms,1000000";

    private RatisSettings() {}

    static RaftProperties of(Path dir, PeerAddress me) {
        RaftProperties settings = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(settings, List.of(dir.toFile()));
        RaftServerConfigKeys.Rpc.setTimeoutMin(settings, ELECTION_MIN);
        RaftServerConfigKeys.Rpc.setTimeoutMax(settings, ELECTION_MAX);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(settings, FIRST_ELECTION_MIN);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(settings, FIRST_ELECTION_MAX);
        RaftServerConfigKeys.Rpc.setRequestTimeout(settings, REQUEST_TIMEOUT);
        RaftServerConfigKeys.Write.setElementLimit(settings, MOST_PENDING);
        RaftServerConfigKeys.Write.setByteLimit(settings, MOST_PENDING_BYTES);
        RaftServerConfigKeys.Log.setSegmentSizeMax(settings, SEGMENT);
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(settings, 2);
        RaftServerConfigKeys.Log.setSegmentCacheSizeMax(settings, SEGMENT_CACHE);
        RaftServerConfigKeys.Log.setPreallocatedSize(settings, PREALLOCATED);
        RaftServerConfigKeys.Log.Appender.setInstallSnapshotEnabled(settings, false);
        RaftServerConfigKeys.Notification.setNoLeaderTimeout(settings, NO_LEADER);
        RaftServerConfigKeys.Log.Appender.setRetryPolicy(settings, RETRY);
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(settings, false);
        GrpcConfigKeys.Server.setHost(settings, me.host());
        GrpcConfigKeys.Server.setPort(settings, me.port());
        return settings;
    }

    static RaftGroup group(CommonsId commons, List<PeerAddress> validators) {
        return RaftGroup.valueOf(
                groupId(commons), validators.stream().map(RatisSettings::peer).toList());
    }

    static RaftGroupId groupId(CommonsId commons) {
        ByteBuffer hash = ByteBuffer.wrap(commons.hash().bytes());
        return RaftGroupId.valueOf(new UUID(hash.getLong(), hash.getLong()));
    }

    static RaftPeerId peerId(NodeId validator) {
        return RaftPeerId.valueOf(validator.toString());
    }

    static NodeId validator(RaftPeerId peer) {
        return new NodeId(Hash.parse(peer.toString()));
    }

    private static RaftPeer peer(PeerAddress validator) {
        return RaftPeer.newBuilder()
                .setId(peerId(validator.id()))
                .setAddress(validator.host() + ":" + validator.port())
                .build();
    }

    private static TimeDuration millis(long millis) {
        return TimeDuration.valueOf(millis, TimeUnit.MILLISECONDS);
    }
}
