package io.kspec.reference;

/**
 * Versions of an API.
 *
 * @param lowest the lowest version
 * @param highest the highest version
 */
public record VersionRange(int lowest, int highest) {

    static final VersionRange ALL = new VersionRange(0, Short.MAX_VALUE);

    /**
     * Reads {@code 3} or {@code 0-2}.
     *
     * @throws NumberFormatException if the text is neither
     */
    static VersionRange of(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? new VersionRange(Integer.parseInt(text), Integer.parseInt(text))
                : new VersionRange(
                        Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    /** Whether a version is in this range. */
    public boolean contains(int version) {
        return lowest <= version && version <= highest;
    }
}
