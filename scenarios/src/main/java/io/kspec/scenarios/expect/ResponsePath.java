package io.kspec.scenarios.expect;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.record.Records;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a response: a path of fields such as {@code Topics[0].ErrorCode}, which may lead into the records of a batch
 * ({@code Responses[0].Partitions[0].Records[2].Value}), and which may end with {@code ?} where only some versions have it.
 */
public final class ResponsePath {
    private static final Pattern INTO_RECORDS = Pattern.compile("(.*\\b\\w*Records)(\\[.*)");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private final String text;
    private final boolean optional;
    private final FieldPath fields;
    private final @Nullable RecordPath record;

    private ResponsePath(String text, boolean optional, FieldPath fields, @Nullable RecordPath record) {
        this.text = text;
        this.optional = optional;
        this.fields = fields;
        this.record = record;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static ResponsePath parse(String text) {
        boolean optional = text.endsWith("?");
        String path = optional ? text.substring(0, text.length() - 1) : text;
        Matcher records = INTO_RECORDS.matcher(path);
        if (records.matches()) {
            return new ResponsePath(
                    path, optional, FieldPath.parse(records.group(1)), RecordPath.parse(records.group(2), path));
        }
        return new ResponsePath(path, optional, FieldPath.parse(path), null);
    }

    /** Whether versions that lack it may be passed over. */
    public boolean isOptional() {
        return optional;
    }

    /** Whether a version of a structure has this place. */
    public boolean isIn(StructSpec struct) {
        return typeIn(struct) != null;
    }

    /** What stands at this place in a structure, or null if the structure's version has no such place. */
    @Nullable PlaceType typeIn(StructSpec struct) {
        FieldType type = null;
        StructSpec here = struct;
        for (String step : fields.toString().split("\\.", -1)) {
            String name = INDEX.matcher(step).replaceAll("");
            FieldSpec field = here == null ? null : here.find(name);
            if (field == null) {
                return null;
            }
            type = field.type();
            for (Matcher index = INDEX.matcher(step); index.find(); ) {
                if (type.kind() != FieldKind.ARRAY) {
                    return null;
                }
                type = type.elementType();
            }
            here = type.kind() == FieldKind.STRUCT ? type.structSpec() : null;
        }
        if (type == null || record == null) {
            return type == null ? null : new PlaceType.OfField(type);
        }
        return type.kind() == FieldKind.RECORDS ? record.type() : null;
    }

    /**
     * The value at this place of a structure whose version has it; empty where there is none or it is null.
     *
     * @throws io.kspec.protocol.codec.DecodeException if it leads into records that do not decode
     */
    public Optional<Object> find(Message message) {
        Optional<Object> value = fields.find(message);
        if (value.isPresent() && value.get() instanceof Bytes bytes && leadsToRecords(message)) {
            var records = Records.readFetched(bytes).records();
            return record == null ? Optional.of(records) : record.find(records);
        }
        return value;
    }

    private boolean leadsToRecords(Message message) {
        if (record != null) {
            return true;
        }
        return typeIn(message.spec()) instanceof PlaceType.OfField field
                && field.type().kind() == FieldKind.RECORDS;
    }

    /** The path, without the mark of an optional one. */
    @Override
    public String toString() {
        return text;
    }
}
