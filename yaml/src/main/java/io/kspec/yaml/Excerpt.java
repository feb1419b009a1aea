package io.kspec.yaml;

/** Cuts text from a file down to what fits into a message of one line. */
final class Excerpt {
    private static final int MOST_CHARACTERS = 80;

    private Excerpt() {}

    /** The first line of a text, or as much of it as is worth showing; an ellipsis stands for the rest. */
    static String of(String text) {
        int end = Math.min(text.length(), MOST_CHARACTERS);
        for (int i = 0; i < end; i++) {
            if (Character.isISOControl(text.charAt(i))) {
                end = i;
            }
        }
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return end == text.length() ? text : text.substring(0, end) + "…";
    }
}
