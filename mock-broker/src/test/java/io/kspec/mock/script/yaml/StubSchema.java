package io.kspec.mock.script.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The JSON Schema of files of stubs, made of the list of their keys. */
final class StubSchema {
    /** Texts that YAML may take for numbers or flags. */
    private static final List<String> ANY_SCALAR = List.of("string", "number", "boolean");

    private StubSchema() {}

    static Map<String, Object> of() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Stubs of the kspec mock broker");
        schema.putAll(section(StubSection.FILE));
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (StubSection section : StubSection.values()) {
            if (section != StubSection.FILE) {
                definitions.put(name(section), section(section));
            }
        }
        schema.put("$defs", definitions);
        return schema;
    }

    private static String name(StubSection section) {
        return section.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> section(StubSection section) {
        List<StubKey> keys = StubKeys.of(section);
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> needs = new LinkedHashMap<>();
        for (StubKey key : keys) {
            Map<String, Object> property = new LinkedHashMap<>(value(key.type()));
            property.put("description", key.description());
            properties.put(key.name(), property);
            if (!key.needs().isEmpty()) {
                needs.put(key.name(), key.needs());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        if (!needs.isEmpty()) {
            schema.put("dependentRequired", needs);
        }
        if (isChange(section)) {
            schema.put("oneOf", changes(keys).stream().map(StubSchema::required).toList());
        } else {
            required(section, keys).forEach(schema::put);
        }
        return schema;
    }

    private static Map<String, Object> required(StubSection section, List<StubKey> keys) {
        List<String> required = keys.stream()
                .filter(key -> Set.of(StubValueType.STUBS, StubValueType.REQUEST, StubValueType.RESPONSE)
                        .contains(key.type()))
                .map(StubKey::name)
                .toList();
        return required.isEmpty() || section == StubSection.REQUEST ? Map.of() : Map.of("required", required);
    }

    private static Map<String, Object> required(StubKey key) {
        return Map.of("required", List.of(key.name()));
    }

    static boolean isChange(StubSection section) {
        return section == StubSection.BYTE_CHANGE || section == StubSection.RECORD_CHANGE;
    }

    /** The keys that say what to change, of which a change has one; the others say more about it. */
    static List<StubKey> changes(List<StubKey> keys) {
        Set<String> companions =
                keys.stream().flatMap(key -> key.needs().stream()).collect(Collectors.toSet());
        return keys.stream()
                .filter(key -> !companions.contains(key.name()) && !key.name().equals("batch"))
                .toList();
    }

    private static Map<String, Object> value(StubValueType type) {
        return switch (type) {
            case TEXT -> Map.of("type", ANY_SCALAR, "minLength", 1);
            case FLAG -> Map.of("type", "boolean");
            case INTEGER -> Map.of("type", "integer");
            case COUNT -> Map.of("type", "integer", "minimum", 1);
            case NATURAL -> Map.of("type", "integer", "minimum", 0);
            case PROBABILITY -> Map.of("type", "number", "exclusiveMinimum", 0, "maximum", 1);
            case DURATION -> Map.of("type", "string", "pattern", "^\\d{1,9}(ms|s|m)$");
            case HEX ->
                Map.of("type", List.of("string", "number"), "pattern", "^\\s*([0-9a-fA-F]\\s*[0-9a-fA-F]\\s*)*$");
            case VERSIONS -> Map.of("type", List.of("string", "integer"), "pattern", "^\\d+(-\\d+|\\+)?$");
            case API, ENDING, INTEGER_TYPE, BATCH_FIELD -> Map.of("enum", type.choices());
            case ERROR -> Map.of("anyOf", List.of(Map.of("enum", type.choices()), Map.of("type", "integer")));
            case PATH -> path();
            case PATHS -> listOf(path());
            case VALUES, ENTRIES -> Map.of("type", "object", "propertyNames", Map.of("minLength", 1));
            case REQUEST -> reference(StubSection.REQUEST);
            case RESPONSE -> reference(StubSection.RESPONSE);
            case STUBS -> listOf(reference(StubSection.STUB));
            case BYTE_CHANGES -> listOf(reference(StubSection.BYTE_CHANGE));
            case RECORD_CHANGES -> listOf(reference(StubSection.RECORD_CHANGE));
        };
    }

    private static Map<String, Object> path() {
        return Map.of("type", "string", "minLength", 1);
    }

    private static Map<String, Object> listOf(Map<String, Object> item) {
        return Map.of("type", "array", "items", item);
    }

    private static Map<String, Object> reference(StubSection section) {
        return Map.of("$ref", "#/$defs/" + name(section));
    }
}
