package eu.allmende.node.admit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerRegisterTest {
    private static final CommonsId COMMONS = new CommonsId(Hash.sha256());
    private static final FolderId FOLDER = new FolderId(1, 2);

    private final SigningKey owner = key(1);
    private final SigningKey device = key(2);
    private final AccountId account = owner.publicKey().accountId();
    private final DeviceId deviceId = device.publicKey().deviceId();
    private final MemoryFeed feed = new MemoryFeed();
    private final LedgerRegister register = new LedgerRegister(feed);

    private static SigningKey key(int seed) {
        byte[] bytes = new byte[SigningKey.SEED_BYTES];
        new Random(seed).nextBytes(bytes);
        return SigningKey.fromSeed(bytes);
    }

    /// A ledger in memory.
    private static final class MemoryFeed implements LedgerFeed {
        private final List<SignedEntry> entries = new ArrayList<>();
        private int reads;
        private boolean isCutOff;

        synchronized void add(SignedEntry entry) {
            entries.add(entry);
            notifyAll();
        }

        synchronized void cutOff() {
            isCutOff = true;
        }

        synchronized int reads() {
            return reads;
        }

        @Override
        public synchronized Reading read(Subject subject, Tip after) throws IOException {
            if (isCutOff) {
                throw new IOException("no validator answers");
            }
            reads++;
            List<LedgerLeaf> leaves = new ArrayList<>();
            Tip tip = Tip.START;
            for (int i = 0; i < entries.size(); i++) {
                if (Subject.of(entries.get(i).entry()).contains(subject)) {
                    LedgerLeaf leaf = new LedgerLeaf(i, i, entries.get(i), tip.count() + 1);
                    tip = tip.next(Hash.sha256(new byte[] {(byte) i}));
                    if (tip.count() > after.count()) {
                        leaves.add(leaf);
                    }
                }
            }
            return new Reading(leaves, tip);
        }

        @Override
        public synchronized boolean awaitNews(Map<Subject, Long> known, Duration wait)
                throws IOException {
            try {
                long end = System.nanoTime() + wait.toNanos();
                long left = wait.toNanos();
                while (!isNew(known) && left > 0) {
                    wait(Math.ceilDiv(left, 1_000_000));
                    left = end - System.nanoTime();
                }
            } catch (InterruptedException e) {
                throw new IOException("told to stop", e);
            }
            return isNew(known);
        }

        private boolean isNew(Map<Subject, Long> known) {
            return known.entrySet().stream()
                    .anyMatch(one ->
                            entries.stream()
                                            .filter(entry ->
                                                    Subject.of(entry.entry())
                                                            .contains(one.getKey()))
                                            .count()
                                    > one.getValue());
        }
    }

    @AfterEach
    void close() {
        register.close();
    }

    private SignedEntry addDevice() {
        DeviceConsent consent =
                new DeviceConsent(COMMONS, account, device.publicKey(), Bytes.EMPTY);
        return SignedEntry.sign(
                COMMONS,
                new Entry.DeviceAdd(
                        account,
                        device.publicKey(),
                        Bytes.EMPTY,
                        Bytes.EMPTY,
                        consent.sign(device)),
                owner);
    }

    private SignedEntry revokeDevice() {
        return SignedEntry.sign(COMMONS, new Entry.DeviceRevoke(account, deviceId), owner);
    }

    private SignedEntry createFolder() {
        return SignedEntry.sign(
                COMMONS,
                new Entry.FolderCreate(FOLDER, account, Fence.preset("eu"), Bytes.EMPTY),
                device);
    }

    @Test
    void aFolderHasItsOwnerAndFenceFromTheLedger() throws IOException {
        assertThat(register.folder(FOLDER)).isEmpty();
        feed.add(createFolder());

        assertThat(register.folder(FOLDER))
                .contains(new Register.FolderFacts(account, Fence.preset("eu")));
    }

    @Test
    void aDeviceThatWasAddedAfterTheFirstQuestionIsFound() throws IOException {
        assertThat(register.isLive(account, deviceId)).isFalse();
        feed.add(addDevice());

        assertThat(register.isLive(account, deviceId)).isTrue();
    }

    @Test
    void aRevocationBitesWithoutAnybodyAsking() throws IOException {
        feed.add(addDevice());
        assertThat(register.isLive(account, deviceId)).isTrue();

        feed.add(revokeDevice());

        await().atMost(Duration.ofMinutes(2)).until(() -> !register.isLive(account, deviceId));
    }

    @Test
    void whatIsKnownIsAnsweredWhileTheLedgerCannotBeRead() throws IOException {
        feed.add(addDevice());
        feed.add(createFolder());
        assertThat(register.folder(FOLDER)).isPresent();
        assertThat(register.isLive(account, deviceId)).isTrue();

        feed.cutOff();

        assertThat(register.folder(FOLDER)).isPresent();
        assertThat(register.isLive(account, deviceId)).isTrue();
        assertThatThrownBy(() -> register.isLive(account, key(9).publicKey().deviceId()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void manyWhoAskAtOnceShareAReading() throws Exception {
        feed.add(addDevice());
        feed.add(createFolder());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers =
                    IntStream.range(0, 200)
                            .mapToObj(_ ->
                                    threads.submit(() ->
                                            register.folder(FOLDER).isPresent()
                                                    && register.isLive(account, deviceId)))
                            .toList();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
        assertThat(feed.reads()).isLessThan(20);
    }
}
