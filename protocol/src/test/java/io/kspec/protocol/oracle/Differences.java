package io.kspec.protocol.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.message.MessageSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a release defines a version otherwise than the newest release that has it, whose definition the union takes.
 *
 * @param renamed the fields that bear another name in the release's JSON, from ours to its, by message: {@code VoteRequest}
 * @param otherLayout the messages whose bytes differ, so that they cannot be compared
 */
record Differences(Map<String, Map<String, String>> renamed, Set<String> otherLayout) {
    static final Differences NONE = new Differences(Map.of(), Set.of());

    boolean hasOtherLayout(MessageSpec spec) {
        return otherLayout.contains(spec.toString());
    }

    /** Under which name a message's difference is declared, or empty if none is. */
    Optional<String> declared(MessageSpec spec) {
        String name = hasOtherLayout(spec) ? spec.toString() : key(spec.id());
        return Optional.of(name).filter(key -> otherLayout.contains(key) || renamed.containsKey(key));
    }

    /** Our JSON with the names that the release uses. */
    JsonNode rename(MessageSpec spec, JsonNode ours) {
        return rename(renamed.getOrDefault(key(spec.id()), Map.of()), ours);
    }

    private static JsonNode rename(Map<String, String> names, JsonNode json) {
        if (names.isEmpty()) {
            return json;
        }
        if (json instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(field -> copy.set(
                            names.getOrDefault(field.getKey(), field.getKey()), rename(names, field.getValue())));
            return copy;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(entry -> copy.add(rename(names, entry)));
            return copy;
        }
        return json;
    }

    private static String key(MessageId id) {
        return switch (id.type()) {
            case REQUEST -> id.name() + "Request";
            case RESPONSE -> id.name() + "Response";
            case HEADER, DATA, RECORDS -> id.name();
        };
    }
}
