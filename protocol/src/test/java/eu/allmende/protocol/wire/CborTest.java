package eu.allmende.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "23, 17",
        "24, 1818",
        "255, 18ff",
        "256, 190100",
        "65535, 19ffff",
        "65536, 1a00010000",
        "4294967296, 1b0000000100000000",
        "9223372036854775807, 1b7fffffffffffffff",
        "-1, 20",
        "-25, 3818"
    })
    void integersTakeTheirShortestForm(long value, String hex) throws IOException {
        byte[] form = CborWriter.write(out -> out.number(value));

        assertThat(HexFormat.of().formatHex(form)).isEqualTo(hex);
        assertThat((long) CborReader.read(form, in -> in.number(Long.MIN_VALUE, Long.MAX_VALUE)))
                .isEqualTo(value);
    }

    @Test
    void arraysCloseThemselves() throws IOException {
        byte[] form =
                CborWriter.write(out ->
                        out.array(3).number(1).array(2).array(0).bytes(new byte[] {7}).text("ü"));

        assertThat(HexFormat.of().formatHex(form)).isEqualTo("8301828041" + "07" + "62c3bc");
        List<Object> read =
                CborReader.read(
                        form,
                        in -> {
                            in.array(3);
                            long first = in.number(0, 9);
                            in.array(2);
                            in.array(0);
                            return List.of(first, in.bytes(1), in.text(2));
                        });
        assertThat(read).containsExactly(1L, Bytes.of(new byte[] {7}), "ü");
    }

    @Test
    void anArrayWithFewerItemsThanAnnouncedIsABrokenPromise() {
        assertThatThrownBy(() -> CborWriter.write(out -> out.array(2).number(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "82", // an array without items
                "9f0102ff", // indefinite length
                "830102", // one item short
                "82010203", // one byte too many
                "a10102", // a map
                "f6", // nothing, spelled out
                "fb3ff0000000000000", // a float
                "9bffffffffffffffff", // an array of absurd length
                "5bffffffffffffffff" // a byte string of absurd length
            })
    void whatIsNoPairOfIntegersIsMalformed(String hex) {
        byte[] form = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> CborReader.read(form, CborTest::pair))
                .isInstanceOf(MalformedException.class);
    }

    private static long pair(CborReader in) throws IOException {
        in.array(2);
        return in.number(0, 100) + in.number(0, 100);
    }

    @Test
    void aLongerSpellingIsMalformedWhereExactnessCounts() {
        byte[] form = HexFormat.of().parseHex("1800");

        assertThatThrownBy(() ->
                        CborReader.readExact(
                                form,
                                in -> in.number(0, 9),
                                value -> CborWriter.write(out -> out.number(value))))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void boundsAreKept() {
        byte[] number = CborWriter.write(out -> out.number(10));
        byte[] bytes = CborWriter.write(out -> out.bytes(new byte[10]));
        byte[] text = CborWriter.write(out -> out.text("ten letter"));

        assertThatThrownBy(() -> CborReader.read(number, in -> in.number(0, 9)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CborReader.read(bytes, in -> in.bytes(9)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CborReader.read(bytes, in -> in.exactly(11)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CborReader.read(text, in -> in.text(9)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CborReader.read(bytes, in -> in.text(99)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void randomBytesAreReadOrMalformedAndNothingElse() {
        long seed = Long.getLong("seed", new SplittableRandom().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] form = new byte[random.nextInt(40)];
            random.nextBytes(form);
            try {
                CborReader.read(form, CborTest::pair);
            } catch (MalformedException e) {
                assertThat(e).as("seed %s", seed).isNotNull();
            }
        }
    }
}
