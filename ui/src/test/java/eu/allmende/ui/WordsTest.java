package eu.allmende.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void germanSaysEverythingThatEnglishSays() throws IOException {
        assertThat(keys("words_de.properties")).isEqualTo(keys("words.properties"));
    }

    @Test
    void aLanguageWithoutABundleIsAnsweredInEnglishWholly() {
        Words words = new Words(Locale.FRANCE);

        assertThat(words.text("folders")).isEqualTo("Folders");
        assertThat(words.country("DE")).isEqualTo("Germany");
        assertThat(words.bytes(1_600_000_000)).isEqualTo("1.5 GiB");
    }

    @Test
    void germanCountsAndNamesInGerman() {
        Words words = new Words(Locale.GERMANY);

        assertThat(words.bytes(1_600_000_000)).isEqualTo("1,5 GiB");
        assertThat(words.country("AT")).isEqualTo("Österreich");
        assertThat(words.text("summary", 1, 8, 7)).isEqualTo("1 Ordner, 8 Knoten, 7 antworten");
    }

    @Test
    void anUnknownCountryIsCalledUnknown() {
        assertThat(new Words(Locale.ENGLISH).country("?")).isEqualTo("unknown");
    }

    private static Set<String> keys(String file) throws IOException {
        Properties words = new Properties();
        try (InputStream bytes = Words.class.getResourceAsStream(file);
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            words.load(text);
        }
        return words.stringPropertyNames();
    }
}
