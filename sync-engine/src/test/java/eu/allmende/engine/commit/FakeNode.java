package eu.allmende.engine.commit;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.Receipt;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.piece.LeafProof;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A node that keeps pieces in a map, and misbehaves as a test tells it.
final class FakeNode {
    /// By path without query: manifest length, manifest, piece.
    final Map<String, byte[]> pieces = new ConcurrentHashMap<>();

    final AtomicInteger puts = new AtomicInteger();
    final AtomicInteger gets = new AtomicInteger();
    final AtomicInteger challenges = new AtomicInteger();

    /// By pack, how often its piece was asked for here.
    final Map<String, Integer> getsByPack = new ConcurrentHashMap<>();

    final AtomicInteger asked = new AtomicInteger();
    volatile Mood mood = Mood.WELL;
    volatile Hash fenceHash;

    /// What happens once the node has taken a piece.
    volatile Runnable onTaking = () -> {};

    private final SigningKey key;
    private final String country;
    private final CountDownLatch theEnd;

    /// How a node behaves.
    enum Mood {
        WELL,
        DEAD,
        STALLED,
        REFUSES,
        FORGES_RECEIPTS,
        FORGETS,
        FLIPS
    }

    FakeNode(String country, Hash fenceHash, CountDownLatch theEnd) {
        this.country = country;
        this.fenceHash = fenceHash;
        this.theEnd = theEnd;
        key = SigningKey.fromSeed(hash("node " + country).bytes());
    }

    SigningKey key() {
        return key;
    }

    String country() {
        return country;
    }

    Entry.NodeRegister registration() {
        Country where = new Country(country);
        return new Entry.NodeRegister(
                key.publicKey(),
                NodeRecord.operatorHash(salt(), operator()),
                NodeAttributes.declared(where, where),
                1L << 40);
    }

    Entry.NodeLeave leaving() {
        return new Entry.NodeLeave(key.publicKey().nodeId());
    }

    NodeRecord record() {
        return new NodeRecord.Statement(
                        key.publicKey(), "127.0.0.1", 7000, operator(), salt(), Long.MAX_VALUE)
                .sign(key);
    }

    PeerAnswer answer(PeerRequest request, DeviceId caller) throws IOException {
        asked.incrementAndGet();
        if (mood == Mood.DEAD) {
            throw new IOException("connection refused");
        }
        if (mood == Mood.STALLED) {
            stall();
        }
        if (request.path().equals("/v1/alive")) {
            return answer(200, "ok".getBytes(StandardCharsets.UTF_8));
        }
        return switch (request.method()) {
            case "PUT" -> put(request, caller);
            case "POST" -> challenge(request);
            default -> get(request);
        };
    }

    private PeerAnswer challenge(PeerRequest request) {
        challenges.incrementAndGet();
        String[] steps = request.path().split("/", -1);
        byte[] kept = pieces.get("/v1/piece/" + steps[3] + "/" + steps[4]);
        if (kept == null || mood == Mood.FORGETS) {
            return answer(404, new byte[0]);
        }
        ByteBuffer in = ByteBuffer.wrap(kept);
        int manifest = in.getInt(0);
        ByteBuffer piece = in.slice(Integer.BYTES + manifest, kept.length - 4 - manifest);
        ByteBuffer proof = LeafProof.of(piece, Integer.parseInt(steps[5])).encode();
        byte[] body = joined(List.of(ByteBuffer.wrap(kept, 0, Integer.BYTES + manifest), proof));
        if (mood == Mood.FLIPS) {
            body[body.length - 1] ^= 1;
        }
        return answer(200, body);
    }

    /// Changes all bytes of each piece that the node has, not those of its manifest.
    void rot() {
        for (byte[] kept : pieces.values()) {
            for (int i = Integer.BYTES + ByteBuffer.wrap(kept).getInt(0); i < kept.length; i++) {
                kept[i] ^= 1;
            }
        }
    }

    private void stall() throws IOException {
        try {
            theEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("time ran out");
    }

    private PeerAnswer put(PeerRequest request, DeviceId caller) {
        puts.incrementAndGet();
        if (mood == Mood.REFUSES) {
            return answer(507, new byte[0]);
        }
        String path = request.path().substring(0, request.path().indexOf('?'));
        FolderId folder = FolderId.parse(request.path().substring(request.path().indexOf('=') + 1));
        byte[] body = joined(request.body());
        ByteBuffer in = ByteBuffer.wrap(body);
        int manifestLength = in.getInt();
        PackManifest manifest = PackManifest.decode(in.slice(in.position(), manifestLength));
        ByteBuffer piece = in.position(in.position() + manifestLength).slice();
        String[] steps = path.split("/", -1);
        int index = Integer.parseInt(steps[steps.length - 1]);
        if (!manifest.matches(index, piece)) {
            return answer(400, new byte[0]);
        }
        pieces.put(path, body);
        onTaking.run();
        Receipt receipt =
                new Receipt.Statement(
                                manifest.root(),
                                mood == Mood.FORGES_RECEIPTS ? (index + 1) % 3 : index,
                                piece.remaining(),
                                caller,
                                folder,
                                fenceHash,
                                Long.MAX_VALUE,
                                key.publicKey())
                        .sign(key);
        return answer(201, receipt.encode().bytes());
    }

    private PeerAnswer get(PeerRequest request) {
        gets.incrementAndGet();
        getsByPack.merge(request.path().split("/", -1)[3], 1, Integer::sum);
        byte[] kept = pieces.get(request.path());
        if (kept == null || mood == Mood.FORGETS) {
            return answer(404, new byte[0]);
        }
        byte[] body = kept.clone();
        if (mood == Mood.FLIPS) {
            body[body.length - 1] ^= 1;
        }
        return answer(200, body);
    }

    /// The index of the piece of this pack that the node has; −1 if it has none.
    int indexOf(PackRoot pack) {
        return pieces.keySet().stream()
                .filter(path -> path.startsWith("/v1/piece/" + pack + "/"))
                .mapToInt(path -> Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)))
                .findFirst()
                .orElse(-1);
    }

    static Hash hash(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private String operator() {
        return "Operator in " + country;
    }

    private Bytes salt() {
        return Bytes.of(java.util.Arrays.copyOf(hash("salt " + country).bytes(), 16));
    }

    private static byte[] joined(List<ByteBuffer> parts) {
        ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(part -> all.put(part.duplicate()));
        return all.array();
    }

    private static PeerAnswer answer(int status, byte[] body) {
        return new PeerAnswer(status, ByteBuffer.wrap(body));
    }
}
