package io.kspec.golden;

import io.kspec.protocol.text.FieldText;
import java.util.regex.Pattern;

/** Writes the lines {@code key: value} of a capture or its provenance. */
final class EntryText {
    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

    private EntryText() {}

    /**
     * Appends a line; {@code key:} if the value is empty.
     *
     * @throws IllegalArgumentException if the value could not be read back, because of a line break or space around it
     */
    static void append(String key, String value, StringBuilder out) {
        if (LINE_BREAK.matcher(value).find() || !value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    key + ": expected one line without space around it, found " + FieldText.NOTE.quoted(value));
        }
        out.append(key).append(value.isEmpty() ? ":" : ": ").append(value).append('\n');
    }
}
