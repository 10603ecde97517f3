package eu.allmende.node.run;

import eu.allmende.node.admit.Admission;
import eu.allmende.node.admit.Door;
import eu.allmende.node.admit.Space;
import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.Endpoint;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.store.CipherWarmUp;
import eu.allmende.node.store.Lookup;
import eu.allmende.node.store.PieceKey;
import eu.allmende.node.store.PieceStore;
import eu.allmende.node.store.StoredPiece;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
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

/// Takes pieces in, gives them out, and proves that it has them.
final class PieceEndpoint implements Endpoint {
    private static final int MOST_BODY_BYTES =
            Integer.BYTES + PackManifest.MAX_BYTES + PackShape.MAX_PACK_BYTES;
    private static final Duration WAITS_FOR_COMMIT = Duration.ofDays(7);

    private final PieceStore store;
    private final Door door;
    private final Space space;
    private final SigningKey key;
    private final InstantSource clock;
    private final TransferGate gate = TransferGate.OF_THIS_PROGRAM;

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
        return switch (call.method() + " " + path.verb()) {
            case "PUT piece" -> put(call, path.key());
            case "GET piece" -> get(call, path.key());
            case "POST challenge" -> challenge(call, path);
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

    private record Claim(FolderId folder, Hash fenceHash) {}

    private Reply takeIn(Call call, PieceKey piece, Claim claim) throws IOException {
        int length = (int) call.lengthBytes();
        CipherWarmUp.expect(length);
        if (!space.reserve(length)) {
            return full();
        }
        try (TransferGate.Pass pass = gate.enter(length)) {
            ByteBuffer body = pass.room(length);
            call.readBody(body);
            Optional<StoredPiece> sound = checked(piece, claim.folder, body);
            return sound.isPresent()
                    ? keep(call, piece, claim, sound.get())
                    : Reply.refused(400, 0, "The piece is not the one it is said to be.");
        } finally {
            space.release(length);
        }
    }

    /// The piece in the body, if it is the one that the path names.
    private static Optional<StoredPiece> checked(PieceKey piece, FolderId folder, ByteBuffer body) {
        int manifestLength = body.remaining() < Integer.BYTES ? -1 : body.getInt();
        if (manifestLength < 0
                || manifestLength > Math.min(body.remaining(), PackManifest.MAX_BYTES)) {
            return Optional.empty();
        }
        PackManifest manifest = PackManifest.decode(body.slice(body.position(), manifestLength));
        ByteBuffer bytes = body.position(body.position() + manifestLength).slice();
        return manifest.root().equals(piece.pack()) && manifest.matches(piece.index(), bytes)
                ? Optional.of(new StoredPiece(folder, manifest, bytes))
                : Optional.empty();
    }

    private Reply keep(Call call, PieceKey piece, Claim claim, StoredPiece sound)
            throws IOException {
        Optional<PieceStore.Kept> before = store.kept(piece);
        if (before.isPresent() && !before.get().folder().equals(claim.folder)) {
            return Reply.refused(409, 0, "The piece is kept for another folder.");
        }
        PieceStore.Keeping keeping;
        try {
            keeping = store.keep(piece, sound);
        } catch (IOException e) {
            if (space.isDiskFull()) {
                return full();
            }
            throw e;
        }
        int status =
                switch (keeping) {
                    case NEWLY_KEPT -> 201;
                    case ALREADY_KEPT -> 200;
                };
        return new Reply(status, List.of(receipt(call, piece, claim, sound.bytes().remaining())));
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
        return read(
                call,
                piece,
                found ->
                        List.of(
                                length(found.manifest()),
                                found.manifest().encode(),
                                found.bytes()));
    }

    private Reply challenge(Call call, PiecePath path) throws IOException {
        int leaf = path.leaf().orElseThrow(() -> new IllegalArgumentException("no leaf"));
        return read(
                call,
                path.key(),
                found ->
                        List.of(
                                length(found.manifest()),
                                found.manifest().encode(),
                                LeafProof.of(found.bytes(), leaf).encode()));
    }

    private interface Answer {
        List<ByteBuffer> from(StoredPiece piece);
    }

    private Reply read(Call call, PieceKey piece, Answer answer) throws IOException {
        Optional<PieceStore.Kept> kept = store.kept(piece);
        if (kept.isEmpty()) {
            return Reply.notFound();
        }
        if (door.read(call.caller(), kept.get().folder()) instanceof Admission.Refused refused) {
            return Reply.refused(403, 0, refused.sentence());
        }
        CipherWarmUp.expect(kept.get().bytes());
        TransferGate.Pass pass = gate.enter(kept.get().bytes());
        boolean sending = false;
        try {
            Lookup lookup = store.find(piece, pass::room);
            if (lookup instanceof Lookup.Found found) {
                Reply reply = new Reply(200, answer.from(found.piece()), pass::close);
                sending = true;
                return reply;
            }
            return lookup instanceof Lookup.Absent ? Reply.notFound() : damaged();
        } finally {
            if (!sending) {
                pass.close();
            }
        }
    }

    private static ByteBuffer length(PackManifest manifest) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(manifest.encode().remaining()).flip();
    }

    private static Reply damaged() {
        return Reply.refused(410, 0, "The piece was kept here but is damaged.");
    }

    private static Reply full() {
        return Reply.refused(507, 0, "This node has no room for the piece.");
    }
}
