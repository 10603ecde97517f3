package eu.allmende.checks.durability;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The numbers of a code that matter for its durability: k/r/n.
///
/// @param needed k: pieces that give the pack back
/// @param repairAt r: with this many left or fewer, the pack is repaired
/// @param wanted n: pieces in all, and after a repair
record Scheme(int needed, int repairAt, int wanted) {
    private static final int MOST_PIECES = 255;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})/(\\d{1,3})/(\\d{1,3})");

    Scheme {
        boolean ordered = 1 <= needed && needed <= repairAt && repairAt < wanted;
        if (!ordered || wanted > MOST_PIECES) {
            throw new IllegalArgumentException(
                    "in a code K/R/N there is 1 ≤ K ≤ R < N ≤ " + MOST_PIECES);
        }
    }

    /// Reads `K/R/N`.
    ///
    /// @throws IllegalArgumentException with a sentence about what makes no sense
    static Scheme read(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a code is written K/R/N, such as 16/26/40");
        }
        return new Scheme(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    /// Stored bytes per byte of content.
    double expansion() {
        return (double) wanted / needed;
    }

    @Override
    public String toString() {
        return needed + "/" + repairAt + "/" + wanted;
    }
}
