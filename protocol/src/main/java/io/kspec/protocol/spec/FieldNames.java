package io.kspec.protocol.spec;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of fields that a message's structures have in some version of some release. */
final class FieldNames {
    /** Under this name stand the fields of the message itself, whose own name may differ between releases. */
    private static final String ROOT = "";

    private final Map<String, Set<String>> byStruct = new HashMap<>();

    private FieldNames() {}

    static FieldNames of(List<MessageDefinition> definitions) {
        FieldNames names = new FieldNames();
        for (MessageDefinition definition : definitions) {
            names.add(ROOT, definition.fields());
            definition.commonStructs().forEach(names::add);
        }
        return names;
    }

    private void add(String struct, List<FieldDefinition> fields) {
        Set<String> names = byStruct.computeIfAbsent(struct, name -> new HashSet<>());
        for (FieldDefinition field : fields) {
            names.add(field.name());
            if (!field.fields().isEmpty()) {
                add(field.elementTypeName(), field.fields());
            }
        }
    }

    Set<String> ofMessage() {
        return ofStruct(ROOT);
    }

    Set<String> ofStruct(String name) {
        return byStruct.getOrDefault(name, Set.of());
    }
}
