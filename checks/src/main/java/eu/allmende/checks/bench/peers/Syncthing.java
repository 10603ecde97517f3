package eu.allmende.checks.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Two Syncthing devices on loopback with one folder between them: no discovery, no relays, its
/// shortest delay.
final class Syncthing implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "bench-of-allmende";
    private static final Duration MOST_START = Duration.ofSeconds(60);
    private static final Duration MOST = Duration.ofMinutes(40);
    private static final long LOOK_NANOS = 20_000_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final Side a;
    private final Side b;

    private record Side(Path home, Path files, int port, int guiPort, String id) {}

    private Syncthing(Side a, Side b) {
        this.a = a;
        this.b = b;
    }

    static Syncthing start(Path dir) throws IOException, InterruptedException {
        Syncthing pair = new Syncthing(side(dir.resolve("a")), side(dir.resolve("b")));
        try {
            pair.begin(pair.a, dir.resolve("a.log"));
            pair.begin(pair.b, dir.resolve("b.log"));
            pair.awaitConnection();
            return pair;
        } catch (IOException | InterruptedException | RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    private static Side side(Path dir) throws IOException, InterruptedException {
        Path home = Files.createDirectories(dir.resolve("home"));
        Path files = Files.createDirectories(dir.resolve("files"));
        Files.createDirectories(files.resolve(".stfolder"));
        Tool.output(List.of("syncthing", "generate", "--home=" + home));
        String id = Tool.output(List.of("syncthing", "--device-id", "--home=" + home)).strip();
        return new Side(home, files, freePort(), freePort(), id);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void begin(Side side, Path log) throws IOException {
        Files.writeString(side.home.resolve("config.xml"), settings(side));
        ProcessBuilder builder =
                new ProcessBuilder(
                                "syncthing", "--no-browser", "--no-restart", "--home=" + side.home)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("STNOUPGRADE", "1");
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        processes.add(process);
    }

    private String settings(Side side) {
        return """
        <configuration version="36">
          <folder id="f" path="%s" type="sendreceive" rescanIntervalS="3600" fsWatcherEnabled="true" fsWatcherDelayS="1">
            <filesystemType>basic</filesystemType><device id="%s"/><device id="%s"/>
          </folder>
          <device id="%s" name="a"><address>tcp://127.0.0.1:%d</address></device>
          <device id="%s" name="b"><address>tcp://127.0.0.1:%d</address></device>
          <gui enabled="true"><address>127.0.0.1:%d</address><apikey>%s</apikey></gui>
          <options><listenAddress>tcp://127.0.0.1:%d</listenAddress>
            <globalAnnounceEnabled>false</globalAnnounceEnabled>
            <localAnnounceEnabled>false</localAnnounceEnabled>
            <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled>
            <urAccepted>-1</urAccepted><startBrowser>false</startBrowser>
            <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
            <crashReportingEnabled>false</crashReportingEnabled>
            <reconnectionIntervalS>1</reconnectionIntervalS></options>
        </configuration>
        """
                .formatted(
                        side.files,
                        a.id,
                        b.id,
                        a.id,
                        a.port,
                        b.id,
                        b.port,
                        side.guiPort,
                        KEY,
                        side.port);
    }

    private void awaitConnection() throws IOException, InterruptedException {
        await(
                MOST_START,
                () -> {
                    JsonNode others = ask(a, "GET", "/rest/system/connections").get("connections");
                    return others.path(b.id).path("connected").asBoolean();
                });
    }

    /// A look at how it stands.
    @FunctionalInterface
    private interface Look {
        boolean isSo() throws IOException, InterruptedException;
    }

    private static void await(Duration most, Look look) throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (look.isSo()) {
                    return;
                }
            } catch (java.net.ConnectException e) {
                // it is still starting
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new IOException("Syncthing takes longer than " + most);
    }

    private JsonNode ask(Side side, String method, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + side.guiPort + path))
                        .header("X-API-Key", KEY)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Syncthing answered " + answer.statusCode());
        }
        return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    Path onA() {
        return a.files;
    }

    Path onB() {
        return b.files;
    }

    /// Lets A look at its files, and waits until B has as many things and needs none.
    ///
    /// @param things files, directories and links
    void bring(long things) throws IOException, InterruptedException {
        ask(a, "POST", "/rest/db/scan?folder=f");
        await(
                MOST,
                () -> {
                    JsonNode there = ask(b, "GET", "/rest/db/status?folder=f");
                    return there.path("localTotalItems").asLong() >= things
                            && there.path("needTotalItems").asLong() == 0
                            && there.path("state").asText().equals("idle");
                });
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        http.close();
    }
}
