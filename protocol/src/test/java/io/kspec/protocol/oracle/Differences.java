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
 * Versions that a release defines differently from the newest release that has them, whose definition kspec uses.
 *
 * @param renamed the fields with another name in the JSON of the release, as a map from our names by message:
 *     {@code VoteRequest}
 * @param otherLayout the messages whose encoding differs, so that they cannot be compared
 */
record Differences(Map<String, Map<String, String>> renamed, Set<String> otherLayout) {
    static final Differences NONE = new Differences(Map.of(), Set.of());

    boolean hasOtherLayout(MessageSpec spec) {
        return otherLayout.contains(spec.toString());
    }

    /** The name under which a difference of a message is declared, or empty if there is none. */
    Optional<String> declared(MessageSpec spec) {
        String name = hasOtherLayout(spec) ? spec.toString() : key(spec.id());
        return Optional.of(name).filter(key -> otherLayout.contains(key) || renamed.containsKey(key));
    }

    /** Replaces our names in JSON by those of the release. */
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
