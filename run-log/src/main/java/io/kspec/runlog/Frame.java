package io.kspec.runlog;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The bytes of a request or response as they were on the wire, and what lies where in them. Every position counts from
 * the first byte of {@code hex}.
 *
 * @param size the number of bytes
 * @param hex the first bytes in lower-case hexadecimal; fewer than {@code size} if the log was kept small
 * @param fields what was read from the bytes, in the order of the message; may end early if reading failed
 * @param fieldsLeftOut the number of fields not listed in {@code fields}
 */
public record Frame(int size, String hex, List<Field> fields, int fieldsLeftOut) {
    public Frame {
        fields = List.copyOf(fields);
        if (!isHex(Objects.requireNonNull(hex, "hex"))) {
            throw new IllegalArgumentException("frame, hex: expected pairs of lower-case hexadecimal digits");
        }
        if (size < hex.length() / 2) {
            throw new IllegalArgumentException(
                    "frame, size: expected at least the " + hex.length() / 2 + " bytes of hex, found " + size);
        }
        if (fieldsLeftOut < 0) {
            throw new IllegalArgumentException("frame, fieldsLeftOut: expected 0 or more, found " + fieldsLeftOut);
        }
        for (Field field : fields) {
            if (field.end() > size) {
                throw new IllegalArgumentException("frame, field " + field.path() + ": expected to end within " + size
                        + " bytes, found " + field.end());
            }
        }
    }

    /** All of the given bytes, with their fields. */
    public static Frame of(byte[] bytes, List<Field> fields) {
        return new Frame(bytes.length, HexFormat.of().formatHex(bytes), fields, 0);
    }

    /** The number of bytes in {@code hex}. */
    public int bytesKept() {
        return hex.length() / 2;
    }

    private static boolean isHex(String text) {
        return text.length() % 2 == 0 && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
