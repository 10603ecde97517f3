package eu.allmende.app.demo;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.device.AccountMembership;
import eu.allmende.app.home.Home;
import eu.allmende.protocol.ledger.CommonsFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Two devices pair by a code, as two people would: each on its own side of the validators.
final class Pair implements Doors.Inviter, Doors.Joiner {
    private static final Duration MOST = Duration.ofSeconds(60);

    private final String joining;
    private final CompletableFuture<String> code = new CompletableFuture<>();
    private final CompletableFuture<List<String>> shown = new CompletableFuture<>();

    private Pair(String joining) {
        this.joining = joining;
    }

    /// Makes a home a device of another home's account.
    static void by(Home inviting, Home joining, CommonsFile commons, String name)
            throws IOException, InterruptedException {
        Pair pair = new Pair(name);
        CompletableFuture<Boolean> invited = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("inviting device")
                .start(() -> {
                    try {
                        new AccountMembership(inviting).invite(pair);
                        invited.complete(true);
                    } catch (IOException e) {
                        pair.code.completeExceptionally(e);
                        invited.completeExceptionally(e);
                    }
                });
        joining.make();
        new AccountMembership(joining).join(commons, await(pair.code), pair);
        await(invited);
    }

    private static <T> T await(CompletableFuture<T> future)
            throws IOException, InterruptedException {
        try {
            return future.get(MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the devices could not be paired", e);
        }
    }

    @Override
    public void code(String text) {
        code.complete(text);
    }

    /// The person looks at both screens.
    @Override
    public boolean confirms(List<String> words) throws IOException {
        try {
            return await(shown).equals(words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String device() {
        return joining;
    }

    @Override
    public void words(List<String> words) {
        shown.complete(words);
    }
}
