package eu.allmende.protocol.sha;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacLanesTest {
    private static final long SEED = Long.getLong("seed", 20261202L);

    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    })
    void theMacsAreThoseOfTheStandard(String key, String message, String mac) {
        HexFormat hex = HexFormat.of();
        ByteBuffer bytes = ByteBuffer.wrap(hex.parseHex(message));

        assertThat(new HmacLanes(hex.parseHex(key)).of(List.of(bytes)))
                .as("RFC 4231 §4.2, §4.3")
                .containsExactly(Hash.parse(mac));
    }

    @Test
    void messagesOfEveryLengthAreKeptApart() {
        Random random = new Random(SEED);
        byte[] key = new byte[32];
        random.nextBytes(key);
        List<ByteBuffer> messages = new ArrayList<>();
        for (int length = 0; length < 300; length++) {
            messages.add(random(random, length));
        }
        Collections.shuffle(messages, random);

        assertThat(new HmacLanes(key).of(messages))
                .as("seed %d", SEED)
                .isEqualTo(messages.stream().map(message -> mac(key, message)).toList());
    }

    @Test
    void batchesOfAnySizeAreDone() {
        Random random = new Random(SEED);
        byte[] key = "a key".getBytes(US_ASCII);
        for (int count = 0; count < 40; count++) {
            List<ByteBuffer> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                messages.add(random(random, random.nextInt(20_000)));
            }
            assertThat(new HmacLanes(key).of(messages))
                    .as("%d messages, seed %d", count, SEED)
                    .isEqualTo(messages.stream().map(message -> mac(key, message)).toList());
        }
    }

    @Test
    void bothWaysGiveTheSame() {
        Random random = new Random(SEED);
        byte[] key = new byte[32];
        List<ByteBuffer> messages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            messages.add(random(random, 3000 + random.nextInt(100)));
        }
        Macs macs = new Macs(key, () -> fresh(key));

        List<Hash> oneByOne = macs.ofAll(messages);
        Macs.goSideBySide();

        assertThat(macs.ofAll(messages)).isEqualTo(oneByOne);
        assertThat(messages).extracting(ByteBuffer::position).containsOnly(7);
    }

    @Test
    void aKeyThatIsLongerThanABlockIsRefused() {
        byte[] key = new byte[65];

        assertThatThrownBy(() -> new Macs(key, () -> fresh(key)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// A buffer that neither begins nor ends with its array.
    private static ByteBuffer random(Random random, int length) {
        byte[] bytes = new byte[length + 20];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes, 3, length + 10).slice().position(7).limit(7 + length);
    }

    private static Hash mac(byte[] key, ByteBuffer message) {
        byte[] array = message.array();
        int from = message.arrayOffset() + message.position();
        return Hash.of(
                fresh(key).doFinal(Arrays.copyOfRange(array, from, from + message.remaining())));
    }

    private static Mac fresh(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
