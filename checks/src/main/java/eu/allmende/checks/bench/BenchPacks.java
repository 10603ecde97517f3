package eu.allmende.checks.bench;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.piece.PieceRoots;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Packs whose pieces differ in their first bytes only, so that making them costs nothing while it
/// is measured. Nodes cannot tell: they do not decode.
final class BenchPacks {
    static final int NEEDED = 3;
    static final int PIECES = 7;

    private final List<PackManifest> manifests;
    private final byte[] filling;
    private final int run;

    /// @param run tells the packs of one run from those of another
    BenchPacks(int run, int count, int packBytes) {
        this.run = run;
        PackShape shape = new PackShape(1, NEEDED, PIECES, packBytes);
        filling = new byte[shape.pieceLengthBytes()];
        new Random(run).nextBytes(filling);
        manifests =
                IntStream.range(0, count)
                        .parallel()
                        .mapToObj(pack -> manifest(shape, pack))
                        .toList();
    }

    int count() {
        return manifests.size();
    }

    int pieceBytes() {
        return filling.length;
    }

    String path(int pack, int index) {
        return "/v1/piece/" + manifests.get(pack).root() + "/" + index;
    }

    /// What is sent to have a piece kept.
    List<ByteBuffer> body(int pack, int index) {
        ByteBuffer manifest = manifests.get(pack).encode();
        ByteBuffer first = first(pack, index);
        return List.of(
                ByteBuffer.allocate(Integer.BYTES).putInt(manifest.remaining()).flip(),
                manifest,
                first,
                ByteBuffer.wrap(filling).position(first.remaining()));
    }

    private ByteBuffer first(int pack, int index) {
        return ByteBuffer.allocate(3 * Integer.BYTES).putInt(run).putInt(pack).putInt(index).flip();
    }

    private PackManifest manifest(PackShape shape, int pack) {
        List<Hash> roots = new ArrayList<>();
        byte[] piece = filling.clone();
        for (int index = 0; index < PIECES; index++) {
            ByteBuffer first = first(pack, index);
            first.get(piece, 0, first.remaining());
            roots.add(PieceRoots.of(index, ByteBuffer.wrap(piece)));
        }
        return new PackManifest(shape, roots);
    }
}
