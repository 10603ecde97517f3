package eu.allmende.engine.transfer;

import eu.allmende.engine.pack.Pack;
import eu.allmende.engine.place.Placement;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Progress;
import eu.allmende.protocol.erasure.ErasureCode;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Receipt;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.piece.PieceRoots;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Makes pieces of packs and has them kept. For several packs at once.
public final class Spreader {
    private static final int MOST_TRANSFERS = 32;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final FolderId folder;
    private final DeviceId uploader;
    private final PeerExchange exchange;
    private final Executor threads;
    private final Reach reach;
    private final Semaphore transfers = new Semaphore(MOST_TRANSFERS);
    private final Map<String, ErasureCode> codes = new ConcurrentHashMap<>();

    /// @param threads runs blocking transfers side by side: a virtual thread each
    public Spreader(
            FolderId folder,
            DeviceId uploader,
            PeerExchange exchange,
            Executor threads,
            Reach reach) {
        this.folder = folder;
        this.uploader = uploader;
        this.exchange = exchange;
        this.threads = threads;
        this.reach = reach;
    }

    /// What came of spreading a pack.
    public sealed interface Outcome {
        /// Enough pieces are on disks; here is what the ledger must know.
        record Spread(PackPlacement placement) implements Outcome {}

        /// Fewer pieces than a commit needs could be placed.
        ///
        /// @param sentence for a person
        record TooFew(String sentence) implements Outcome {}
    }

    /// Spreads a pack over the placement's holders; spare nodes take the place of holders that
    /// fail.
    public Outcome spread(Pack pack, Placement placement, Progress progress) {
        Pieces pieces = Pieces.of(pack, placement, this::code);
        ConcurrentLinkedQueue<RosterNode> spare = new ConcurrentLinkedQueue<>(placement.spare());
        List<CompletableFuture<Optional<Kept>>> jobs = new ArrayList<>();
        for (int index = 0; index < pieces.bytes.size(); index++) {
            int piece = index;
            RosterNode holder = placement.holders().get(index);
            jobs.add(
                    CompletableFuture.supplyAsync(
                            () -> keep(pieces, piece, holder, spare, progress), threads));
        }
        List<Optional<Kept>> kept = jobs.stream().map(CompletableFuture::join).toList();
        long count = kept.stream().filter(Optional::isPresent).count();
        if (count < placement.code().commitAt()) {
            return new Outcome.TooFew(
                    "Only %d of %d pieces could be placed; %d are needed."
                            .formatted(count, kept.size(), placement.code().commitAt()));
        }
        return new Outcome.Spread(ledgerPlacement(pieces.manifest, kept));
    }

    private record Kept(RosterNode holder, Receipt receipt) {}

    private record Pieces(PackManifest manifest, List<ByteBuffer> bytes) {
        static Pieces of(
                Pack pack,
                Placement placement,
                java.util.function.BiFunction<Integer, Integer, ErasureCode> codes) {
            int k = placement.code().needed();
            int n = placement.code().wanted();
            byte[][] data = pack.stretches(k);
            byte[][] parity = new byte[n - k][data[0].length];
            codes.apply(k, n).encode(data, parity);
            List<ByteBuffer> bytes = new ArrayList<>();
            for (byte[] piece : data) {
                bytes.add(ByteBuffer.wrap(piece));
            }
            for (byte[] piece : parity) {
                bytes.add(ByteBuffer.wrap(piece));
            }
            List<Hash> roots = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                roots.add(PieceRoots.of(i, bytes.get(i)));
            }
            PackShape shape = new PackShape(ErasureCode.CODE_ID, k, n, pack.lengthBytes());
            return new Pieces(new PackManifest(shape, roots), bytes);
        }
    }

    private Optional<Kept> keep(
            Pieces pieces,
            int index,
            RosterNode holder,
            ConcurrentLinkedQueue<RosterNode> spare,
            Progress progress) {
        for (RosterNode node = holder; node != null; node = spare.poll()) {
            Optional<Receipt> receipt = send(pieces, index, node, progress);
            if (receipt.isPresent()) {
                return Optional.of(new Kept(node, receipt.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Receipt> send(Pieces pieces, int index, RosterNode node, Progress progress) {
        ByteBuffer manifest = pieces.manifest.encode();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).putInt(manifest.remaining()).flip();
        String path = "/v1/piece/" + pieces.manifest.root() + "/" + index + "?folder=" + folder;
        PeerRequest request =
                PeerRequest.put(path, List.of(length, manifest, pieces.bytes.get(index)), LIMIT);
        transfers.acquireUninterruptibly();
        try {
            PeerAnswer answer = exchange.exchange(node.contact().orElseThrow().address(), request);
            progress.crossed(request.bodyBytes());
            if (!answer.isSuccess()) {
                progress.noticed("A node refused a piece (status " + answer.status() + ").");
                return Optional.empty();
            }
            return receipt(answer, pieces, index, node, progress);
        } catch (IOException e) {
            reach.note(node.id(), Reach.State.SILENT);
            progress.noticed("A node did not take a piece; it is placed elsewhere if it can be.");
            return Optional.empty();
        } finally {
            transfers.release();
        }
    }

    private Optional<Receipt> receipt(
            PeerAnswer answer, Pieces pieces, int index, RosterNode node, Progress progress)
            throws IOException {
        Receipt receipt = Receipt.decode(Bytes.of(answer.body()));
        Receipt.Statement says = receipt.statement();
        boolean fits =
                says.packRoot().equals(pieces.manifest.root())
                        && says.index() == index
                        && says.lengthBytes() == pieces.bytes.get(index).remaining()
                        && says.uploader().equals(uploader)
                        && says.folder().equals(folder)
                        && says.nodeKey().equals(node.key())
                        && receipt.isSigned();
        if (!fits) {
            progress.noticed("A node gave a receipt that does not hold.");
        }
        return fits ? Optional.of(receipt) : Optional.empty();
    }

    private static PackPlacement ledgerPlacement(PackManifest manifest, List<Optional<Kept>> kept) {
        List<Integer> holders =
                kept.stream()
                        .map(one -> one.map(k -> k.holder.number()).orElse(PackPlacement.NOBODY))
                        .toList();
        List<Receipt> receipts =
                kept.stream().flatMap(Optional::stream).map(Kept::receipt).toList();
        return new PackPlacement(
                manifest.root(), manifest.shape(), holders, Receipt.hashOf(receipts));
    }

    private ErasureCode code(int k, int n) {
        return codes.computeIfAbsent(k + "/" + n, _ -> ErasureCode.of(k, n));
    }
}
