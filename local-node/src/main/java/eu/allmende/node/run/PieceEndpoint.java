package eu.allmende.node.run;

import eu.allmende.node.admit.Admission;
import eu.allmende.node.admit.Door;
import eu.allmende.node.admit.Space;
import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.Endpoint;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.store.Lookup;
import eu.allmende.node.store.PieceKey;
import eu.allmende.node.store.PieceStore;
import eu.allmende.node.store.StoredPiece;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Receipt;
import eu.allmende.protocol.piece.LeafProof;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Takes pieces in, gives them out, and proves that it has them.
final class PieceEndpoint implements Endpoint {
    private static final int MOST_BODY_BYTES =
            Integer.BYTES + PackManifest.MAX_BYTES + PackShape.MAX_PACK_BYTES;
    private static final Duration WAITS_FOR_COMMIT = Duration.ofDays(7);

    /// Bytes of bodies in memory at once; a call waits until its own fit.
    private static final int MEMORY_BYTES = 40 * 1024 * 1024;

    private final PieceStore store;
    private final Door door;
    private final Space space;
    private final SigningKey key;
    private final InstantSource clock;
    private final Semaphore memory = new Semaphore(MEMORY_BYTES, true);

    PieceEndpoint(PieceStore store, Door door, Space space, SigningKey key, InstantSource clock) {
        this.store = store;
        this.door = door;
        this.space = space;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Reply answer(Call call) throws IOException {
        PiecePath path = PiecePath.parse(call.path());
        return switch (call.method()) {
            case "PUT" -> put(call, path.key());
            case "GET" -> get(call, path.key());
            case "POST" -> challenge(call, path);
            default -> Reply.refused(405, 0, "A piece is put, got or challenged.");
        };
    }

    private Reply put(Call call, PieceKey piece) throws IOException {
        FolderId folder =
                FolderId.parse(
                        call.parameter("folder")
                                .orElseThrow(() -> new IllegalArgumentException("no folder")));
        long length = call.lengthBytes();
        if (length <= 0 || length > MOST_BODY_BYTES) {
            return Reply.refused(413, 0, "A piece says how long it is, and is at most 16 MiB.");
        }
        return switch (door.keep(call.caller(), folder)) {
            case Admission.Refused refused -> Reply.refused(403, 0, refused.sentence());
            case Admission.Admitted admitted ->
                    takeIn(call, piece, new Claim(folder, admitted.fence().hash()));
        };
    }

    private record Claim(FolderId folder, eu.allmende.protocol.id.Hash fenceHash) {}

    private Reply takeIn(Call call, PieceKey piece, Claim claim) throws IOException {
        long length = call.lengthBytes();
        if (!space.reserve(length)) {
            return Reply.refused(507, 0, "This node has no room for the piece.");
        }
        try {
            memory.acquireUninterruptibly((int) length);
            try {
                return check(call, piece, claim);
            } finally {
                memory.release((int) length);
            }
        } finally {
            space.release(length);
        }
    }

    private Reply check(Call call, PieceKey piece, Claim claim) throws IOException {
        ByteBuffer body = ByteBuffer.wrap(call.bodyUpTo((int) call.lengthBytes()));
        int manifestLength = body.remaining() < Integer.BYTES ? -1 : body.getInt();
        if (manifestLength < 0
                || manifestLength > Math.min(body.remaining(), PackManifest.MAX_BYTES)) {
            return Reply.refused(400, 0, "The piece has no manifest.");
        }
        PackManifest manifest = PackManifest.decode(body.slice(body.position(), manifestLength));
        ByteBuffer bytes = body.position(body.position() + manifestLength).slice();
        if (!manifest.root().equals(piece.pack()) || !manifest.matches(piece.index(), bytes)) {
            return Reply.refused(400, 0, "The piece is not the one it is said to be.");
        }
        store.keep(piece, new StoredPiece(claim.folder, manifest, bytes));
        return new Reply(201, List.of(receipt(call, piece, claim, bytes.remaining())));
    }

    private ByteBuffer receipt(Call call, PieceKey piece, Claim claim, int length) {
        Receipt.Statement statement =
                new Receipt.Statement(
                        piece.pack(),
                        piece.index(),
                        length,
                        call.caller().deviceId(),
                        claim.folder,
                        claim.fenceHash,
                        clock.instant().plus(WAITS_FOR_COMMIT).toEpochMilli(),
                        key.publicKey());
        return statement.sign(key).encode().buffer();
    }

    private Reply get(Call call, PieceKey piece) throws IOException {
        Optional<Reply> refusal = refusal(call, piece);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (store.find(piece)) {
            case Lookup.Absent _ -> Reply.notFound();
            case Lookup.Damaged _ -> damaged();
            case Lookup.Found found -> {
                ByteBuffer manifest = found.piece().manifest().encode();
                ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).putInt(manifest.remaining());
                yield new Reply(200, List.of(length.flip(), manifest, found.piece().bytes()));
            }
        };
    }

    private Reply challenge(Call call, PiecePath path) throws IOException {
        Optional<Reply> refusal = refusal(call, path.key());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (store.find(path.key())) {
            case Lookup.Absent _ -> Reply.notFound();
            case Lookup.Damaged _ -> damaged();
            case Lookup.Found found ->
                    new Reply(
                            200,
                            List.of(LeafProof.of(found.piece().bytes(), path.leaf()).encode()));
        };
    }

    private Optional<Reply> refusal(Call call, PieceKey piece) throws IOException {
        Optional<FolderId> folder = store.folderOf(piece);
        if (folder.isEmpty()) {
            return Optional.of(Reply.notFound());
        }
        return door.read(call.caller(), folder.get()) instanceof Admission.Refused refused
                ? Optional.of(Reply.refused(403, 0, refused.sentence()))
                : Optional.empty();
    }

    private static Reply damaged() {
        return Reply.refused(410, 0, "The piece was kept here but is damaged.");
    }
}
