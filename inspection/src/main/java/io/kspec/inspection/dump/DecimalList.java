package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/** Decimal numbers from -128 to 255 between commas or white space: {@code 0, 18, 0, -1}. */
final class DecimalList {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,3}");
    private static final int FEWEST = 4;

    private DecimalList() {}

    /** Two digits each could be hexadecimal; a sign, one digit or three digits cannot. */
    static boolean isIn(String text) {
        List<String> numbers = numbers(text);
        return numbers.size() >= FEWEST
                && numbers.stream().allMatch(number -> NUMBER.matcher(number).matches())
                && numbers.stream().anyMatch(number -> number.length() != 2 || number.charAt(0) == '-');
    }

    static Bytes read(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> numbers = numbers(text);
        for (int i = 0; i < numbers.size(); i++) {
            bytes.write(number(numbers.get(i), i));
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private static int number(String text, int index) {
        int value = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : Integer.MAX_VALUE;
        if (value < Byte.MIN_VALUE || value > 0xff) {
            throw new InspectionException(
                    "number " + index + ": expected a byte, such as 42 or -1, found " + Quoted.of(text));
        }
        return value;
    }

    private static List<String> numbers(String text) {
        List<String> numbers = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, ",; \t\r\n\f");
        while (tokens.hasMoreTokens()) {
            numbers.add(tokens.nextToken());
        }
        return numbers;
    }
}
