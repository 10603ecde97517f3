package eu.allmende.node.validator;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.identity.TlsIdentity;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.peer.PeerAddress;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverSocketsTest {
    @TempDir Path dir;

    @Test
    void aClientOfTheProtocolFindsWhatItHandedIn() throws IOException {
        LocalCommons local = Founding.createLocal(dir, 4);
        try (Closing open = new Closing();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ValidatorSetup setup : local.validators()) {
                SocketExchange exchange = open.add(new SocketExchange(setup.key()));
                open.add(ValidatorRuntime.start(setup, exchange));
            }
            SocketExchange exchange = open.add(new SocketExchange(TestCommons.key(7)));
            LedgerClient client =
                    new LedgerClient(
                            local.commons(),
                            new LedgerPorts(
                                    exchange, HeadStore.inMemory(), threads, Clock.systemUTC()));
            SigningKey key = TestCommons.key(1);
            SignedEntry entry =
                    SignedEntry.sign(
                            local.commons().commons(),
                            new Entry.AccountCreate(
                                    key.publicKey(),
                                    TestCommons.text("wrap"),
                                    TestCommons.text("sealed")),
                            key);

            SubmitResult result = client.submit(entry);
            Reading reading = client.read(Subject.account(key.publicKey().accountId()), Tip.START);

            assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
            assertThat(reading.leaves().getFirst().signed()).isEqualTo(entry);
            assertThat(client.suspicions()).isEmpty();
        }
    }

    @Test
    void aStrangerCannotSpeakToRatis() throws Exception {
        LocalCommons local = Founding.createLocal(dir, 1);
        try (Closing open = new Closing()) {
            ValidatorSetup setup = local.validators().getFirst();
            open.add(ValidatorRuntime.start(setup, open.add(new SocketExchange(setup.key()))));
            PeerAddress ordering = setup.ordering().getFirst();
            SSLContext stranger = TlsIdentity.of(TestCommons.key(3)).clientContext(setup.id());
            SSLContext seated = TlsIdentity.of(setup.key()).clientContext(setup.id());

            assertThat(answersOn(ordering, seated)).isTrue();
            assertThat(answersOn(ordering, stranger)).isFalse();
        }
    }

    /// Whether the other side of a TLS connection, after seeing our key, goes on to speak HTTP/2.
    private static boolean answersOn(PeerAddress address, SSLContext context) throws IOException {
        try (Socket plain = new Socket(address.host(), address.port());
                SSLSocket socket =
                        (SSLSocket)
                                context.getSocketFactory()
                                        .createSocket(
                                                plain, address.host(), address.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            return socket.getInputStream().read() >= 0;
        } catch (SSLException | SocketException e) {
            return false;
        }
    }
}
