package io.kspec.reference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of Apache Kafka release lines, written as {@code from 4.0}, {@code before 4.0} or {@code from 3.3 before 4.0}.
 *
 * @param from the first release line in the range, or null if there is no lower end
 * @param before the first release line after the range, or null if there is no upper end
 */
public record ReleaseRange(@Nullable Line from, @Nullable Line before) {

    private static final Pattern RANGE =
            Pattern.compile("(?:from (\\d{1,4})\\.(\\d{1,4}))?(?: ?before (\\d{1,4})\\.(\\d{1,4}))?");

    /**
     * A release line, such as 4.0 with all its patch releases.
     *
     * @param major the first number
     * @param minor the second number
     */
    public record Line(int major, int minor) {

        private static @Nullable Line of(@Nullable String major, @Nullable String minor) {
            return major == null || minor == null ? null : new Line(Integer.parseInt(major), Integer.parseInt(minor));
        }

        private boolean isReachedBy(KafkaRelease release) {
            return release.isAtLeast(major, minor);
        }
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if the text is not a range
     */
    static ReleaseRange of(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("expected a range such as \"from 3.3 before 4.0\"");
        }
        return new ReleaseRange(
                Line.of(matcher.group(1), matcher.group(2)), Line.of(matcher.group(3), matcher.group(4)));
    }

    /**
     * Whether a release, such as {@code 3.9.2}, is in this range.
     *
     * @throws ReferenceBrokerException if the text is not a release
     */
    public boolean contains(String release) {
        KafkaRelease tested = KafkaRelease.of(release);
        return (from == null || from.isReachedBy(tested)) && (before == null || !before.isReachedBy(tested));
    }
}
