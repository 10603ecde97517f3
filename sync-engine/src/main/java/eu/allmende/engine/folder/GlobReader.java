package eu.allmende.engine.folder;

import eu.allmende.engine.folder.Glob.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Reads a pattern letter by letter. What git takes for broken, an open set say, matches nothing.
final class GlobReader {
    private static final int END = -1;
    private static final String SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final IntPredicate DIGIT = c -> c >= '0' && c <= '9';
    private static final IntPredicate UPPER = c -> c >= 'A' && c <= 'Z';
    private static final IntPredicate ALPHA = UPPER.or(GlobReader::isLower);
    private static final Map<String, IntPredicate> CLASSES =
            Map.ofEntries(
                    Map.entry("alnum", ALPHA.or(DIGIT)),
                    Map.entry("alpha", ALPHA),
                    Map.entry("blank", c -> c == ' ' || c == '\t'),
                    Map.entry("cntrl", c -> c < ' ' || c == 127),
                    Map.entry("digit", DIGIT),
                    Map.entry("graph", c -> c > ' ' && c < 127),
                    Map.entry("lower", GlobReader::isLower),
                    Map.entry("print", c -> c >= ' ' && c < 127),
                    Map.entry("punct", c -> SIGNS.indexOf(c) >= 0),
                    Map.entry("space", c -> c == ' ' || (c >= '\t' && c <= '\r')),
                    Map.entry("upper", UPPER),
                    Map.entry(
                            "xdigit",
                            DIGIT.or(c -> c >= 'a' && c <= 'f').or(c -> c >= 'A' && c <= 'F')));

    private final int[] letters;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean broken;

    private static boolean isLower(int letter) {
        return letter >= 'a' && letter <= 'z';
    }

    GlobReader(String pattern) {
        letters = pattern.codePoints().toArray();
    }

    Optional<List<Token>> read() {
        while (at < letters.length && !broken) {
            int letter = letters[at];
            switch (letter) {
                case '*' -> stars();
                case '?' -> {
                    tokens.add(Glob.of(_ -> true));
                    at++;
                }
                case '[' -> set();
                case '\\' -> {
                    broken = peek(1) == END;
                    tokens.add(Glob.one(peek(1)));
                    at += 2;
                }
                default -> {
                    tokens.add(Glob.one(letter));
                    at++;
                }
            }
        }
        return broken ? Optional.empty() : Optional.of(tokens);
    }

    private int peek(int ahead) {
        return at + ahead < letters.length ? letters[at + ahead] : END;
    }

    /// Two stars or more between slashes, or an end and a slash, stand for whole directories; all
    /// others are one star.
    private void stars() {
        int from = at;
        while (peek(0) == '*') {
            at++;
        }
        boolean opens = from == 0 || letters[from - 1] == '/';
        boolean closes = peek(0) == END || peek(0) == '/' || (peek(0) == '\\' && peek(1) == '/');
        if (at - from == 1 || !opens || !closes) {
            tokens.add(new Token.Star());
        } else if (peek(0) == '/') {
            tokens.add(new Token.Directories());
            at++;
        } else {
            tokens.add(new Token.All());
        }
    }

    /// A set in brackets. A bracket that comes first is a member of it.
    private void set() {
        at++;
        boolean not = peek(0) == '!' || peek(0) == '^';
        if (not) {
            at++;
        }
        IntPredicate members = _ -> false;
        int before = END;
        do {
            int letter = peek(0);
            if (letter == END) {
                broken = true;
                return;
            }
            if (letter == '-' && before != END && peek(1) != END && peek(1) != ']') {
                at++;
                int last = member();
                int first = before;
                members = members.or(c -> c >= first && c <= last);
                before = END;
            } else if (letter == '[' && peek(1) == ':' && classEnd() >= 0) {
                members = members.or(named());
                before = END;
            } else {
                int member = member();
                members = members.or(c -> c == member);
                before = member;
            }
            at++;
        } while (peek(0) != ']' && !broken);
        at++;
        tokens.add(Glob.of(not ? members.negate() : members));
    }

    /// The letter here, or the one that a backslash makes a plain one.
    private int member() {
        if (peek(0) == '\\') {
            at++;
            broken |= peek(0) == END;
        }
        return peek(0);
    }

    /// Where `:]` closes a name of letters; less than 0 if nothing does before the next bracket.
    private int classEnd() {
        int end = at + 2;
        while (end < letters.length && letters[end] != ']') {
            end++;
        }
        if (end == letters.length) {
            broken = true;
            return END;
        }
        return end > at + 2 && letters[end - 1] == ':' ? end : END;
    }

    private IntPredicate named() {
        int end = classEnd();
        String name = new String(letters, at + 2, end - at - 3);
        IntPredicate found = CLASSES.get(name);
        at = end;
        if (found == null) {
            broken = true;
            return _ -> false;
        }
        return found;
    }
}
