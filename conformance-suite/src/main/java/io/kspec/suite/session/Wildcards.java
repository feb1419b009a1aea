package io.kspec.suite.session;

/** Patterns in which {@code *} stands for any characters, also none, and every other character for itself. */
public final class Wildcards {
    private static final char ANY = '*';

    private Wildcards() {}

    /** Whether a pattern matches the whole of a text. */
    public static boolean matches(String pattern, String text) {
        int at = 0;
        int next = 0;
        int star = -1;
        int resumed = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == ANY) {
                star = next++;
                resumed = at;
            } else if (next < pattern.length() && pattern.charAt(next) == text.charAt(at)) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++resumed; // the star stands for one character more
            } else {
                return false;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == ANY) {
            next++;
        }
        return next == pattern.length();
    }
}
