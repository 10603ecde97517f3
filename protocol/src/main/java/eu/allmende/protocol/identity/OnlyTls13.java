package eu.allmende.protocol.identity;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// A context that enables TLS 1.3 and nothing else. (The JDK's own context of that name enables TLS
/// 1.2 beside it.)
final class OnlyTls13 extends SSLContext {
    OnlyTls13(SSLContext context) {
        super(new Spi(context), context.getProvider(), context.getProtocol());
    }

    static String[] protocols() {
        return new String[] {TlsIdentity.PROTOCOLS};
    }

    private static final class Spi extends SSLContextSpi {
        private final SSLContext context;

        Spi(SSLContext context) {
            this.context = context;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new IllegalStateException("this context is complete");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Tls13Sockets(context.getSocketFactory());
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return new Tls13ServerSockets(context.getServerSocketFactory());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return narrowed(context.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return narrowed(context.createSSLEngine(host, port));
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return narrowed(context.getDefaultSSLParameters());
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return narrowed(context.getSupportedSSLParameters());
        }

        private static SSLEngine narrowed(SSLEngine engine) {
            engine.setEnabledProtocols(protocols());
            return engine;
        }

        private static SSLParameters narrowed(SSLParameters parameters) {
            parameters.setProtocols(protocols());
            return parameters;
        }
    }
}
