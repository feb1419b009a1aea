package io.kspec.protocol.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The type of a field at one version.
 *
 * @param kind the wire type
 * @param element the type of an array's entries; null for other types
 * @param struct the fields of a structure; null for other types
 */
public record FieldType(FieldKind kind, @Nullable FieldType element, @Nullable StructSpec struct) {

    public static FieldType of(FieldKind kind) {
        return new FieldType(kind, null, null);
    }

    public static FieldType arrayOf(FieldType element) {
        return new FieldType(FieldKind.ARRAY, element, null);
    }

    public static FieldType of(StructSpec struct) {
        return new FieldType(FieldKind.STRUCT, null, struct);
    }

    /**
     * The type of an array's entries.
     *
     * @throws NullPointerException if this is not an array
     */
    public FieldType elementType() {
        return Objects.requireNonNull(element, () -> this + " is not an array");
    }

    /**
     * The structure, or the structure of an array's entries.
     *
     * @throws NullPointerException if this is neither a structure nor an array of structures
     */
    public StructSpec structSpec() {
        FieldType type = element == null ? this : element;
        return Objects.requireNonNull(type.struct, () -> this + " is not a structure");
    }

    /** Whether this is an array of structures. */
    public boolean isStructArray() {
        return element != null && element.kind == FieldKind.STRUCT;
    }

    /** The notation of the message definitions: {@code []JoinGroupResponseMember}. */
    @Override
    public String toString() {
        if (element != null) {
            return "[]" + element;
        }
        return struct != null ? struct.name() : kind.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldType that
                && kind == that.kind
                && Objects.equals(element, that.element)
                && struct == that.struct;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, element);
    }
}
