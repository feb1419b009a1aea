package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of an array in brackets or braces, as Go ({@code []byte{0x0, 0x2a}}, {@code [0 42]}), C, Rust ({@code [00,
 * 2a]}), Java ({@code [0, -1]}) and Python print them.
 */
final class ArrayText {
    private static final Pattern ARRAY = Pattern.compile("\\{([^{}]*)}|\\[([^\\[\\]]+)]", Pattern.DOTALL);
    private static final Pattern PREFIXED = Pattern.compile("0[xX][0-9a-fA-F]{1,2}");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{1,2}");
    private static final Pattern SURELY_HEX = Pattern.compile(".*[a-fA-F].*|0.");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,3}");

    private ArrayText() {}

    static boolean isIn(String text) {
        return ARRAY.matcher(text).find();
    }

    static Bytes read(String text) {
        Matcher matcher = ARRAY.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no array");
        }
        String content = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        List<String> numbers = Arrays.stream(content.split("[,\\s]+"))
                .filter(number -> !number.isEmpty())
                .toList();
        boolean prefixed =
                numbers.stream().anyMatch(number -> PREFIXED.matcher(number).matches());
        boolean hex = !prefixed
                && numbers.stream().allMatch(number -> HEX.matcher(number).matches())
                && numbers.stream()
                        .anyMatch(number -> SURELY_HEX.matcher(number).matches());
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) number(numbers.get(i), i, prefixed, hex);
        }
        return Bytes.wrap(bytes);
    }

    private static int number(String text, int index, boolean prefixed, boolean hex) {
        if (prefixed && PREFIXED.matcher(text).matches()) {
            return Integer.parseInt(text.substring(2), 16);
        }
        if (hex) {
            return Integer.parseInt(text, 16);
        }
        if (DECIMAL.matcher(text).matches()) {
            int value = Integer.parseInt(text);
            if (value >= Byte.MIN_VALUE && value <= 0xff) {
                return value;
            }
        }
        throw new InspectionException("entry " + index + " of the array: expected a byte, such as "
                + (prefixed ? "0x2a" : "42") + ", found " + Quoted.of(text));
    }
}
