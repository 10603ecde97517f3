package eu.allmende.engine.account;

import eu.allmende.engine.keys.Phrase;
import eu.allmende.engine.keys.Secret;
import eu.allmende.engine.keys.WrapKeys;
import eu.allmende.engine.keys.WrapPublicKeys;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.Signature;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Lets a second device into an account by a code.
///
/// Both sides leave sealed mail with the validators: *offer* (account, inviter's key, nonce),
/// *answer* (the new device's keys, nonce, consent), *grant* (the label key, wrapped for the new
/// device). All of it is sealed under keys derived from the code, which authenticates it; four
/// words of the hash over offer and answer are the same on both screens exactly if nobody stood
/// between. The inviter is asked before it grants, and a code serves once.
public final class Pairing {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 300;
    private static final String OFFER = "offer";
    private static final String ANSWER = "answer";
    private static final String GRANT = "grant";
    private static final String CONTEXT = "allmende pairing v1";
    private static final int NONCE_BYTES = 16;
    private static final int USED = 0;
    private static final int OPEN = 1;
    private static final int MOST_BYTES = 4096;

    private final LedgerClient ledger;
    private final Accounts accounts;
    private final SecureRandom random;
    private final InstantSource clock;

    public Pairing(
            LedgerClient ledger, Accounts accounts, SecureRandom random, InstantSource clock) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
    }

    /// An invitation that waits for the other side.
    public final class Invitation {
        private final Device device;
        private final InviteCode code;
        private final byte[] offer;
        private final Instant expires;

        private Invitation(Device device, InviteCode code, byte[] offer) {
            this.device = device;
            this.code = code;
            this.offer = offer;
            this.expires = clock.instant().plus(LIFE);
        }

        /// The 26 characters to type in on the other device.
        public String code() {
            return code.text();
        }

        /// Waits for the other device, asks, and lets it in.
        ///
        /// @param confirm told the four words; whether the person says that they are the same
        /// @return whether the device was let in
        /// @throws AccountException if nobody came within ten minutes
        public boolean await(Predicate<String> confirm)
                throws IOException, AccountException, InterruptedException {
            byte[] answer = awaitMail(code, ANSWER, expires);
            Entry.DeviceAdd joining = readAnswer(device, answer);
            boolean yes = confirm.test(words(offer, answer));
            leave(code, OFFER, CborWriter.write(cbor -> cbor.array(1).number(USED)));
            if (yes) {
                accounts.admit(device, joining);
                Bytes wrapped =
                        WrapPublicKeys.decode(joining.wrapPublic())
                                .wrap(device.labelKey().bytes(), CONTEXT);
                leave(code, GRANT, CborWriter.write(cbor -> cbor.array(1).bytes(wrapped)));
            } else {
                leave(code, GRANT, CborWriter.write(cbor -> cbor.array(0)));
            }
            return yes;
        }
    }

    /// Makes a code and leaves the offer.
    public Invitation invite(Device device) throws IOException {
        InviteCode code = InviteCode.generate(random);
        byte[] offer =
                CborWriter.write(cbor ->
                        cbor.array(4)
                                .number(OPEN)
                                .hash(device.account().hash())
                                .bytes(device.key().publicKey().raw())
                                .bytes(nonce()));
        leave(code, OFFER, offer);
        return new Invitation(device, code, offer);
    }

    /// Joins the account behind a code, with this computer as a new device.
    ///
    /// @param show told the four words
    /// @throws AccountException if the code is wrong, used or old, or the other side says no
    public Device join(String typed, String deviceName, java.util.function.Consumer<String> show)
            throws IOException, AccountException, InterruptedException {
        InviteCode code = InviteCode.parse(typed);
        byte[] offer =
                mail(code, OFFER)
                        .orElseThrow(() ->
                                new AccountException(
                                        "The invite code is wrong, or older than ten minutes."));
        AccountId account = readOffer(offer);
        SigningKey key = SigningKey.generate(random);
        WrapKeys wrapKeys = WrapKeys.generate();
        byte[] answer = answer(account, key, wrapKeys, deviceName);
        leave(code, ANSWER, answer);
        show.accept(words(offer, answer));
        byte[] grant = awaitMail(code, GRANT, clock.instant().plus(LIFE));
        Secret labelKey = readGrant(grant, wrapKeys);
        return new Device(account, key, wrapKeys, labelKey, deviceName);
    }

    private byte[] answer(AccountId account, SigningKey key, WrapKeys wrapKeys, String name) {
        Bytes wrapPublic = wrapKeys.publicKeys().encode();
        Signature consent =
                new DeviceConsent(ledger.commons().commons(), account, key.publicKey(), wrapPublic)
                        .sign(key);
        return CborWriter.write(cbor ->
                cbor.array(5)
                        .bytes(key.publicKey().raw())
                        .bytes(wrapPublic)
                        .text(name)
                        .bytes(nonce())
                        .bytes(consent.raw()));
    }

    private Entry.DeviceAdd readAnswer(Device inviter, byte[] answer) throws IOException {
        return CborReader.read(
                answer,
                in -> {
                    in.array(5);
                    PublicKey key = new PublicKey(in.exactly(PublicKey.SIZE_BYTES));
                    Bytes wrapPublic = in.bytes(MOST_BYTES);
                    String name = in.text(4 * Device.MOST_NAME_CHARACTERS);
                    in.exactly(NONCE_BYTES);
                    Signature consent = new Signature(in.exactly(Signature.SIZE_BYTES));
                    return new Entry.DeviceAdd(
                            inviter.account(),
                            key,
                            wrapPublic,
                            new Label(inviter.labelKey()).seal(name),
                            consent);
                });
    }

    private static AccountId readOffer(byte[] offer) throws IOException, AccountException {
        Optional<AccountId> account =
                CborReader.read(
                        offer,
                        in -> {
                            int items = in.arrayUpTo(4);
                            if (in.number(USED, OPEN) == USED || items != 4) {
                                return Optional.<AccountId>empty();
                            }
                            AccountId id = new AccountId(in.hash());
                            in.exactly(PublicKey.SIZE_BYTES);
                            in.exactly(NONCE_BYTES);
                            return Optional.of(id);
                        });
        return account.orElseThrow(
                () -> new AccountException("The invite code was used already; ask for a new one."));
    }

    private static Secret readGrant(byte[] grant, WrapKeys keys)
            throws IOException, AccountException {
        Optional<Bytes> wrapped =
                CborReader.read(
                        grant,
                        in ->
                                in.arrayUpTo(1) == 0
                                        ? Optional.<Bytes>empty()
                                        : Optional.of(in.bytes(MOST_BYTES)));
        if (wrapped.isEmpty()) {
            throw new AccountException("The other device did not let this one in.");
        }
        try {
            return Secret.of(keys.unwrap(wrapped.get(), CONTEXT));
        } catch (GeneralSecurityException e) {
            throw new AccountException("The other device's answer does not hold.", e);
        }
    }

    private byte[] nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return nonce;
    }

    private void leave(InviteCode code, String step, byte[] plain) throws IOException {
        ledger.leaveMail(code.box(step), Bytes.of(code.seal(step).seal(plain)));
    }

    private Optional<byte[]> mail(InviteCode code, String step) throws IOException {
        return ledger.mail(code.box(step)).stream()
                .map(mail -> open(code, step, mail))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Empty for somebody else's mail: the right one is known by its seal.
    private static Optional<byte[]> open(InviteCode code, String step, Bytes mail) {
        try {
            return Optional.of(code.seal(step).open(mail.bytes()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private byte[] awaitMail(InviteCode code, String step, Instant until)
            throws IOException, AccountException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (clock.instant().isBefore(until)) {
            Optional<byte[]> mail = mail(code, step);
            if (mail.isPresent()) {
                return mail.get();
            }
            never.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        throw new AccountException("The other device did not answer within ten minutes.");
    }

    private static String words(byte[] offer, byte[] answer) {
        return Phrase.fourWords(
                Hash.sha256(Hash.sha256(offer).bytes(), Hash.sha256(answer).bytes()));
    }
}
