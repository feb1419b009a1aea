package io.kspec.scenarios.expect;

import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import io.kspec.protocol.path.PathStep.Field;
import io.kspec.protocol.path.PathStep.Index;
import io.kspec.protocol.record.Record;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a path that leads into records: {@code [2].Offset}, {@code [2].Headers} or {@code [2].Headers[0].Value}. */
final class RecordPath {
    private static final Set<String> PROPERTIES = Set.of("Offset", "Timestamp", "Key", "Value", "Headers");

    private final int index;
    private final @Nullable String property;
    private final int header;
    private final boolean headerKey;

    private RecordPath(int index, @Nullable String property, int header, boolean headerKey) {
        this.index = index;
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
        int index = ((Index) steps.get(0)).index();
        if (steps.size() == 2 && steps.get(1) instanceof Field field && PROPERTIES.contains(field.name())) {
            return new RecordPath(index, field.name(), 0, false);
        }
        if (steps.size() == 4
                && steps.get(1).equals(new Field("Headers"))
                && steps.get(2) instanceof Index header
                && steps.get(3) instanceof Field field
                && (field.name().equals("Key") || field.name().equals("Value"))) {
            return new RecordPath(index, null, header.index(), field.name().equals("Key"));
        }
        throw new IllegalArgumentException("expected a path into records such as Records[0].Key, with one of Offset,"
                + " Timestamp, Key, Value, Headers, Headers[0].Key, Headers[0].Value; found " + whole);
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
