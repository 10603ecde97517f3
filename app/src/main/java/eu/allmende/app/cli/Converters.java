package eu.allmende.app.cli;

import eu.allmende.protocol.fence.Country;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Words of the command line that are more than text.
final class Converters {
    private Converters() {}

    /// `DE`.
    static final class OfCountry implements ITypeConverter<Country> {
        @Override
        public Country convert(String word) {
            try {
                return new Country(word.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + word + "' is not a country in two letters, such as DE");
            }
        }
    }

    /// `50GiB`.
    static final class OfSize implements ITypeConverter<Long> {
        private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}) ?([KMGT]iB|B|)");
        private static final Map<String, Long> UNITS =
                Map.of(
                        "", 1L,
                        "B", 1L,
                        "KiB", 1L << 10,
                        "MiB", 1L << 20,
                        "GiB", 1L << 30,
                        "TiB", 1L << 40);

        @Override
        public Long convert(String word) {
            Matcher size = SIZE.matcher(word);
            if (!size.matches()) {
                throw new TypeConversionException(
                        "'" + word + "' is not a size, such as 500MiB or 50GiB");
            }
            return Long.parseLong(size.group(1)) * UNITS.getOrDefault(size.group(2), 1L);
        }
    }
}
