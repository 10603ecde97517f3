package eu.allmende.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({
        "none,0",
        "2MB/s,2000000",
        "2m,2000000",
        "500 KB/s,500000",
        "1.5MiB/s,1572864",
        "64KiB,65536",
        "1g,1000000000",
        "30000,30000",
        "30000B/s,30000"
    })
    void aRateIsReadAsPeopleWriteIt(String typed, long bytesPerSecond) {
        assertThat(Rate.parse(typed)).isEqualTo(bytesPerSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-1MB/s", "2 MB per s", "1e9", "MB/s", "9999999999"})
    void whatIsNoRateIsRefused(String typed) {
        assertThatThrownBy(() -> Rate.parse(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,no limit", "30000,30 KB/s", "2000000,2 MB/s", "1572864,1.6 MB/s"})
    void aRateIsToldInTheSameWords(long bytesPerSecond, String text) {
        assertThat(Rate.text(bytesPerSecond)).isEqualTo(text);
    }
}
