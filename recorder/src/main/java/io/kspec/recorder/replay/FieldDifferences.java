package io.kspec.recorder.replay;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What two messages of the same definition differ in. Records are compared by their keys, values and headers, since their
 * times and checksums differ whenever a client sends them again.
 */
final class FieldDifferences {
    /** More differences are not counted. */
    private static final int MOST = 1_000;

    private static final int LONGEST = 60;

    private final List<String> found = new ArrayList<>();

    private FieldDifferences() {}

    /** The differences, one a line: {@code Topics[0].Name: expected "a", found "b"}. */
    static List<String> between(Message expected, Message found) {
        FieldDifferences differences = new FieldDifferences();
        differences.message("", expected, found);
        return differences.found;
    }

    private void message(String path, Message expected, Message actual) {
        for (FieldSpec field : expected.spec().allFields()) {
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            Object first = expected.get(field);
            Object second = actual.get(field);
            boolean records = field.kind() == FieldKind.RECORDS;
            value(at, records ? content(first) : first, records ? content(second) : second);
        }
    }

    private void value(String path, @Nullable Object expected, @Nullable Object actual) {
        if (found.size() >= MOST || Objects.equals(expected, actual)) {
            return;
        }
        if (expected instanceof Message first && actual instanceof Message second) {
            message(path, first, second);
        } else if (expected instanceof List<?> first && actual instanceof List<?> second) {
            if (first.size() != second.size()) {
                found.add(path + ": expected " + first.size() + " entries, found " + second.size());
            }
            for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
                value(path + "[" + i + "]", first.get(i), second.get(i));
            }
        } else {
            found.add(path + ": expected " + text(expected) + ", found " + text(actual));
        }
    }

    /** The records in a field; the field itself if it contains none that can be read. */
    private static @Nullable Object content(@Nullable Object field) {
        if (!(field instanceof Bytes bytes)) {
            return field;
        }
        try {
            List<Object> contents = new ArrayList<>();
            Records.read(bytes).records().forEach(record -> {
                contents.add(record.key() == null ? "no key" : record.key());
                contents.add(record.value() == null ? "no value" : record.value());
                contents.addAll(record.headers());
            });
            return contents;
        } catch (RuntimeException unreadable) {
            return bytes;
        }
    }

    private static String text(@Nullable Object value) {
        String text = value instanceof String string ? "\"" + string + "\"" : String.valueOf(value);
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return shortened.replaceAll("\\p{Cntrl}", "?");
    }
}
