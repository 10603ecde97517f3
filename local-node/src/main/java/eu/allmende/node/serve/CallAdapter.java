package eu.allmende.node.serve;

import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/// Turns Jetty's requests into calls and replies into responses.
final class CallAdapter extends Handler.Abstract {
    private static final Logger LOG = System.getLogger(CallAdapter.class.getName());

    private final Endpoint endpoint;

    CallAdapter(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /// The body is not closed: closing one that was not read to its end would reset the stream
    /// before the answer left. Jetty discards what remains once it has.
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = answer(request);
        try {
            write(reply, response);
            callback.succeeded();
        } catch (IOException e) {
            callback.failed(e);
        } finally {
            reply.whenSent().run();
        }
        return true;
    }

    private Reply answer(Request request) {
        Optional<PublicKey> caller = caller(request);
        if (caller.isEmpty()) {
            return Reply.refused(401, 0, "A caller shows a key.");
        }
        try {
            return endpoint.answer(
                    call(request, caller.get(), Content.Source.asInputStream(request)));
        } catch (Call.TooLongException e) {
            return Reply.refused(413, 0, "The request is too long.");
        } catch (IllegalArgumentException e) {
            return Reply.refused(400, 0, "The request makes no sense.");
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "a call could not be answered", e);
            return Reply.refused(500, 0, "The machine failed.");
        }
    }

    private static Call call(Request request, PublicKey caller, InputStream body) {
        Map<String, String> query = new HashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            query.put(field.getName(), field.getValue());
        }
        String path = Optional.ofNullable(request.getHttpURI().getDecodedPath()).orElse("/");
        return new Call(request.getMethod(), path, query, caller, request.getLength(), body);
    }

    private static Optional<PublicKey> caller(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
                        instanceof EndPoint.SslSessionData session
                ? TlsIdentity.peerKey(session.sslSession())
                : Optional.empty();
    }

    private static void write(Reply reply, Response response) throws IOException {
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.bodyBytes());
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            for (ByteBuffer part : reply.body()) {
                write(part.duplicate(), out);
            }
        }
    }

    private static void write(ByteBuffer part, OutputStream out) throws IOException {
        if (part.hasArray()) {
            out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
        } else {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            out.write(copy);
        }
    }
}
