package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.util.Base64;
import java.util.regex.Pattern;

/** Base64, of either alphabet, on any number of lines, with or without quotes. */
final class Base64Text {
    private static final Pattern DIGITS = Pattern.compile("[A-Za-z0-9+/_-]+={0,2}");
    private static final int SHORTEST = 12;
    /** Of base64, no more characters than this share are hexadecimal digits: else it is hexadecimal with a typo. */
    private static final double MOST_HEXADECIMAL = 0.9;

    private Base64Text() {}

    static boolean isIn(String text) {
        String digits = digits(text);
        if (digits.length() < SHORTEST
                || digits.replace("=", "").length() % 4 == 1
                || !DIGITS.matcher(digits).matches()) {
            return false;
        }
        long hexadecimal =
                digits.chars().filter(c -> Character.digit(c, 16) >= 0).count();
        long others = digits.chars()
                .filter(c -> Character.digit(c, 16) < 0 && c != '=')
                .distinct()
                .count();
        return hexadecimal < MOST_HEXADECIMAL * digits.length() && others > 1;
    }

    static Bytes read(String text) {
        String digits = digits(text).replace('-', '+').replace('_', '/');
        try {
            return Bytes.wrap(Base64.getDecoder().decode(digits));
        } catch (IllegalArgumentException e) {
            throw new InspectionException("expected base64, found " + e.getMessage());
        }
    }

    private static String digits(String text) {
        String stripped = text.strip();
        boolean quoted = stripped.length() > 1
                && (stripped.charAt(0) == '"' || stripped.charAt(0) == '\'' || stripped.charAt(0) == '`')
                && stripped.charAt(stripped.length() - 1) == stripped.charAt(0);
        return (quoted ? stripped.substring(1, stripped.length() - 1) : stripped).replaceAll("\\s+", "");
    }
}
