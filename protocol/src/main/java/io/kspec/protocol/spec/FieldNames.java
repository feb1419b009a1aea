package io.kspec.protocol.spec;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of the fields that a message's structures have in any version of any release. */
final class FieldNames {
    /** The key of the fields of the message itself, whose name may differ between releases. */
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
