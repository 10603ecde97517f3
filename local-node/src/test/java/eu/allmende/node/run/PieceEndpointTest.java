package eu.allmende.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.node.admit.Door;
import eu.allmende.node.admit.MemoryRegister;
import eu.allmende.node.admit.Register;
import eu.allmende.node.admit.Space;
import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.store.MemoryPieceStore;
import eu.allmende.node.store.PieceStore;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Receipt;
import eu.allmende.protocol.piece.LeafProof;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.piece.PieceRoots;
import eu.allmende.protocol.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PieceEndpointTest {
    private static final FolderId FOLDER = new FolderId(1, 2);
    private static final FolderId OTHER = new FolderId(3, 4);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final long QUOTA = 100_000;

    private final SigningKey node = key(1);
    private final SigningKey owner = key(2);
    private final SigningKey device = key(3);
    private final Fence fence = Fence.preset("eu").declaredOnly();
    private final MemoryRegister register = new MemoryRegister();
    private final PieceStore store = new MemoryPieceStore();
    private final byte[] first = bytes(11, 20_000);
    private final byte[] second = bytes(12, 20_000);
    private final PackManifest manifest =
            new PackManifest(
                    new PackShape(1, 2, 2, 40_000),
                    List.of(
                            PieceRoots.of(0, ByteBuffer.wrap(first)),
                            PieceRoots.of(1, ByteBuffer.wrap(second))));
    private PieceEndpoint endpoint;

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static SigningKey key(int seed) {
        return SigningKey.fromSeed(bytes(seed, SigningKey.SEED_BYTES));
    }

    @BeforeEach
    void open(@TempDir Path dir) throws IOException {
        for (FolderId folder : List.of(FOLDER, OTHER)) {
            register.put(folder, new Register.FolderFacts(owner.publicKey().accountId(), fence));
        }
        register.add(owner.publicKey().accountId(), device.publicKey().deviceId());
        endpoint = endpoint(dir, new Country("DE"));
    }

    private PieceEndpoint endpoint(Path dir, Country country) throws IOException {
        return new PieceEndpoint(
                store,
                new Door(register, NodeAttributes.declared(country, country)),
                new Space(dir, QUOTA, store::usage),
                node,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private String path(int index) {
        return "/v1/piece/" + manifest.root() + "/" + index;
    }

    private static byte[] body(PackManifest manifest, byte[] piece) {
        ByteBuffer encoded = manifest.encode();
        return ByteBuffer.allocate(4 + encoded.remaining() + piece.length)
                .putInt(encoded.remaining())
                .put(encoded)
                .put(piece)
                .array();
    }

    private static Call call(String method, String path, SigningKey caller, byte[] body) {
        return call(method, path, caller, body, FOLDER);
    }

    private static Call call(
            String method, String path, SigningKey caller, byte[] body, FolderId folder) {
        return new Call(
                method,
                path,
                Map.of("folder", folder.toString()),
                caller.publicKey(),
                body.length,
                new ByteArrayInputStream(body));
    }

    private Reply put(int index, byte[] piece) throws IOException {
        return endpoint.answer(call("PUT", path(index), device, body(manifest, piece)));
    }

    private static byte[] content(Reply reply) {
        ByteBuffer all = ByteBuffer.allocate((int) reply.bodyBytes());
        reply.body().forEach(part -> all.put(part.duplicate()));
        reply.whenSent().run();
        return all.array();
    }

    @Test
    void aReceiptSaysWhatWasKeptForWhomAndByWhom() throws IOException {
        Reply reply = put(1, second);

        assertThat(reply.status()).isEqualTo(201);
        Receipt receipt = Receipt.decode(Bytes.of(content(reply)));
        assertThat(receipt.isSigned()).isTrue();
        assertThat(receipt.statement())
                .isEqualTo(
                        new Receipt.Statement(
                                manifest.root(),
                                1,
                                20_000,
                                device.publicKey().deviceId(),
                                FOLDER,
                                fence.hash(),
                                NOW.plusSeconds(7 * 24 * 3600).toEpochMilli(),
                                node.publicKey()));
    }

    @Test
    void whatWasPutIsGotWithItsManifest() throws IOException {
        put(0, first);

        Reply reply = endpoint.answer(call("GET", path(0), device, new byte[0]));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(content(reply)).isEqualTo(body(manifest, first));
    }

    @Test
    void puttingTwiceGivesAReceiptTwice() throws IOException {
        put(0, first);
        Reply again = put(0, first);

        assertThat(again.status()).isEqualTo(200);
        assertThat(Receipt.decode(Bytes.of(content(again))).isSigned()).isTrue();
        assertThat(store.usage().pieces()).isEqualTo(1);
    }

    @Test
    void aChallengeIsAnsweredWithALeafAndItsPath() throws IOException {
        put(1, second);
        String challenge = "/v1/challenge/" + manifest.root() + "/1/3";

        ByteBuffer answer =
                ByteBuffer.wrap(
                        content(endpoint.answer(call("POST", challenge, device, new byte[0]))));

        ByteBuffer given = answer.slice(4, answer.getInt());
        answer.position(4 + given.remaining());
        LeafProof proof = LeafProof.decode(answer);
        assertThat(PackManifest.decode(given)).isEqualTo(manifest);
        assertThat(proof.leafIndex()).isEqualTo(3);
        assertThat(proof.proves(manifest, 1)).isTrue();
        assertThat(proof.proves(manifest, 0)).isFalse();
    }

    @Test
    void aPieceThatIsNotTheOneNamedIsRefused() throws IOException {
        byte[] damaged = first.clone();
        damaged[777] ^= 1;

        assertThat(put(0, damaged).status()).isEqualTo(400);
        assertThat(put(1, first).status()).isEqualTo(400);
        assertThat(put(7, first).status()).isEqualTo(400);
        String otherPack = "/v1/piece/" + eu.allmende.protocol.id.Hash.sha256() + "/0";
        assertThat(endpoint.answer(call("PUT", otherPack, device, body(manifest, first))).status())
                .isEqualTo(400);
        assertThat(store.usage().pieces()).isZero();
    }

    @Test
    void aBodyThatIsNoPieceIsRefused() throws IOException {
        for (byte[] body : List.of(new byte[3], new byte[] {-1, -1, -1, -1, 0}, bytes(5, 900))) {
            Call call = call("PUT", path(0), device, body);
            try {
                assertThat(endpoint.answer(call).status()).isEqualTo(400);
            } catch (IllegalArgumentException e) {
                assertThat(e).isNotNull(); // answered with 400 by the server
            }
        }
        byte[] tooLong = new byte[0];
        Call call =
                new Call(
                        "PUT",
                        path(0),
                        Map.of("folder", FOLDER.toString()),
                        device.publicKey(),
                        17L * 1024 * 1024,
                        new ByteArrayInputStream(tooLong));
        assertThat(endpoint.answer(call).status()).isEqualTo(413);
        assertThatThrownBy(() ->
                        endpoint.answer(
                                call("PUT", "/v1/piece/nonsense", device, body(manifest, first))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void strangersNeitherPutNorGet() throws IOException {
        put(0, first);
        SigningKey stranger = key(9);

        for (String method : List.of("PUT", "GET")) {
            byte[] body = method.equals("PUT") ? body(manifest, first) : new byte[0];
            assertThat(endpoint.answer(call(method, path(0), stranger, body)).status())
                    .isEqualTo(403);
        }
        String challenge = "/v1/challenge/" + manifest.root() + "/0/0";
        assertThat(endpoint.answer(call("POST", challenge, stranger, new byte[0])).status())
                .isEqualTo(403);
    }

    @Test
    void aNodeOutsideTheFenceRefusesWithASentence(@TempDir Path dir) throws IOException {
        endpoint = endpoint(dir, new Country("US"));

        Reply reply = put(0, first);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(new String(content(reply), java.nio.charset.StandardCharsets.UTF_8))
                .contains("US");
        assertThat(store.usage().pieces()).isZero();
    }

    @Test
    void aFullNodeSaysSoAndTakesAgainWhatFits() throws IOException {
        byte[] large = bytes(4, (int) QUOTA);
        PackManifest ofLarge =
                new PackManifest(
                        new PackShape(1, 1, 1, large.length),
                        List.of(PieceRoots.of(0, ByteBuffer.wrap(large))));
        String path = "/v1/piece/" + ofLarge.root() + "/0";

        assertThat(endpoint.answer(call("PUT", path, device, body(ofLarge, large))).status())
                .isEqualTo(507);
        assertThat(put(0, first).status()).isEqualTo(201);
    }

    @Test
    void aPieceStaysWithTheFolderItCameFor() throws IOException {
        put(0, first);

        Reply reply = endpoint.answer(call("PUT", path(0), device, body(manifest, first), OTHER));

        assertThat(reply.status()).isEqualTo(409);
    }

    @Test
    void whatIsNotKeptIsNotFound() throws IOException {
        assertThat(endpoint.answer(call("GET", path(0), device, new byte[0])).status())
                .isEqualTo(404);
        assertThat(endpoint.answer(call("DELETE", path(0), device, new byte[0])).status())
                .isEqualTo(405);
    }
}
