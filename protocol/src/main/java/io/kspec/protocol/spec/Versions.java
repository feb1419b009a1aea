package io.kspec.protocol.spec;

import org.apiguardian.api.API;

/**
 * A range of versions, including both ends, in the notation of the message definitions: {@code 0-9}, {@code 3+},
 * {@code 5} or {@code none}.
 *
 * @param lowest the first version, 0 or more
 * @param highest the last version, at most {@link Short#MAX_VALUE}; below {@code lowest} if the range is empty
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Versions(int lowest, int highest) {
    public static final Versions NONE = new Versions(0, -1);

    /**
     * Parses a range.
     *
     * @throws IllegalArgumentException if the text is not a range of versions
     */
    public static Versions parse(String text) {
        String trimmed = text.strip();
        if (trimmed.equals("none") || trimmed.isEmpty()) {
            return NONE;
        }
        try {
            if (trimmed.endsWith("+")) {
                return new Versions(Integer.parseInt(trimmed.substring(0, trimmed.length() - 1)), Short.MAX_VALUE);
            }
            int dash = trimmed.indexOf('-');
            if (dash < 0) {
                int only = Integer.parseInt(trimmed);
                return new Versions(only, only);
            }
            return new Versions(
                    Integer.parseInt(trimmed.substring(0, dash)), Integer.parseInt(trimmed.substring(dash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected a range of versions such as 0-9, 3+, 5 or none, found " + text, e);
        }
    }

    public boolean contains(int version) {
        return lowest <= version && version <= highest;
    }

    public boolean isEmpty() {
        return highest < lowest;
    }

    /** The versions that both ranges contain. */
    public Versions intersect(Versions other) {
        Versions both = new Versions(Math.max(lowest, other.lowest), Math.min(highest, other.highest));
        return both.isEmpty() ? NONE : both;
    }

    /** The range with both ends moved by the same number of versions; one without an end still has none. */
    Versions shifted(int by) {
        return isEmpty() ? this : new Versions(lowest + by, highest == Short.MAX_VALUE ? highest : highest + by);
    }

    @Override
    public String toString() {
        if (isEmpty()) {
            return "none";
        }
        if (highest == Short.MAX_VALUE) {
            return lowest + "+";
        }
        return lowest == highest ? Integer.toString(lowest) : lowest + "-" + highest;
    }
}
