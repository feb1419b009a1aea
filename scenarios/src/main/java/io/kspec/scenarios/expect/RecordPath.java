package io.kspec.scenarios.expect;

import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import io.kspec.protocol.path.PathStep.Field;
import io.kspec.protocol.path.PathStep.Having;
import io.kspec.protocol.path.PathStep.Index;
import io.kspec.protocol.record.Record;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a path that leads into records: {@code [2].Offset}, {@code [2].Headers}, {@code [2].Headers[0].Value}, or
 * {@code [Offset=8].Value} for the record with an offset, whatever comes before it.
 */
final class RecordPath {
    private static final Set<String> PROPERTIES = Set.of("Offset", "Timestamp", "Key", "Value", "Headers");

    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");

    private final PathStep selector;
    private final @Nullable String property;
    private final int header;
    private final boolean headerKey;

    private RecordPath(PathStep selector, @Nullable String property, int header, boolean headerKey) {
        this.selector = selector;
        this.property = property;
        this.header = header;
        this.headerKey = headerKey;
    }

    /**
     * Reads the steps after the records.
     *
     * @throws IllegalArgumentException if records have no such property; the message names the whole path
     */
    static RecordPath of(List<PathStep> steps, FieldPath whole) {
        PathStep selector = steps.get(0);
        boolean ofOne = selectsOne(selector);
        if (ofOne && steps.size() == 2 && steps.get(1) instanceof Field field && PROPERTIES.contains(field.name())) {
            return new RecordPath(selector, field.name(), 0, false);
        }
        if (ofOne
                && steps.size() == 4
                && steps.get(1).equals(new Field("Headers"))
                && steps.get(2) instanceof Index header
                && steps.get(3) instanceof Field field
                && (field.name().equals("Key") || field.name().equals("Value"))) {
            return new RecordPath(selector, null, header.index(), field.name().equals("Key"));
        }
        throw new IllegalArgumentException("expected a path into records such as Records[0].Key or"
                + " Records[Offset=8].Key, with one of Offset, Timestamp, Key, Value, Headers, Headers[0].Key, Headers[0].Value; found "
                + whole);
    }

    private static boolean selectsOne(PathStep selector) {
        return selector instanceof Index
                || (selector instanceof Having having
                        && having.field().equals("Offset")
                        && OFFSET.matcher(having.value()).matches());
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
        return selected(records).map(this::find);
    }

    private Optional<Record> selected(List<Record> records) {
        if (selector instanceof Index index) {
            return index.index() < records.size() ? Optional.of(records.get(index.index())) : Optional.empty();
        }
        long offset = Long.parseLong(((Having) selector).value());
        return records.stream().filter(record -> record.offset() == offset).findFirst();
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
