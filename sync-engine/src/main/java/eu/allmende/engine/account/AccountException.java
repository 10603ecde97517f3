package eu.allmende.engine.account;

/// Something about an account that a person must know; the message is one sentence for that person.
public final class AccountException extends Exception {
    public AccountException(String sentence) {
        super(sentence);
    }

    AccountException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
