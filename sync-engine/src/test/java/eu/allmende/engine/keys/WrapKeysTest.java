package eu.allmende.engine.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.wire.Bytes;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class WrapKeysTest {
    private final WrapKeys keys = WrapKeys.generate();
    private final byte[] plain = {1, 2, 3};

    @Test
    void whatIsWrappedIsUnwrappedByItsKeysAlone() throws Exception {
        Bytes wrapped =
                WrapPublicKeys.decode(keys.publicKeys().encode()).wrap(plain, "folder keys");

        assertThat(WrapKeys.of(keys.secretBytes()).unwrap(wrapped, "folder keys")).isEqualTo(plain);
        assertThatThrownBy(() -> WrapKeys.generate().unwrap(wrapped, "folder keys"))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aWrapOpensForItsPurposeAlone() {
        Bytes wrapped = keys.publicKeys().wrap(plain, "folder keys");

        assertThatThrownBy(() -> keys.unwrap(wrapped, "other"))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void bothHalvesAreNeeded() throws Exception {
        WrapKeys other = WrapKeys.generate();
        Bytes onlyX =
                new WrapPublicKeys(keys.publicKeys().x25519(), other.publicKeys().mlKem())
                        .wrap(plain, "x");
        Bytes onlyMl =
                new WrapPublicKeys(other.publicKeys().x25519(), keys.publicKeys().mlKem())
                        .wrap(plain, "x");

        assertThatThrownBy(() -> keys.unwrap(onlyX, "x"))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> keys.unwrap(onlyMl, "x"))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void anyFlippedBitIsNoticed() {
        byte[] wrapped = keys.publicKeys().wrap(plain, "x").bytes();
        for (int i = 0; i < wrapped.length; i += 7) {
            byte[] bad = wrapped.clone();
            bad[i] ^= 4;
            assertThatThrownBy(() -> keys.unwrap(Bytes.of(bad), "x"))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }
}
