package io.kspec.diagnosis.plausibility;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.StructSpec;
import java.util.function.Predicate;

/** Searches the definition of a message, nested structures included, for a field. */
final class FieldSearch {
    private FieldSearch() {}

    static boolean has(StructSpec struct, String name) {
        return any(struct, field -> field.name().equals(name));
    }

    static boolean any(StructSpec struct, Predicate<FieldSpec> wanted) {
        return struct.allFields().stream().anyMatch(field -> leads(field, wanted));
    }

    /** Whether a field is wanted, or contains one that is. */
    static boolean leads(FieldSpec field, Predicate<FieldSpec> wanted) {
        return wanted.test(field) || (isNested(field) && any(field.type().structSpec(), wanted));
    }

    private static boolean isNested(FieldSpec field) {
        return field.kind() == FieldKind.STRUCT || field.type().isStructArray();
    }
}
