package io.kspec.mock.api.transaction;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The regular expression of a request for transactional ids. Kafka's RE2J runs in linear time; Java's may not, so a match that
 * takes too many steps is given up as none, as are all matches once those of the request have taken too many steps together;
 * and the constructs that RE2J lacks are refused.
 */
final class TransactionalIdPattern {
    private static final int MAX_STEPS = 100_000;

    private static final int MAX_STEPS_OF_ALL = 5_000_000;
    /** Lookaround, atomic groups, possessive quantifiers and references to groups. */
    private static final Pattern NOT_IN_RE2J = Pattern.compile("\\(\\?(?:[=!>]|<[=!])|[*+?}]\\+|\\\\(?:[1-9]|k<)");

    private final @Nullable Pattern pattern;
    private int stepsLeft = MAX_STEPS_OF_ALL;

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
        if (pattern == null) {
            return true;
        }
        Steps steps = new Steps(transactionalId, Math.min(MAX_STEPS, stepsLeft));
        try {
            return pattern.matcher(steps).matches();
        } catch (TooManySteps | StackOverflowError e) {
            return false;
        } finally {
            stepsLeft -= steps.taken;
        }
    }

    /** Thrown out of a match that takes too long. */
    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("a match took too many steps", null, false, false);
        }
    }

    /** A text that counts how often it is read. */
    private static final class Steps implements CharSequence {
        private final String text;
        private final int limit;
        private int taken;

        Steps(String text, int limit) {
            this.text = text;
            this.limit = limit;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (taken == limit) {
                throw new TooManySteps();
            }
            taken++;
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
