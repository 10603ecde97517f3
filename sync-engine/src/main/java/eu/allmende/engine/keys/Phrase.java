package eu.allmende.engine.keys;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The 24 words behind an account: 256 random bits and 8 bits of checksum, 11 bits a word.
///
/// Source: BIP-39, English list. The account's keys are derived from the 256 bits by HKDF, not by
/// BIP-39's password function, which exists for phrases that people make up.
public final class Phrase {
    /// Words of a phrase.
    public static final int WORDS = 24;

    private static final int WORD_BITS = 11;
    private static final String SIGNING = "allmende account key v1";
    private static final String SEALING = "allmende phrase key v1";

    private final Secret entropy;

    private Phrase(Secret entropy) {
        this.entropy = entropy;
    }

    /// A fresh phrase.
    public static Phrase generate(SecureRandom random) {
        return new Phrase(Secret.random(random));
    }

    /// The phrase with these 256 bits.
    public static Phrase of(Secret entropy) {
        return new Phrase(entropy);
    }

    /// The phrase that a person typed.
    ///
    /// @throws IllegalArgumentException with a sentence for that person, if it is none
    public static Phrase parse(String typed) {
        String[] words = typed.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException(
                    "A recovery phrase has 24 words; this has " + words.length + ".");
        }
        byte[] bytes = new byte[Secret.SIZE_BYTES + 1];
        for (int i = 0; i < WORDS; i++) {
            Integer number = WordList.NUMBERS.get(words[i]);
            if (number == null) {
                throw new IllegalArgumentException(
                        "Word " + (i + 1) + " of the recovery phrase is not on the list of words.");
            }
            putBits(bytes, i * WORD_BITS, number);
        }
        byte[] entropy = Arrays.copyOf(bytes, Secret.SIZE_BYTES);
        if (bytes[Secret.SIZE_BYTES] != checksum(entropy)) {
            throw new IllegalArgumentException(
                    "The words of the recovery phrase do not fit together: one is wrong, or two are"
                            + " swapped.");
        }
        return new Phrase(Secret.of(entropy));
    }

    /// The 24 words, with spaces between: to be shown once to whoever owns the account.
    public String words() {
        byte[] bytes = Arrays.copyOf(entropy.bytes(), Secret.SIZE_BYTES + 1);
        bytes[Secret.SIZE_BYTES] = checksum(entropy.bytes());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            text.append(i == 0 ? "" : " ").append(WordList.WORDS.get(bits(bytes, i * WORD_BITS)));
        }
        return text.toString();
    }

    /// Four words of a hash, for two people to compare.
    public static String fourWords(Hash hash) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            int number = bits(hash.bytes(), i * WORD_BITS);
            text.append(i == 0 ? "" : " ").append(WordList.WORDS.get(number));
        }
        return text.toString();
    }

    /// The account's signing key.
    public SigningKey accountKey() {
        Secret seed = entropy.derive(SIGNING);
        byte[] bytes = seed.bytes();
        try {
            return SigningKey.fromSeed(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            seed.destroy();
        }
    }

    /// The key under which the account's wrap keys lie sealed on the ledger.
    public Secret sealingKey() {
        return entropy.derive(SEALING);
    }

    @Override
    public String toString() {
        return "Phrase";
    }

    private static byte checksum(byte[] entropy) {
        return Hash.sha256(entropy).bytes()[0];
    }

    private static void putBits(byte[] bytes, int from, int number) {
        for (int bit = 0; bit < WORD_BITS; bit++) {
            if (((number >> (WORD_BITS - 1 - bit)) & 1) == 1) {
                bytes[(from + bit) / 8] |= (byte) (0x80 >> (from + bit) % 8);
            }
        }
    }

    private static int bits(byte[] bytes, int from) {
        int number = 0;
        for (int bit = from; bit < from + WORD_BITS; bit++) {
            number = (number << 1) | ((bytes[bit / 8] >> (7 - bit % 8)) & 1);
        }
        return number;
    }

    private static final class WordList {
        static final List<String> WORDS = read();
        static final Map<String, Integer> NUMBERS = numbers();

        private static List<String> read() {
            try (InputStream file = Phrase.class.getResourceAsStream("bip39-english.txt")) {
                if (file == null) {
                    throw new IllegalStateException("the list of words is missing");
                }
                return new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
            } catch (IOException e) {
                throw new UncheckedIOException("the list of words cannot be read", e);
            }
        }

        private static Map<String, Integer> numbers() {
            Map<String, Integer> numbers = new HashMap<>();
            for (int i = 0; i < WORDS.size(); i++) {
                numbers.put(WORDS.get(i), i);
            }
            return numbers;
        }
    }
}
