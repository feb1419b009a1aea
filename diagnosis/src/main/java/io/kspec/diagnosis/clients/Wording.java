package io.kspec.diagnosis.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text, in lower case. Numbers, punctuation, quotes, escapes and colours are left out, because they differ
 * between two sightings of one message; so are single letters.
 */
final class Wording {
    /** Stands for a placeholder of a client, which matches anything. */
    static final String ANYTHING = "*";

    private static final Pattern PLACEHOLDER =
            Pattern.compile("%[#+0-9.-]*(?:hd|zu|ll?[dux]|[a-zA-Z])|%|\\{\\w*}|\\.\\.\\.|…");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
    private static final Pattern ESCAPE = Pattern.compile("\\\\+(?:[nrt]|u[0-9a-fA-F]{4})");
    private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})\\\\?['’`](?=\\p{L})");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}|\\*");

    private Wording() {}

    /** The words of what a client printed. */
    static List<String> of(String text) {
        String plain = ESCAPE.matcher(COLOUR.matcher(text).replaceAll(" ")).replaceAll(" ");
        return words(plain.replace('*', ' '));
    }

    /** The words of a text in a client's sources, with {@link #ANYTHING} for its placeholders. */
    static List<String> ofPattern(String pattern) {
        return words(PLACEHOLDER.matcher(pattern.replace('*', ' ')).replaceAll(" * "));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(APOSTROPHE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }
}
