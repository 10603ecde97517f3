package eu.allmende.node.validator;

import eu.allmende.node.serve.Reply;
import eu.allmende.protocol.ledger.Refusal;

/// Answers that say no, each with the status that fits its reason.
final class Refused {
    private Refused() {}

    static Reply of(int status, Refusal refusal) {
        return of(status, refusal, refusal.sentence());
    }

    static Reply of(int status, Refusal refusal, String sentence) {
        return Reply.refused(status, refusal.code(), sentence);
    }

    static Reply unavailable(String sentence) {
        return of(503, Refusal.UNAVAILABLE, sentence);
    }

    static Reply malformed(String sentence) {
        return of(400, Refusal.BAD_FORM, sentence);
    }
}
