package eu.allmende.app.cli;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A moment in the past, as a person types it: a date (its beginning), a date with a time, with or
/// without an offset, or how long ago.
///
/// A time in whole seconds means the end of that second: who types the time of a version, as
/// `history` shows it, means that version and not the one before it.
final class TimeOfPast {
    private static final Pattern AGO =
            Pattern.compile(
                    "(an?|[0-9]{1,6}) ?(second|sec|minute|min|hour|day|week|month|year)s? ago");
    private static final Pattern WHOLE_SECONDS =
            Pattern.compile(".*[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-].*)?");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of(
                    "second", ChronoUnit.SECONDS,
                    "sec", ChronoUnit.SECONDS,
                    "minute", ChronoUnit.MINUTES,
                    "min", ChronoUnit.MINUTES,
                    "hour", ChronoUnit.HOURS,
                    "day", ChronoUnit.DAYS,
                    "week", ChronoUnit.WEEKS,
                    "month", ChronoUnit.MONTHS,
                    "year", ChronoUnit.YEARS);

    private TimeOfPast() {}

    /// Reads it.
    ///
    /// @param now what it is relative to, in the person's time zone
    /// @throws CommandException if it is no moment, or none of the past
    static Instant read(String text, ZonedDateTime now) throws CommandException {
        String plain = text.strip();
        List<Function<String, Instant>> forms =
                List.of(
                        Instant::parse,
                        t -> OffsetDateTime.parse(t.replace(' ', 'T')).toInstant(),
                        t ->
                                LocalDateTime.parse(t.replace(' ', 'T'))
                                        .atZone(now.getZone())
                                        .toInstant(),
                        t -> LocalDate.parse(t).atStartOfDay(now.getZone()).toInstant());
        Optional<Instant> read = ago(plain.toLowerCase(Locale.ROOT), now);
        for (Function<String, Instant> form : forms) {
            read = read.isPresent() ? read : attempt(form, plain);
        }
        if (read.isEmpty()) {
            throw new CommandException(
                    Ending.WRONG_USAGE,
                    "'"
                            + text
                            + "' is no moment: write 2026-03-01, \"2026-03-01 14:30\","
                            + " 2026-03-01T14:30:00Z or \"2 hours ago\".");
        }
        if (read.get().isAfter(now.toInstant())) {
            throw new CommandException(
                    Ending.WRONG_USAGE, "'" + text + "' has not come yet: name a moment before.");
        }
        if (WHOLE_SECONDS.matcher(plain).matches()) {
            Instant end = read.get().plusMillis(999);
            return end.isAfter(now.toInstant()) ? now.toInstant() : end;
        }
        return read.get();
    }

    private static Optional<Instant> attempt(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> ago(String text, ZonedDateTime now) {
        if (text.equals("yesterday")) {
            return Optional.of(now.minusDays(1).toInstant());
        }
        Matcher ago = AGO.matcher(text);
        if (!ago.matches()) {
            return Optional.empty();
        }
        long count = ago.group(1).startsWith("a") ? 1 : Long.parseLong(ago.group(1));
        try {
            return Optional.of(
                    now.minus(count, UNITS.getOrDefault(ago.group(2), ChronoUnit.DAYS))
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
