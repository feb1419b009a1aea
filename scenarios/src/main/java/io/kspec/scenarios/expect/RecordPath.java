package io.kspec.scenarios.expect;

import io.kspec.protocol.record.Record;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place among records: {@code [2].Offset}, {@code [2].Headers} or {@code [2].Headers[0].Value}. */
final class RecordPath {
    private static final Pattern PATH = Pattern.compile(
            "\\[(\\d{1,9})]\\.(?:(Offset|Timestamp|Key|Value|Headers)|Headers\\[(\\d{1,9})]\\.(Key|Value))");

    private final int index;
    private final @Nullable String property;
    private final int header;
    private final boolean headerKey;

    private RecordPath(Matcher matcher) {
        this.index = Integer.parseInt(matcher.group(1));
        this.property = matcher.group(2);
        this.header = property == null ? Integer.parseInt(matcher.group(3)) : 0;
        this.headerKey = "Key".equals(matcher.group(4));
    }

    static RecordPath parse(String text, String whole) {
        Matcher matcher = PATH.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected a path into records such as Records[0].Key, with one of Offset,"
                            + " Timestamp, Key, Value, Headers, Headers[0].Key, Headers[0].Value; found " + whole);
        }
        return new RecordPath(matcher);
    }

    PlaceType type() {
        if (property == null) {
            return headerKey ? PlaceType.OfRecord.TEXT : PlaceType.OfRecord.BYTES;
        }
        return switch (property) {
            case "Offset", "Timestamp" -> PlaceType.OfRecord.NUMBER;
            case "Headers" -> PlaceType.OfRecord.LIST;
            default -> PlaceType.OfRecord.BYTES;
        };
    }

    Optional<Object> find(List<Record> records) {
        return index < records.size() ? Optional.ofNullable(find(records.get(index))) : Optional.empty();
    }

    private @Nullable Object find(Record found) {
        if (property == null) {
            return header >= found.headers().size()
                    ? null
                    : headerKey
                            ? found.headers().get(header).key()
                            : found.headers().get(header).value();
        }
        return switch (property) {
            case "Offset" -> found.offset();
            case "Timestamp" -> found.timestamp();
            case "Key" -> found.key();
            case "Value" -> found.value();
            default -> found.headers();
        };
    }
}
