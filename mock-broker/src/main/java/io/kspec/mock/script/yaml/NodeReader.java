package io.kspec.mock.script.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one YAML document with the place of every node. */
final class NodeReader {
    private final String file;
    private final JsonParser parser;

    private NodeReader(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads a document.
     *
     * @param file what errors call it
     * @throws StubFileException if it is no YAML
     */
    static Node read(String file, String text) {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            NodeReader reader = new NodeReader(file, parser);
            parser.nextToken();
            return reader.node();
        } catch (JsonProcessingException e) {
            throw new StubFileException(place(file, e.getLocation()) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new StubFileException(file + ": " + e.getMessage());
        }
    }

    private Node node() throws IOException {
        String place = place(file, parser.currentTokenLocation());
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new Node(place, map());
        }
        return new Node(place, token == JsonToken.START_ARRAY ? list() : scalar(token));
    }

    private Map<String, Node> map() throws IOException {
        Map<String, Node> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String place = place(file, parser.currentTokenLocation());
            parser.nextToken();
            if (map.put(key, node()) != null) {
                throw new StubFileException(place + ": " + key + " stands twice");
            }
        }
        return map;
    }

    private List<Node> list() throws IOException {
        List<Node> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(node());
        }
        return list;
    }

    private @Nullable Object scalar(@Nullable JsonToken token) throws IOException {
        if (token == null || token == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> parser.getText();
        };
    }

    private static String place(String file, @Nullable JsonLocation location) {
        return location == null ? file : file + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }
}
