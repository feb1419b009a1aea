package io.kspec.suite.mutation;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The ways in which the value of a field can be wrong, by its type: what is wrong, and a function that makes it so. */
final class ValueChanges {
    static final String NULL = "null";
    static final String EMPTY = "empty";
    static final String REVERSED = "entries reversed";
    private static final UUID OTHER_ID = new UUID(0x6b73706563L, 0x6d757461746564L);
    private static final int UNKNOWN_ERROR = ErrorCode.UNKNOWN_SERVER_ERROR.code();

    private ValueChanges() {}

    /** The changes for a field; each leaves alone what it cannot make wrong. */
    static Map<String, UnaryOperator<@Nullable Object>> of(FieldSpec field) {
        Map<String, UnaryOperator<@Nullable Object>> changes = new LinkedHashMap<>();
        FieldKind kind = field.kind();
        if (kind.isInteger() && field.name().endsWith("ErrorCode")) {
            changes.put("an error instead of none", code -> number(code) == 0 ? UNKNOWN_ERROR : code);
            changes.put("no error instead of one", code -> 0);
            changes.put("another error", code -> number(code) == 0 ? code : otherError(number(code)));
        } else if (kind.isInteger()) {
            changes.put("one more", value -> number(value) == kind.maximum() ? number(value) - 1 : number(value) + 1);
            changes.put("zero", value -> 0);
            changes.put("minus one", value -> kind.minimum() < 0 ? -1 : value);
        } else {
            others(field, changes);
        }
        if (field.nullable()) {
            changes.put(NULL, value -> null);
        }
        return changes;
    }

    private static void others(FieldSpec field, Map<String, UnaryOperator<@Nullable Object>> changes) {
        switch (field.kind()) {
            case BOOL -> changes.put("the opposite", value -> !Boolean.TRUE.equals(value));
            case FLOAT64 -> changes.put("one more", value -> value instanceof Double number ? number + 1 : value);
            case UUID -> {
                changes.put("another id", value -> OTHER_ID);
                changes.put("no id", value -> KafkaUuid.ZERO);
            }
            case STRING -> {
                changes.put("another text", value -> value == null ? "x" : value + "x");
                changes.put(EMPTY, value -> "");
            }
            case BYTES, RECORDS -> {
                changes.put("last byte wrong", value -> value instanceof Bytes bytes ? flipped(bytes) : value);
                changes.put(EMPTY, value -> Bytes.EMPTY);
            }
            case ARRAY -> arrays(field.type().elementType(), changes);
            default -> {
                // A structure is wrong in its fields.
            }
        }
    }

    private static void arrays(FieldType element, Map<String, UnaryOperator<@Nullable Object>> changes) {
        changes.put(
                "first entry missing",
                value -> entries(value, all -> all.isEmpty() ? all : all.subList(1, all.size())));
        changes.put("first entry twice", value -> entries(value, all -> all.isEmpty() ? all : with(all, all.get(0))));
        changes.put("an entry too many", value -> entries(value, all -> with(all, stranger(element, all))));
        changes.put(
                REVERSED,
                value -> entries(value, all -> {
                    List<Object> reversed = new ArrayList<>(all);
                    Collections.reverse(reversed);
                    return reversed;
                }));
        changes.put(EMPTY, value -> List.of());
        if (element.kind() != FieldKind.STRUCT) {
            changes.put(
                    "first entry wrong",
                    value -> entries(value, all -> {
                        List<Object> wrong = new ArrayList<>(all);
                        if (!wrong.isEmpty()) {
                            wrong.set(0, other(wrong.get(0)));
                        }
                        return wrong;
                    }));
        }
    }

    /** A list changed; null stays null. */
    private static @Nullable Object entries(@Nullable Object value, UnaryOperator<List<Object>> change) {
        return value instanceof List<?> list ? change.apply(new ArrayList<>(list)) : value;
    }

    private static List<Object> with(List<Object> entries, Object more) {
        List<Object> longer = new ArrayList<>(entries);
        longer.add(more);
        return longer;
    }

    /** An entry that is not there yet: like the last one, but for the first field that can differ. */
    private static Object stranger(FieldType element, List<Object> entries) {
        if (element.kind() != FieldKind.STRUCT) {
            return entries.isEmpty() ? first(element.kind()) : other(Collections.max(entries, ValueChanges::compared));
        }
        Message like =
                entries.isEmpty() ? Message.defaults(element.structSpec()) : (Message) entries.get(entries.size() - 1);
        return element.structSpec().allFields().stream()
                .filter(field -> !field.name().endsWith("ErrorCode"))
                .filter(field ->
                        field.kind().isInteger() || field.kind() == FieldKind.STRING || field.kind() == FieldKind.UUID)
                .findFirst()
                .map(field -> {
                    Object value = like.get(field);
                    return like.with(field.name(), value == null ? first(field.kind()) : other(value));
                })
                .orElse(like);
    }

    @SuppressWarnings("unchecked")
    private static int compared(Object one, Object other) {
        return one instanceof Comparable<?> comparable ? ((Comparable<Object>) comparable).compareTo(other) : 0;
    }

    private static Object first(FieldKind kind) {
        return switch (kind) {
            case STRING -> "x";
            case UUID -> OTHER_ID;
            case BYTES, RECORDS -> Bytes.fromHex("00");
            case BOOL -> true;
            case FLOAT64 -> 1.0;
            default -> 1;
        };
    }

    private static Object other(Object value) {
        if (value instanceof String text) {
            return text + "x";
        }
        if (value instanceof UUID id) {
            return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1);
        }
        if (value instanceof Bytes bytes) {
            return flipped(bytes);
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Double number) {
            return number + 1;
        }
        return value instanceof Message ? value : number(value) + 1;
    }

    private static Bytes flipped(Bytes bytes) {
        if (bytes.isEmpty()) {
            return bytes;
        }
        byte[] wrong = bytes.toArray();
        wrong[wrong.length - 1] ^= 1;
        return Bytes.wrap(wrong);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static long otherError(long code) {
        return code == UNKNOWN_ERROR ? ErrorCode.INVALID_REQUEST.code() : UNKNOWN_ERROR;
    }
}
