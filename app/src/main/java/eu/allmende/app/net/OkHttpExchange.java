package eu.allmende.app.net;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.identity.TlsIdentity;
import eu.allmende.protocol.peer.Pacing;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.TlsVersion;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// Asks peers through OkHttp: one HTTP/2 connection per peer, many exchanges on it at once.
public final class OkHttpExchange implements PeerExchange, AutoCloseable {
    /// The longest answer that is read: a whole piece of a pack with k = 1, and its manifest.
    private static final long MOST_ANSWER_BYTES = 17L * 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_IDLE = 64;

    /// So much goes at once where there is a pace.
    private static final int SLICE_BYTES = 16 * 1024;

    private final TlsIdentity identity;
    private final OkHttpClient shared;
    private final Map<NodeId, OkHttpClient> clients = new ConcurrentHashMap<>();

    /// @param key the key that this side shows
    public OkHttpExchange(SigningKey key) {
        identity = TlsIdentity.of(key);
        ConnectionSpec tls =
                new ConnectionSpec.Builder(ConnectionSpec.RESTRICTED_TLS)
                        .tlsVersions(TlsVersion.TLS_1_3)
                        .build();
        shared =
                new OkHttpClient.Builder()
                        .connectionPool(new ConnectionPool(MOST_IDLE, 2, TimeUnit.MINUTES))
                        .connectionSpecs(List.of(tls))
                        .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                        .socketFactory(new PromptSockets())
                        .connectTimeout(CONNECT)
                        .readTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ZERO)
                        .followRedirects(false)
                        .retryOnConnectionFailure(true)
                        .build();
    }

    @Override
    public PeerAnswer exchange(PeerAddress peer, PeerRequest request) throws IOException {
        Call call = client(peer.id()).newCall(build(peer, request));
        call.timeout().timeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return new PeerAnswer(response.code(), read(response.body(), request.pacing()));
        }
    }

    @Override
    public void close() {
        clients.values().forEach(client -> client.connectionPool().evictAll());
        shared.dispatcher().executorService().shutdown();
    }

    private OkHttpClient client(NodeId peer) {
        return clients.computeIfAbsent(
                peer,
                id ->
                        shared.newBuilder()
                                .sslSocketFactory(
                                        identity.clientContext(id).getSocketFactory(),
                                        TlsIdentity.trustOnly(id))
                                .hostnameVerifier((_, session) ->
                                        TlsIdentity.peerKey(session)
                                                .filter(key -> key.nodeId().equals(id))
                                                .isPresent())
                                .build());
    }

    private static Request build(PeerAddress peer, PeerRequest request) {
        String host = peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host();
        HttpUrl url = HttpUrl.get("https://" + host + ":" + peer.port() + request.path());
        boolean bodyless = request.method().equals("GET");
        return new Request.Builder()
                .url(url)
                .method(request.method(), bodyless ? null : new Buffers(request))
                .build();
    }

    private static ByteBuffer read(ResponseBody body, Pacing pacing) throws IOException {
        long announced = body.contentLength();
        if (announced > MOST_ANSWER_BYTES) {
            throw new IOException("the answer is too long");
        }
        BufferedSource source = body.source();
        if (announced < 0) {
            if (source.request(MOST_ANSWER_BYTES + 1)) {
                throw new IOException("the answer is too long");
            }
            return ByteBuffer.wrap(source.readByteArray());
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) announced);
        while (bytes.hasRemaining()) {
            ByteBuffer slice = slice(bytes, pacing);
            pacing.await(slice.remaining());
            while (slice.hasRemaining()) {
                if (source.read(slice) < 0) {
                    throw new EOFException("the answer ended early");
                }
            }
            bytes.position(bytes.position() + slice.limit());
        }
        return bytes.flip();
    }

    /// What goes next: everything if there is no pace.
    private static ByteBuffer slice(ByteBuffer bytes, Pacing pacing) {
        int most = pacing.equals(Pacing.NONE) ? bytes.remaining() : SLICE_BYTES;
        return bytes.slice(bytes.position(), Math.min(bytes.remaining(), most));
    }

    /// A request's buffers, sent as they lie.
    private static final class Buffers extends RequestBody {
        private final PeerRequest request;

        Buffers(PeerRequest request) {
            this.request = request;
        }

        @Override
        public okhttp3.@Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return request.bodyBytes();
        }

        @Override
        public void writeTo(okio.BufferedSink sink) throws IOException {
            for (ByteBuffer part : request.body()) {
                ByteBuffer view = part.duplicate();
                while (view.hasRemaining()) {
                    ByteBuffer slice = slice(view, request.pacing());
                    request.pacing().await(slice.remaining());
                    view.position(view.position() + slice.remaining());
                    while (slice.hasRemaining()) {
                        sink.write(slice);
                    }
                }
            }
        }
    }
}
