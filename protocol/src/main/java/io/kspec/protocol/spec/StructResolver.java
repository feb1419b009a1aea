package io.kspec.protocol.spec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Resolves a definition at one version: selects the fields of that version, and determines their encoding. */
final class StructResolver {
    private static final UUID ZERO_UUID = new UUID(0, 0);
    private static final Map<String, FieldKind> PRIMITIVES = new HashMap<>();

    static {
        for (FieldKind kind : FieldKind.values()) {
            if (kind != FieldKind.STRUCT && kind != FieldKind.ARRAY) {
                PRIMITIVES.put(kind.toString(), kind);
            }
        }
    }

    private final MessageDefinition definition;
    private final MessageId id;
    private final FieldNames names;
    private final boolean flexible;
    private final Map<String, StructSpec> common = new HashMap<>();

    StructResolver(MessageDefinition definition, MessageId id, FieldNames names) {
        this.definition = definition;
        this.names = names;
        this.id = id;
        this.flexible = definition.flexibleVersions().contains(id.version());
    }

    StructSpec resolve() {
        return struct(definition.name(), definition.fields(), names.ofMessage());
    }

    private StructSpec struct(String name, List<FieldDefinition> definitions, Set<String> namesInAnyVersion) {
        List<FieldDefinition> written = new ArrayList<>();
        List<FieldDefinition> tagged = new ArrayList<>();
        Map<Integer, String> elsewhere = new HashMap<>();
        for (FieldDefinition field : definitions) {
            if (field.versions().contains(id.version())) {
                (isTagged(field) ? tagged : written).add(field);
            }
            if (!field.versions().intersect(field.taggedVersions()).isEmpty()) {
                elsewhere.put(field.tag(), field.name());
            }
        }
        tagged.sort(Comparator.comparingInt(FieldDefinition::tag));
        tagged.forEach(field -> elsewhere.remove(field.tag()));
        Slots slots = new Slots();
        List<FieldSpec> fields =
                written.stream().map(field -> field(field, slots)).toList();
        List<FieldSpec> taggedFields =
                tagged.stream().map(field -> field(field, slots)).toList();
        return new StructSpec(id, name, flexible, fields, taggedFields, namesInAnyVersion, elsewhere);
    }

    private boolean isTagged(FieldDefinition field) {
        return field.taggedVersions().contains(id.version());
    }

    /** Assigns the positions at which a message stores the values of a structure's fields. */
    private static final class Slots {
        private int numbers;
        private int references;

        int next(FieldKind kind) {
            if (!kind.isNumeric()) {
                return references++;
            }
            int slot = numbers;
            numbers += kind.fixedSize();
            return slot;
        }
    }

    private FieldSpec field(FieldDefinition field, Slots slots) {
        FieldType type = type(field);
        boolean nullable = field.nullableVersions().contains(id.version());
        boolean compact = field.flexibleVersions() == null
                ? flexible
                : field.flexibleVersions().contains(id.version());
        int tag = isTagged(field) ? field.tag() : FieldSpec.UNTAGGED;
        Object defaultValue = defaultValue(field, type, nullable);
        return new FieldSpec(field.description(), type, nullable, compact, tag, defaultValue, slots.next(type.kind()));
    }

    private FieldType type(FieldDefinition field) {
        String name = field.elementTypeName();
        FieldKind primitive = PRIMITIVES.get(name);
        FieldType type = primitive != null ? FieldType.of(primitive) : FieldType.of(structNamed(name, field));
        return field.isArray() ? FieldType.arrayOf(type) : type;
    }

    private StructSpec structNamed(String name, FieldDefinition field) {
        if (!field.fields().isEmpty()) {
            return struct(name, field.fields(), names.ofStruct(name));
        }
        StructSpec known = common.get(name);
        if (known == null) {
            List<FieldDefinition> fields = definition.commonStructs().get(name);
            if (fields == null) {
                throw new IllegalStateException(definition.release() + " " + definition.name() + ", " + field.name()
                        + ": expected a structure named " + name + ", found none");
            }
            known = struct(name, fields, names.ofStruct(name));
            common.put(name, known);
        }
        return known;
    }

    private static @Nullable Object defaultValue(FieldDefinition field, FieldType type, boolean nullable) {
        String text = field.defaultValue() == null ? "" : field.defaultValue();
        if (text.equals("null") && nullable) {
            return null;
        }
        boolean none = text.isEmpty() || text.equals("null");
        return switch (type.kind()) {
            case BOOL -> text.equalsIgnoreCase("true") ? 1L : 0L;
            case FLOAT64 -> Double.doubleToRawLongBits(none ? 0 : Double.parseDouble(text));
            case INT8, INT16, UINT16, INT32, UINT32, INT64 -> none ? 0L : Long.decode(text);
            case UUID -> ZERO_UUID;
            case STRING -> none ? "" : text;
            case BYTES -> Bytes.EMPTY;
            // In Kafka's generated classes, too, records are null until they are set.
            case RECORDS -> nullable ? null : Bytes.EMPTY;
            case ARRAY -> List.of();
            case STRUCT -> null;
        };
    }
}
