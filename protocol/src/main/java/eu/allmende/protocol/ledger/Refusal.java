package eu.allmende.protocol.ledger;

import java.util.Arrays;
import java.util.Optional;

/// Why something was not taken: a number on the wire, a sentence for a person.
public enum Refusal {
    /// The bytes are not an entry, or the entry contradicts itself.
    BAD_FORM(1, "the entry does not follow its format"),
    /// Not signed by the key it names.
    BAD_SIGNATURE(2, "the signature is wrong"),
    /// Meant for another commons or group.
    WRONG_COMMONS(3, "the entry is for another commons"),
    /// Over 64 KiB.
    TOO_LARGE(4, "the entry is too large"),
    /// What it creates exists.
    DUPLICATE(5, "that exists already"),
    /// No such account.
    UNKNOWN_ACCOUNT(6, "there is no such account"),
    /// No such device.
    UNKNOWN_DEVICE(7, "there is no such device"),
    /// The device was revoked.
    REVOKED(8, "the device was revoked"),
    /// The signer has no say here.
    NOT_A_MEMBER(9, "the signer has no right to do this"),
    /// No such folder.
    UNKNOWN_FOLDER(10, "there is no such folder"),
    /// Another commit was faster.
    OVERTAKEN(11, "the folder has moved on"),
    /// Sealed under keys that are not the folder's newest.
    OLD_EPOCH(12, "the epoch is not the folder's current one"),
    /// No such pack in this folder, or not in the state that the commit needs.
    UNKNOWN_PACK(13, "the pack is not there to be claimed or released"),
    /// A holder that the folder's fence excludes.
    OUT_OF_FENCE(14, "a holder is outside the folder's fence"),
    /// No such node, or it has left.
    UNKNOWN_NODE(15, "there is no such node"),
    /// Fewer pieces lie on nodes than a commit needs.
    TOO_FEW_PIECES(16, "too few pieces of the pack are kept"),
    /// A snapshot's mark that is no place in the folder's log.
    WRONG_MARK(17, "the snapshot's place is not in the folder's log"),
    /// A pack that was released a short while ago, or that an owner shall still be able to get
    /// back.
    TOO_EARLY(18, "the pack was not released long enough ago"),
    /// A pack that waited too long for a commit that claims it.
    VOID_PACK(19, "no commit claimed the pack in time"),
    /// A piece that is moved away from where it does not lie: another move was faster, perhaps.
    NOT_THE_HOLDER(20, "the piece does not lie on the node that it is moved from"),
    /// A piece that is moved to where another piece of the pack lies.
    ALREADY_A_HOLDER(21, "the node, or its operator, has another piece of the pack"),
    /// The validator cannot do its work now; another may.
    UNAVAILABLE(60, "the validator cannot answer now"),
    /// What was asked for is not there.
    NOT_FOUND(61, "there is nothing of that name"),
    /// Asked too often.
    TOO_OFTEN(62, "too many requests"),
    /// The validator's log does not say what it was asked to sign.
    NOT_IN_MY_LOG(63, "the validator's own log says otherwise");

    private final int code;
    private final String sentence;

    Refusal(int code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /// The number on the wire; over 0.
    public int code() {
        return code;
    }

    /// The reason, without a full stop.
    public String sentence() {
        return sentence;
    }

    /// The refusal with this number; empty if this version knows none.
    public static Optional<Refusal> ofCode(int code) {
        return Arrays.stream(values()).filter(refusal -> refusal.code == code).findFirst();
    }
}
