package eu.allmende.engine.account;

import eu.allmende.engine.keys.SealedBox;
import eu.allmende.engine.keys.Secret;
import eu.allmende.protocol.id.Hash;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/// The code of an invitation: 128 random bits in 26 characters. Mailboxes and sealing keys are
/// derived from it by HKDF.
final class InviteCode {
    static final int CHARACTERS = 26;

    private static final int BITS = 128;

    /// RFC 4648 base32.
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] bits;

    private InviteCode(byte[] bits) {
        this.bits = bits;
    }

    static InviteCode generate(SecureRandom random) {
        byte[] bits = new byte[BITS / 8];
        random.nextBytes(bits);
        return new InviteCode(bits);
    }

    /// @throws AccountException if the text cannot be a code
    static InviteCode parse(String typed) throws AccountException {
        String text = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (text.length() != CHARACTERS || !text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
            throw new AccountException(
                    "An invite code has 26 letters and digits (A to Z, 2 to 7); this is none.");
        }
        byte[] bits = new byte[BITS / 8];
        for (int bit = 0; bit < CHARACTERS * 5; bit++) {
            int value = ALPHABET.indexOf(text.charAt(bit / 5));
            if ((value >> (4 - bit % 5) & 1) == 1) {
                if (bit >= BITS) {
                    throw new AccountException("The invite code is mistyped.");
                }
                bits[bit / 8] |= (byte) (0x80 >> bit % 8);
            }
        }
        return new InviteCode(bits);
    }

    /// The 26 characters.
    String text() {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < CHARACTERS * 5; from += 5) {
            int value = 0;
            for (int bit = from; bit < from + 5; bit++) {
                int set = bit < BITS ? (bits[bit / 8] >> (7 - bit % 8)) & 1 : 0;
                value = (value << 1) | set;
            }
            text.append(ALPHABET.charAt(value));
        }
        return text.toString();
    }

    /// The mailbox for one step of the pairing.
    Hash box(String step) {
        return Hash.of(secret().derive("allmende invite box " + step).bytes());
    }

    /// What seals the mail of one step.
    SealedBox seal(String step) {
        return new SealedBox(secret().derive("allmende invite seal " + step), step);
    }

    private Secret secret() {
        return Secret.of(Arrays.copyOf(bits, Secret.SIZE_BYTES));
    }
}
