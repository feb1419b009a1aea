package io.kspec.protocol.spec;

import io.kspec.protocol.message.FieldSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field in a definition file, for all versions. */
public record FieldDefinition(
        String name,
        String type,
        Versions versions,
        Versions nullableVersions,
        Versions taggedVersions,
        @Nullable Versions flexibleVersions,
        int tag,
        boolean mapKey,
        String entityType,
        @Nullable String defaultValue,
        List<FieldDefinition> fields) {

    /** The type without {@code []}. */
    String elementTypeName() {
        return isArray() ? type.substring(2) : type;
    }

    boolean isArray() {
        return type.startsWith("[]");
    }

    FieldSpec.Description description() {
        return new FieldSpec.Description(name, mapKey, entityType);
    }
}
