package eu.allmende.engine.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PhraseTest {
    @Test
    void theWordsAreThoseOfThePublishedVectors() {
        assertThat(words("00".repeat(32))).isEqualTo("abandon ".repeat(23) + "art");
        assertThat(words("7f".repeat(32)))
                .isEqualTo(
                        "legal winner thank year wave sausage worth useful legal winner thank year wave"
                                + " sausage worth useful legal winner thank year wave sausage worth title");
        assertThat(words("ff".repeat(32))).isEqualTo("zoo ".repeat(23) + "vote");
    }

    @Test
    void theListIsTheOneOfTheStandard() throws IOException {
        try (InputStream list = Phrase.class.getResourceAsStream("bip39-english.txt")) {
            assertThat(list).isNotNull();
            assertThat(Hash.sha256(list.readAllBytes()))
                    .hasToString(
                            "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
        }
    }

    @Test
    void whatIsShownCanBeTypedInAgain() {
        Phrase phrase = Phrase.generate(new SecureRandom());
        Phrase typed =
                Phrase.parse("  " + phrase.words().toUpperCase(java.util.Locale.ROOT) + "\n");

        assertThat(typed.accountKey().publicKey()).isEqualTo(phrase.accountKey().publicKey());
        assertThat(typed.sealingKey()).isEqualTo(phrase.sealingKey());
    }

    @Test
    void aWrongWordIsToldInWordsForAPerson() {
        assertThatThrownBy(() -> Phrase.parse("abandon ".repeat(24)))
                .hasMessageContaining("do not fit together");
        assertThatThrownBy(() -> Phrase.parse("abandon ".repeat(23) + "allmende"))
                .hasMessageContaining("Word 24");
        assertThatThrownBy(() -> Phrase.parse("abandon art")).hasMessageContaining("this has 2");
    }

    @Test
    void itNeverPrintsItself() {
        Phrase phrase = Phrase.generate(new SecureRandom());

        assertThat(phrase).hasToString("Phrase");
        assertThat(phrase.sealingKey()).hasToString("Secret");
    }

    @Test
    void aDestroyedSecretIsGone() {
        Secret secret = Secret.of(new byte[32]);
        secret.destroy();

        assertThatThrownBy(secret::bytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void derivationIsThatOfRfc5869() {
        byte[] okm =
                Secret.of(fill(0x0b)).expand(HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9"), 42);

        assertThat(okm).as("HKDF-SHA-256 by hand").isEqualTo(byHand(fill(0x0b)));
    }

    private static byte[] byHand(byte[] key) {
        Secret zeroSalt = Secret.of(new byte[32]);
        byte[] prk = zeroSalt.hmac().doFinal(key);
        byte[] info = HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9");
        javax.crypto.Mac mac = Secret.of(prk).hmac();
        mac.update(info);
        byte[] first = mac.doFinal(new byte[] {1});
        mac.update(first);
        mac.update(info);
        byte[] second = mac.doFinal(new byte[] {2});
        byte[] okm = Arrays.copyOf(first, 42);
        System.arraycopy(second, 0, okm, 32, 10);
        return okm;
    }

    private static byte[] fill(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String words(String hex) {
        return Phrase.of(Secret.of(HexFormat.of().parseHex(hex))).words();
    }
}
