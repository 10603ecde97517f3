package eu.allmende.engine.folder;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// A pattern of gitignore(5), as git itself reads it (wildmatch). One sign stands for one letter.
///
/// Matching takes as many steps as pattern and text have letters, multiplied: no pattern, whoever
/// wrote it, takes for ever.
final class Glob {
    private final List<Token> tokens;
    private final Optional<String> literal;

    private Glob(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
        literal = literal(tokens);
    }

    /// A part of a pattern.
    sealed interface Token {
        /// One letter of these, never a slash unless it is the very slash of the pattern.
        record One(IntPredicate letters, int only) implements Token {}

        /// Any letters but slashes.
        record Star() implements Token {}

        /// Anything.
        record All() implements Token {}

        /// Nothing, or anything up to a slash.
        record Directories() implements Token {}
    }

    /// The pattern; empty if it is none and matches nothing.
    static Optional<Glob> parse(String pattern) {
        return new GlobReader(pattern).read().map(Glob::new);
    }

    /// Whether the pattern says all of the text.
    boolean matches(String text) {
        if (literal.isPresent()) {
            return literal.get().equals(text);
        }
        int[] letters = text.codePoints().toArray();
        boolean[] reached = new boolean[letters.length + 1];
        reached[0] = true;
        for (Token token : tokens) {
            reached = after(token, reached, letters);
        }
        return reached[letters.length];
    }

    /// Up to where the text is said, after one more part of the pattern.
    private static boolean[] after(Token token, boolean[] before, int[] letters) {
        boolean[] after = new boolean[before.length];
        boolean begun = false;
        for (int i = 0; i < before.length; i++) {
            boolean slash = i > 0 && letters[i - 1] == '/';
            after[i] =
                    switch (token) {
                        case Token.One(IntPredicate set, int _) ->
                                i > 0 && before[i - 1] && set.test(letters[i - 1]);
                        case Token.Star _ -> before[i] || (i > 0 && after[i - 1] && !slash);
                        case Token.All _ -> before[i] || (i > 0 && after[i - 1]);
                        case Token.Directories _ -> before[i] || (begun && slash);
                    };
            begun |= before[i];
        }
        return after;
    }

    private static Optional<String> literal(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            if (!(token instanceof Token.One(IntPredicate _, int only)) || only < 0) {
                return Optional.empty();
            }
            text.appendCodePoint(only);
        }
        return Optional.of(text.toString());
    }

    static Token one(int letter) {
        return new Token.One(each -> each == letter, letter);
    }

    static Token of(IntPredicate letters) {
        return new Token.One(each -> each != '/' && letters.test(each), -1);
    }
}
