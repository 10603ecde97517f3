package eu.allmende.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    /// RFC 8032 §7.1, test 2.
    private static final String SEED =
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

    private static final String PUBLIC_KEY =
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private static final String SIGNATURE =
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    private final SigningKey key = SigningKey.fromSeed(HexFormat.of().parseHex(SEED));

    @Test
    void signsAsThePublishedVectorSays() {
        assertThat(key.publicKey().toString()).isEqualTo(PUBLIC_KEY);
        assertThat(key.sign(new byte[] {0x72}).raw().hex()).isEqualTo(SIGNATURE);
    }

    @Test
    void aSignatureFitsOneMessageAndOneKey() {
        byte[] message = "a commons".getBytes(StandardCharsets.UTF_8);
        Signature signature = key.sign(message);
        SigningKey other = SigningKey.fromSeed(new byte[SigningKey.SEED_BYTES]);

        assertThat(key.publicKey().verifies(message, signature)).isTrue();
        assertThat(key.publicKey().verifies(new byte[] {1}, signature)).isFalse();
        assertThat(other.publicKey().verifies(message, signature)).isFalse();
    }

    @Test
    void aKeyThatIsNoPointVerifiesNothing() {
        PublicKey none = PublicKey.of(HexFormat.of().parseHex("ff".repeat(32)));

        assertThat(none.verifies(new byte[] {1}, key.sign(new byte[] {1}))).isFalse();
    }

    @Test
    void itDoesNotPrintItself() {
        assertThat(key.toString()).doesNotContain(SEED.substring(0, 8));
    }

    @Test
    void aDestroyedKeySignsNothing() {
        key.destroy();

        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(() -> key.sign(new byte[0])).isInstanceOf(IllegalStateException.class);
    }
}
