package eu.allmende.app.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How fast, as a person types it and reads it: `2MB/s`, `500 KiB/s`, `none`.
final class Rate {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([kmg]?)(i?)b?(?:/s|ps)?");
    private static final String UNITS = "kmg";

    private Rate() {}

    /// Bytes per second; 0 for `none`.
    ///
    /// @throws IllegalArgumentException if it is no rate
    static long parse(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        if (text.equals("none")) {
            return 0;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no rate: " + typed);
        }
        int power = UNITS.indexOf(matcher.group(2)) + 1;
        int base = matcher.group(3).isEmpty() ? 1000 : 1024;
        double factor = matcher.group(2).isEmpty() ? 1 : Math.pow(base, power);
        return Math.round(Double.parseDouble(matcher.group(1)) * factor);
    }

    static String text(long bytesPerSecond) {
        if (bytesPerSecond == 0) {
            return "no limit";
        }
        double value = bytesPerSecond / 1000.0;
        String unit = " KB/s";
        if (value >= 1000) {
            value /= 1000;
            unit = " MB/s";
        }
        String number = String.format(Locale.ROOT, "%.1f", value);
        return number.replaceFirst("\\.0$", "") + unit;
    }
}
