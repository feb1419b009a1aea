package io.kspec.scenarios.expect;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import io.kspec.protocol.record.Records;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a response: a path of fields such as {@code Topics[0].ErrorCode}, which may lead into the records of a batch
 * ({@code Responses[0].Partitions[0].Records[2].Value}, or {@code Records[Offset=8].Value} for the one with an offset), and
 * which may end with {@code ?} where only some versions have it.
 */
public final class ResponsePath {
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
        String bare = optional ? text.substring(0, text.length() - 1) : text;
        FieldPath path = FieldPath.parsePattern(bare);
        List<PathStep> steps = path.steps();
        for (int i = steps.size() - 1; i > 0; i--) {
            if (!(steps.get(i) instanceof PathStep.Field)
                    && steps.get(i - 1) instanceof PathStep.Field field
                    && field.name().endsWith("Records")) {
                FieldPath fields = FieldPath.parse(path.prefix(i).toString());
                return new ResponsePath(bare, optional, fields, RecordPath.of(steps.subList(i, steps.size()), path));
            }
        }
        return new ResponsePath(bare, optional, FieldPath.parse(bare), null);
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
        FieldType type = fields.typeIn(struct).orElse(null);
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
