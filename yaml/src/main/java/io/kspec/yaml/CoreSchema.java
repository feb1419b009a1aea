package io.kspec.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What plain scalars mean: the core schema of YAML 1.2, in which {@code yes}, {@code off} and {@code 1:30} are text and {@code
 * 017} is seventeen.
 *
 * <p>Source: YAML 1.2.2, section 10.3.2.
 */
final class CoreSchema {
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern BOOLEAN = Pattern.compile("(true|True|TRUE)|false|False|FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL_OR_HEX = Pattern.compile("0o([0-7]+)|0x([0-9a-fA-F]+)");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern INFINITY = Pattern.compile("([-+])?(?:\\.inf|\\.Inf|\\.INF)");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.nan|\\.NaN|\\.NAN");

    private CoreSchema() {}

    static boolean isNull(String plain) {
        return NULL.matcher(plain).matches();
    }

    /**
     * The value of a plain scalar: null, {@code Boolean}, {@code Long}, {@code Double} or {@code String}. Whole numbers that do
     * not fit into 64 bits become {@code Double}.
     */
    static @Nullable Object resolve(String plain) {
        if (isNull(plain)) {
            return null;
        }
        Matcher bool = BOOLEAN.matcher(plain);
        if (bool.matches()) {
            return bool.group(1) != null;
        }
        if (DECIMAL.matcher(plain).matches()) {
            return decimal(plain);
        }
        Matcher octalOrHex = OCTAL_OR_HEX.matcher(plain);
        if (octalOrHex.matches()) {
            return octalOrHex.group(1) == null ? number(octalOrHex.group(2), 16) : number(octalOrHex.group(1), 8);
        }
        if (FLOAT.matcher(plain).matches()) {
            return Double.valueOf(plain);
        }
        Matcher infinity = INFINITY.matcher(plain);
        if (infinity.matches()) {
            return "-".equals(infinity.group(1)) ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return NOT_A_NUMBER.matcher(plain).matches() ? (Object) Double.NaN : plain;
    }

    private static Object decimal(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException tooLarge) {
            return Double.valueOf(digits);
        }
    }

    private static Object number(String digits, int radix) {
        try {
            return Long.valueOf(digits, radix);
        } catch (NumberFormatException tooLarge) {
            double value = 0;
            for (int i = 0; i < digits.length(); i++) {
                value = value * radix + Character.digit(digits.charAt(i), radix);
            }
            return value;
        }
    }
}
