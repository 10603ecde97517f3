package eu.allmende.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in the person's language what engine and commons say in English: each known sentence is a
/// `said.…` of both bundles, with `{0}`, `{1}` and so on for what changes in it. What is not known
/// stays in English.
final class Sentences {
    private static final String PREFIX = "said.";
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    private final List<Form> forms = new ArrayList<>();

    /// @param english has the places of each sentence in ascending order
    Sentences(ResourceBundle english, ResourceBundle own) {
        english.keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .sorted()
                .map(key -> new Form(pattern(english.getString(key)), own.getString(key)))
                .forEach(forms::add);
    }

    /// A sentence as it is said in English, and in the person's language.
    private record Form(Pattern english, String own) {}

    String inOwnWords(String sentence) {
        for (Form form : forms) {
            Matcher said = form.english.matcher(sentence);
            if (said.matches()) {
                return PLACE.matcher(form.own)
                        .replaceAll(
                                place -> Matcher.quoteReplacement(inPlace(said, place.group(1))));
            }
        }
        return sentence;
    }

    /// What stands in a place may be a known sentence again: a reason, say.
    private String inPlace(Matcher said, String number) {
        return inOwnWords(said.group(Integer.parseInt(number) + 1));
    }

    private static Pattern pattern(String english) {
        var pattern = new StringBuilder();
        Matcher place = PLACE.matcher(english);
        int from = 0;
        while (place.find()) {
            pattern.append(Pattern.quote(english.substring(from, place.start()))).append("(.+)");
            from = place.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(english.substring(from))).toString(), Pattern.DOTALL);
    }
}
