package io.kspec.protocol.spec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a definition: texts, and arrays of objects; other values are ignored. Jackson's tree model would be loaded for
 * nothing else, and takes as long to load as the definitions that a start needs take to read.
 */
final class JsonObject {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<JsonObject>> arrays = new HashMap<>();

    /** Reads an object of which the parser has read the start. */
    static JsonObject read(JsonParser parser) throws IOException {
        JsonObject object = new JsonObject();
        String name = parser.nextFieldName();
        while (name != null) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY) {
                object.arrays.put(name, entries(parser));
            } else if (value.isScalarValue()) {
                object.texts.put(name, parser.getText());
            } else {
                JsonParser unused = parser.skipChildren();
            }
            name = parser.nextFieldName();
        }
        return object;
    }

    private static List<JsonObject> entries(JsonParser parser) throws IOException {
        List<JsonObject> entries = new ArrayList<>();
        JsonToken next = parser.nextToken();
        while (next != JsonToken.END_ARRAY) {
            if (next == JsonToken.START_OBJECT) {
                entries.add(read(parser));
            } else {
                JsonParser unused = parser.skipChildren();
            }
            next = parser.nextToken();
        }
        return entries;
    }

    boolean has(String name) {
        return texts.containsKey(name);
    }

    /** The text of a value that is no object or array; null if there is none. */
    @Nullable String find(String name) {
        return texts.get(name);
    }

    String text(String name, String absent) {
        return texts.getOrDefault(name, absent);
    }

    int number(String name, int absent) {
        return has(name) ? Integer.parseInt(text(name, "")) : absent;
    }

    List<JsonObject> objects(String name) {
        return arrays.getOrDefault(name, List.of());
    }
}
