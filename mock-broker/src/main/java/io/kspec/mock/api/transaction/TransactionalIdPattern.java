package io.kspec.mock.api.transaction;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression for transactional ids. Kafka's RE2J runs in linear time; Java's may not, so a match that takes too many
 * steps is given up as none, and the constructs that RE2J lacks are refused.
 */
final class TransactionalIdPattern {
    private static final int MAX_STEPS = 100_000;
    /** Lookaround, atomic groups, possessive quantifiers and references to groups. */
    private static final Pattern NOT_IN_RE2J = Pattern.compile("\\(\\?(?:[=!>]|<[=!])|[*+?}]\\+|\\\\(?:[1-9]|k<)");

    private final @Nullable Pattern pattern;

    private TransactionalIdPattern(@Nullable Pattern pattern) {
        this.pattern = pattern;
    }

    /** Parses an expression; null or empty matches everything. Returns null if it is invalid. */
    static @Nullable TransactionalIdPattern parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new TransactionalIdPattern(null);
        }
        try {
            return NOT_IN_RE2J.matcher(text).find() ? null : new TransactionalIdPattern(Pattern.compile(text));
        } catch (PatternSyntaxException | StackOverflowError e) {
            return null;
        }
    }

    /** Whether the whole of a transactional id matches. */
    boolean matches(String transactionalId) {
        try {
            return pattern == null
                    || pattern.matcher(new Steps(transactionalId)).matches();
        } catch (TooManySteps | StackOverflowError e) {
            return false;
        }
    }

    /** Thrown out of a match that takes too long. */
    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("a match was given up after " + MAX_STEPS + " steps", null, false, false);
        }
    }

    /** A text that counts how often it is read. */
    private static final class Steps implements CharSequence {
        private final String text;
        private int reads;

        Steps(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads > MAX_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
