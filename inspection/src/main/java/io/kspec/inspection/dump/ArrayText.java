package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of an array in brackets, braces or the parentheses of a call, as Go ({@code []byte{0x0, 0x2a}}, {@code [0 42]}), C, Rust ({@code [00,
 * 2a]}, {@code vec![0u8, 42]}), Java ({@code [0, -1]}), Kotlin ({@code byteArrayOf(0x00, 0xff.toByte())}), Scala, Swift, F#
 * ({@code [|0x00uy; 0x2auy|]}) and Python print them. Of several arrays, such as {@code [36]} before
 * the bytes in C, the longest counts.
 */
final class ArrayText {
    private static final Pattern ARRAY = Pattern.compile("\\{[^{}]*+}|\\[[^\\[\\]]++]|\\([^()\\[\\]{}]++\\)");
    /** What may be an entry, or is meant to be one. */
    private static final Pattern ENTRY = Pattern.compile("-?(?:0[xX])?[0-9a-fA-F]{1,4}|\\.\\.\\.");
    /** Fewer entries in the midst of a text are no bytes: {@code [3]}. */
    private static final int FEWEST = 4;

    private static final Pattern PREFIXED = Pattern.compile("0[xX][0-9a-fA-F]{1,2}");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{1,2}");
    private static final Pattern SURELY_HEX = Pattern.compile("[0-9]?[a-fA-F][0-9]?|[a-fA-F]{2}|0.");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,3}");
    private static final Pattern TYPED = Pattern.compile("([0-9a-fA-FxX-]{1,4}?)(?:_?[ui]8|uy?|y)");
    private static final Pattern CAST = Pattern.compile("\\(byte\\)|\\.toU?Byte(?:\\(\\))?");
    private static final Pattern MORE = Pattern.compile("\\.\\.\\.\\s*+(?:([0-9]{1,9}) more items?)?");

    private ArrayText() {}

    static boolean isIn(String text) {
        return !longest(text).isEmpty();
    }

    static DumpInput read(String text) {
        String longest = longest(text);
        if (longest.isEmpty()) {
            throw new InspectionException("expected an array such as [0, 42] or {0x0, 0x2a}, found none");
        }
        return numbers(longest, DumpFormat.ARRAY);
    }

    /** What is between the brackets of the array with the most entries; empty if there is no array of numbers. */
    private static String longest(String text) {
        String start = text.stripLeading();
        boolean only = start.startsWith("[") || start.startsWith("{");
        String longest = "";
        int most = only ? 0 : FEWEST - 1;
        Matcher matcher = ARRAY.matcher(CAST.matcher(withoutComments(text)).replaceAll(" "));
        while (matcher.find()) {
            String found = matcher.group();
            String content = found.substring(1, found.length() - 1);
            Matcher more = MORE.matcher(content);
            List<String> entries = tokens(more.find() ? content.substring(0, more.start()) : content);
            if (entries.size() > most
                    && entries.stream().allMatch(entry -> ENTRY.matcher(entry).matches())) {
                longest = content;
                most = entries.size();
            }
        }
        return longest;
    }

    /** The text without comments of C, which Wireshark writes between the bytes. */
    private static String withoutComments(String text) {
        StringBuilder rest = new StringBuilder();
        int at = 0;
        int start = text.indexOf("/*");
        while (start >= at) {
            rest.append(text, at, start).append(' ');
            int end = text.indexOf("*/", start + 2);
            at = end < 0 ? text.length() : end + 2;
            start = text.indexOf("/*", at);
        }
        return rest.append(text, at, text.length()).toString();
    }

    /** The numbers between the brackets of an array. */
    static DumpInput numbers(String content, DumpFormat format) {
        Matcher more = MORE.matcher(content);
        boolean cut = more.find();
        List<String> numbers = tokens(cut ? content.substring(0, more.start()) : content);
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
        Dump dump = new Dump.Plain(Bytes.wrap(bytes));
        return cut
                ? DumpInput.of(
                        format,
                        dump,
                        (more.group(1) == null ? "" : more.group(1) + " ") + "more bytes were not printed")
                : DumpInput.of(format, dump);
    }

    private static List<String> tokens(String content) {
        List<String> numbers = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(content, ",;| \t\r\n\f'\"");
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            Matcher typed = TYPED.matcher(token);
            numbers.add(typed.matches() ? typed.group(1) : token);
        }
        return numbers;
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
