package eu.allmende.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashTest {
    private final Random random = new Random(5);

    private byte[] bytes() {
        byte[] bytes = new byte[Hash.SIZE_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void aHashGivesBackItsBytesInEveryForm() {
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = bytes();
            Hash hash = Hash.of(bytes);
            MessageDigest one = Hash.newSha256();
            hash.update(one);

            assertThat(hash.bytes()).isEqualTo(bytes);
            assertThat(Hash.parse(hash.toString())).isEqualTo(hash).hasSameHashCodeAs(hash);
            assertThat(hash.toString()).startsWith(hash.brief());
            assertThat(one.digest()).isEqualTo(Hash.sha256(bytes).bytes());
        }
    }

    @Test
    void hashesAreOrderedAndEqualAsTheirBytesAre() {
        for (int i = 0; i < 1000; i++) {
            byte[] one = bytes();
            byte[] other = one.clone();
            int differing = random.nextInt(Hash.SIZE_BYTES);
            other[differing] = (byte) random.nextInt();

            assertThat(Integer.signum(Hash.of(one).compareTo(Hash.of(other))))
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, other)));
            assertThat(Hash.of(one).equals(Hash.of(other))).isEqualTo(Arrays.equals(one, other));
        }
    }

    @Test
    void otherLengthsAreRefused() {
        assertThatThrownBy(() -> Hash.of(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.parse("00")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entryIdsAreOrderedAsTheirBytesAre() {
        for (int i = 0; i < 1000; i++) {
            EntryId one = new EntryId(random.nextInt(2) - 1, random.nextLong());
            EntryId other = new EntryId(random.nextInt(2) - 1, random.nextLong());

            assertThat(Integer.signum(one.compareTo(other)))
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(one.bytes(), other.bytes())));
        }
    }
}
