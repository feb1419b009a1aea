package io.kspec.scenarios.value;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import io.kspec.yaml.FilePosition;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts YAML to values of the types of Kafka's fields. YAML that does not fit is reported with line and column. Where a
 * variable has no value yet, the result is {@link Unresolved#YET}, so that a file can be checked before it is played.
 */
public final class ValueBinder {
    /** The keys of a batch of records. */
    public static final Set<String> BATCH_KEYS = RecordsBinder.BATCH_KEYS;
    /** The keys of a record. */
    public static final Set<String> RECORD_KEYS = RecordsBinder.RECORD_KEYS;
    /** The keys that begin a way to write bytes. */
    public static final Set<String> BYTES_FORMS = BytesBinder.FORMS;

    private static final String OPTIONAL = "?";
    private static final Pattern DIGITS = Pattern.compile("-?\\d{1,18}");

    private final Problems problems;
    private final Interpolation interpolation;
    private final BytesBinder bytes;

    /**
     * @param clock for the timestamps of records
     * @param problems collects what does not fit
     */
    public ValueBinder(Variables variables, InstantSource clock, Problems problems) {
        this.problems = problems;
        this.interpolation = new Interpolation(variables, problems);
        this.bytes = new BytesBinder(this, clock, problems);
    }

    /** Whether a variable may have this name. */
    public static boolean isVariableName(String text) {
        return Interpolation.NAME.matcher(text).matches();
    }

    /** Whether a mapping is a way to write bytes. */
    public static boolean isBytes(YamlNode node) {
        return BytesBinder.isForm(node);
    }

    /** The value of any scalar. */
    public @Nullable Object any(Scalar scalar) {
        return interpolation.value(scalar);
    }

    /** The message with the fields of a mapping; fields that it leaves out have their defaults. */
    public Message message(StructSpec spec, Mapping fields) {
        MessageBuilder builder = Message.builder(spec);
        Set<String> seen = new HashSet<>();
        for (Entry entry : fields.entries()) {
            boolean optional = entry.name().endsWith(OPTIONAL);
            String name = optional ? entry.name().substring(0, entry.name().length() - 1) : entry.name();
            if (!seen.add(name)) {
                problems.add(entry.key().at(), "expected each field once, found " + name + " again");
                continue;
            }
            FieldSpec field = spec.find(name);
            if (field == null) {
                reportMissing(spec, name, optional, entry.key().at());
                continue;
            }
            Object value = typed(field.type(), field.nullable(), entry.value());
            if (value != Unresolved.YET) {
                builder.set(name, value);
            }
        }
        return builder.build();
    }

    private void reportMissing(StructSpec spec, String name, boolean optional, FilePosition at) {
        if (!spec.isKnownInSomeVersion(name)) {
            problems.unknownName(at, "a field of " + spec, names(spec), name);
        } else if (!optional) {
            problems.add(
                    at,
                    "expected a field of " + spec + ", found " + name + ", which only other versions have; write "
                            + name + "? to omit it at this version");
        }
    }

    private static Collection<String> names(StructSpec spec) {
        List<String> names = new ArrayList<>();
        spec.fields().forEach(field -> names.add(field.name()));
        spec.taggedFields().forEach(field -> names.add(field.name()));
        return names;
    }

    /** A value of a field's type, as {@link MessageBuilder#set} takes it. */
    public @Nullable Object typed(FieldType type, boolean nullable, YamlNode node) {
        Object whole = node instanceof Scalar scalar ? interpolation.value(scalar) : node;
        if (whole == Unresolved.YET) {
            return Unresolved.YET;
        }
        if (whole == null && type.kind() != FieldKind.STRING) {
            return nullable ? null : mismatch(node, type.toString());
        }
        return switch (type.kind()) {
            case STRUCT ->
                node instanceof Mapping fields
                        ? message(type.structSpec(), fields)
                        : mismatch(node, "a mapping of fields");
            case ARRAY -> array(type, node, whole);
            case BYTES -> bytes.bytes(node);
            case RECORDS -> bytes.records(node);
            case STRING -> node instanceof Scalar ? text(node, nullable) : mismatch(node, "a string");
            case UUID -> uuid(node, whole);
            case BOOL -> whole instanceof Boolean ? whole : mismatch(node, "true or false");
            case FLOAT64 -> whole instanceof Number number ? number.doubleValue() : mismatch(node, "a number");
            default -> integer(type.kind(), node, whole);
        };
    }

    private Object array(FieldType type, YamlNode node, @Nullable Object whole) {
        if (whole instanceof List<?> captured) {
            return captured;
        }
        if (!(node instanceof Sequence sequence)) {
            return mismatch(node, "a list of " + type.elementType());
        }
        List<Object> values = new ArrayList<>();
        boolean resolved = true;
        for (YamlNode item : sequence.items()) {
            Object value = typed(type.elementType(), false, item);
            resolved &= value != Unresolved.YET;
            if (value != null) {
                values.add(value);
            }
        }
        return resolved ? values : Unresolved.YET;
    }

    /** The text of a scalar, numbers and booleans included; null only where allowed. */
    public @Nullable Object text(YamlNode node, boolean nullable) {
        if (!(node instanceof Scalar scalar)) {
            return mismatch(node, "text");
        }
        if (scalar.isNull()) {
            return nullable ? null : mismatch(node, "a string");
        }
        if (!scalar.text().contains("${")) {
            return scalar.text();
        }
        Object value = interpolation.value(scalar);
        return value == null || value == Unresolved.YET ? Unresolved.YET : Interpolation.textOf(value);
    }

    private Object uuid(YamlNode node, @Nullable Object whole) {
        if (whole instanceof UUID) {
            return whole;
        }
        if (node instanceof Scalar scalar && whole != null) {
            try {
                return KafkaUuid.parse(whole instanceof String text ? text : scalar.text());
            } catch (IllegalArgumentException e) {
                // reported below
            }
        }
        return mismatch(node, "a UUID of 22 characters of base64, or 36 with dashes");
    }

    /** A whole number of a kind; an int16 may be written as the name of an error. */
    public Object integer(FieldKind kind, YamlNode node) {
        return integer(kind, node, node instanceof Scalar scalar ? interpolation.value(scalar) : node);
    }

    private Object integer(FieldKind kind, YamlNode node, @Nullable Object whole) {
        if (whole == Unresolved.YET) {
            return Unresolved.YET;
        }
        boolean named = kind == FieldKind.INT16;
        if (named && whole instanceof String name && ErrorCode.named(name).isPresent()) {
            return (long) ErrorCode.named(name).get().code();
        }
        Long number = number(whole);
        if (number != null && number >= kind.minimum() && number <= kind.maximum()) {
            return number;
        }
        String expected = named ? "int16 or the name of an error" : kind.toString();
        if (node instanceof Scalar scalar && whole != null && !scalar.text().equals(Interpolation.textOf(whole))) {
            problems.add(
                    node.at(),
                    "expected " + expected + ", found " + Interpolation.textOf(whole) + " in " + scalar.text());
            return Unresolved.YET;
        }
        return mismatch(node, expected);
    }

    private static @Nullable Long number(@Nullable Object value) {
        if (value instanceof String text && DIGITS.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte
                ? ((Number) value).longValue()
                : null;
    }

    /** Bytes from hexadecimal digits, {@code {utf8: …}} or an embedded message; null for null. */
    public @Nullable Object bytes(YamlNode node) {
        return bytes.bytes(node);
    }

    /** Reports that a node is not what was expected. */
    Object mismatch(YamlNode node, String expected) {
        problems.mismatch(node, expected);
        return Unresolved.YET;
    }

    /** Bytes from a variable or from hexadecimal digits. */
    Object hex(Scalar scalar) {
        Object value = interpolation.value(scalar);
        if (value instanceof Bytes || value == Unresolved.YET) {
            return value;
        }
        try {
            return Bytes.fromHex(value instanceof String captured ? captured : scalar.text());
        } catch (IllegalArgumentException e) {
            return mismatch(scalar, "bytes as pairs of hexadecimal digits or {utf8: text}");
        }
    }
}
