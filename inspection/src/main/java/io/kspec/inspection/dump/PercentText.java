package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes in the percent encoding of URLs: {@code %00%00%00%13%00%09k}. Of several words, the longest with escapes counts. */
final class PercentText {
    /** The characters that URLs leave as they are, and escapes; a plus is a space in a query. */
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9a-fA-F]{2}|[A-Za-z0-9._~*!'()+-]){4,}+");

    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");
    /** Fewer escapes are of a name in a URL. */
    private static final int FEWEST = 4;

    private PercentText() {}

    static boolean isIn(String text) {
        return !longest(text).isEmpty();
    }

    static Bytes read(String text) {
        String encoded = longest(text);
        if (encoded.isEmpty()) {
            throw new InspectionException("expected bytes in percent encoding such as %00%2a, found none");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < encoded.length()) {
            char c = encoded.charAt(at);
            if (c == '%') {
                bytes.write(Integer.parseInt(encoded, at + 1, at + 3, 16));
                at += 3;
            } else {
                bytes.write(c == '+' ? ' ' : c);
                at++;
            }
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    /** The longest encoded word with enough escapes, of which one is no text; empty if there is none. */
    private static String longest(String text) {
        String longest = "";
        Matcher matcher = ENCODED.matcher(text);
        while (matcher.find()) {
            String word = matcher.group();
            boolean escaped = ESCAPE.matcher(word).results().limit(FEWEST).count() == FEWEST;
            if (escaped && word.contains("%0") && word.length() > longest.length()) {
                longest = word;
            }
        }
        return longest;
    }
}
