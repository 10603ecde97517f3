package eu.allmende.app.device;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.home.HeadFile;
import eu.allmende.app.home.Home;
import eu.allmende.engine.account.AccountException;
import eu.allmende.engine.account.Accounts;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.Pairing;
import eu.allmende.engine.keys.Phrase;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.ledger.CosignedHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Becomes and is a device of an account, with the keys in a home.
public final class AccountMembership implements Doors.Membership {
    private final Home home;
    private final SecureRandom random = new SecureRandom();

    public AccountMembership(Home home) {
        this.home = home;
    }

    @Override
    public Doors.NewAccount create(CommonsFile commons, String device) throws IOException {
        DeviceFile.requireNone(home);
        return asStranger(
                commons,
                ledger -> {
                    Accounts.Created created = new Accounts(ledger, random).create(device);
                    DeviceFile.keep(home, created.device(), commons);
                    return new Doors.NewAccount(
                            created.device().account().toString(),
                            created.device().id().toString(),
                            created.phrase().words());
                });
    }

    @Override
    public Doors.NewDevice recover(CommonsFile commons, String phrase, String device)
            throws IOException {
        DeviceFile.requireNone(home);
        return asStranger(
                commons,
                ledger ->
                        keep(
                                new Accounts(ledger, random).recover(Phrase.parse(phrase), device),
                                commons));
    }

    @Override
    public Doors.NewDevice join(CommonsFile commons, String code, Doors.Joiner joiner)
            throws IOException {
        DeviceFile.requireNone(home);
        return asStranger(
                commons,
                ledger ->
                        keep(
                                pairing(ledger)
                                        .join(code, joiner.device(), words -> show(joiner, words)),
                                commons));
    }

    @Override
    public void invite(Doors.Inviter inviter) throws IOException {
        DeviceFile.Kept kept = DeviceFile.load(home);
        boolean admitted =
                with(
                        kept.commons(),
                        kept.device().key(),
                        remembered(),
                        ledger -> {
                            Pairing.Invitation invitation = pairing(ledger).invite(kept.device());
                            inviter.code(invitation.code());
                            return invitation.await(words -> confirms(inviter, words));
                        });
        if (!admitted) {
            throw new CommandException(Ending.FAILED, "The other device was not let in.");
        }
    }

    private Doors.NewDevice keep(Device device, CommonsFile commons) throws IOException {
        DeviceFile.keep(home, device, commons);
        return new Doors.NewDevice(device.account().toString(), device.id().toString());
    }

    private Pairing pairing(LedgerClient ledger) {
        return new Pairing(ledger, new Accounts(ledger, random), random, InstantSource.system());
    }

    /// What is done with the ledger.
    private interface Work<T> {
        T on(LedgerClient ledger) throws IOException, AccountException, InterruptedException;
    }

    /// Before it has keys of its own, a device shows any key.
    private <T> T asStranger(CommonsFile commons, Work<T> work) throws IOException {
        home.make();
        HeadStore heads = new HeadFile(home.dir().resolve("head"));
        return with(commons, SigningKey.generate(random), heads, work);
    }

    private static <T> T with(CommonsFile commons, SigningKey key, HeadStore heads, Work<T> work)
            throws IOException {
        try (CommonsLink link = new CommonsLink(commons, key, heads)) {
            return work.on(link.ledger());
        } catch (AccountException | IllegalArgumentException e) {
            throw new CommandException(Ending.FAILED, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Another process may keep newer heads in the home meanwhile: this one only begins with what
    /// is there.
    private HeadStore remembered() throws IOException {
        Optional<CosignedHead> last = new HeadFile(home.dir().resolve("head")).last();
        HeadStore memory = HeadStore.inMemory();
        if (last.isPresent()) {
            memory.keep(last.get());
        }
        return memory;
    }

    private static void show(Doors.Joiner joiner, String words) {
        try {
            joiner.words(List.of(words.split(" ", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean confirms(Doors.Inviter inviter, String words) {
        try {
            return inviter.confirms(List.of(words.split(" ", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
