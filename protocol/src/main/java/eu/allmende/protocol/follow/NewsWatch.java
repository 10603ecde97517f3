package eu.allmende.protocol.follow;

import eu.allmende.protocol.ledger.HeadPolicy;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/// Waits at f + 1 validators, of which one is honest, until one of them has news.
///
/// News is only a hint to read. A validator that announces the same entries again although reading
/// has not borne them out is not listened to that time, and suspected when it goes on.
final class NewsWatch {
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final HeadPolicy policy;
    private final Roster roster;
    private final Executor threads;
    private final Announcements announcements;

    private enum Heard {
        NEWS,
        NOTHING,
        FAILED
    }

    NewsWatch(HeadPolicy policy, Roster roster, LedgerPorts ports) {
        this.policy = policy;
        this.roster = roster;
        this.threads = ports.threads();
        this.announcements = new Announcements(ports.clock());
    }

    boolean await(Map<Subject, Long> known, Duration wait) throws IOException {
        TipsQuestion question =
                new TipsQuestion(Math.min(wait.toMillis(), TipsQuestion.MOST_WAIT_MILLIS), known);
        Queue<PeerAddress> candidates = new ArrayDeque<>(roster.rotating());
        BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        int listening = 0;
        int quiet = 0;
        while (quiet <= policy.faults()) {
            while (listening + quiet <= policy.faults() && !candidates.isEmpty()) {
                PeerAddress validator = candidates.remove();
                Round.begin(threads, () -> listen(validator, question, heard));
                listening++;
            }
            if (listening == 0) {
                break;
            }
            Heard next = take(heard);
            listening--;
            if (next == Heard.NEWS) {
                return true;
            }
            quiet += next == Heard.NOTHING ? 1 : 0;
        }
        if (quiet == 0) {
            throw new IOException("no validator can be asked for news");
        }
        return false;
    }

    void wasRead(Subject subject, long count) {
        announcements.wasRead(subject, count);
    }

    private static Heard take(BlockingQueue<Heard> heard) throws InterruptedIOException {
        try {
            return heard.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for news");
        }
    }

    private void listen(PeerAddress validator, TipsQuestion question, BlockingQueue<Heard> heard) {
        Heard result = Heard.FAILED;
        try {
            result = ask(validator, question);
        } catch (LieException e) {
            roster.suspect(validator, e);
        } catch (IOException e) {
            result = Heard.FAILED;
        } finally {
            heard.add(result);
        }
    }

    private Heard ask(PeerAddress validator, TipsQuestion question) throws IOException {
        PeerRequest request =
                PeerRequest.post(
                        "/v1/ledger/tips",
                        question.encode().bytes(),
                        MARGIN.plusMillis(question.waitMillis()));
        TipsAnswer answer = roster.ask(validator, request, TipsAnswer::decode);
        boolean claimed = false;
        for (Map.Entry<Subject, Long> known : question.known().entrySet()) {
            long count = answer.tip(known.getKey()).count();
            if (count > known.getValue()) {
                claimed = true;
                if (announcements.isWorthReading(validator.id(), known.getKey(), count)) {
                    return Heard.NEWS;
                }
            }
        }
        return claimed ? Heard.FAILED : Heard.NOTHING;
    }
}
