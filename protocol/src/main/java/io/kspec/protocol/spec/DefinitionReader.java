package io.kspec.protocol.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kspec.protocol.message.FieldSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Reads the message definitions, which the build unpacks from the kafka-clients artifacts. */
final class DefinitionReader {
    private static final String ROOT = "/io/kspec/protocol/definitions/";
    /** The type of the keys of the records that coordinators write, from Kafka 4.1 on. */
    private static final String COORDINATOR_KEY = "coordinator-key";

    private final JsonFactory json = new JsonFactory().enable(JsonParser.Feature.ALLOW_COMMENTS);

    /** The releases, oldest first. */
    List<String> releases() {
        Properties properties = new Properties();
        try (InputStream in = open("releases.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(properties.getProperty("releases").split(","));
    }

    /** The names of all messages that a release defines. */
    List<String> names(String release) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open(release + "/index.txt"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> line.endsWith(".json"))
                    .map(line -> line.substring(0, line.length() - ".json".length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a definition no further than to its fields, which takes a fraction of the time. */
    DefinitionHead readHead(String release, String name) {
        String resource = path(release, name);
        String found = "";
        int apiKey = -1;
        List<String> listeners = new ArrayList<>();
        Versions validVersions = Versions.NONE;
        try (InputStream in = open(resource);
                JsonParser parser = json.createParser(in)) {
            JsonToken unused = parser.nextToken();
            String field = parser.nextFieldName();
            while (field != null && !field.equals("fields")) {
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "name" -> found = parser.getText();
                    case "apiKey" -> apiKey = parser.getIntValue();
                    case "validVersions" -> validVersions = Versions.parse(parser.getText());
                    case "listeners" -> {
                        while (value == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
                            listeners.add(parser.getText());
                        }
                    }
                    default -> {
                        JsonParser unusedParser = parser.skipChildren();
                    }
                }
                field = parser.nextFieldName();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
        return new DefinitionHead(found, apiKey, List.copyOf(listeners), validVersions);
    }

    private static String path(String release, String name) {
        return release + "/common/message/" + name + ".json";
    }

    MessageDefinition read(String release, String name) {
        String resource = path(release, name);
        try (InputStream in = open(resource);
                JsonParser parser = json.createParser(in)) {
            JsonToken unused = parser.nextToken();
            JsonObject definition = JsonObject.read(parser);
            int shift = versionShift(definition);
            Map<String, List<FieldDefinition>> structs = new HashMap<>();
            for (JsonObject struct : definition.objects("commonStructs")) {
                structs.put(struct.text("name", ""), fields(struct, shift));
            }
            return new MessageDefinition(
                    release,
                    definition.text("name", ""),
                    versions(definition, "validVersions", shift),
                    versions(definition, "flexibleVersions", shift),
                    fields(definition, shift),
                    Map.copyOf(structs));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /**
     * What to add to the versions of a definition to have those on the wire. The key of a coordinator's record starts with
     * the kind of the record where other structures have their version, so a kind has its key in one version: the kind.
     */
    private static int versionShift(JsonObject definition) {
        return definition.text("type", "").equals(COORDINATOR_KEY) ? definition.number("apiKey", 0) : 0;
    }

    private static List<FieldDefinition> fields(JsonObject parent, int shift) {
        List<FieldDefinition> fields = new ArrayList<>();
        for (JsonObject field : parent.objects("fields")) {
            fields.add(new FieldDefinition(
                    field.text("name", ""),
                    field.text("type", ""),
                    versions(field, field.has("versions") ? "versions" : "taggedVersions", shift),
                    versions(field, "nullableVersions", shift),
                    versions(field, "taggedVersions", shift),
                    field.has("flexibleVersions") ? versions(field, "flexibleVersions", shift) : null,
                    field.number("tag", FieldSpec.UNTAGGED),
                    Boolean.parseBoolean(field.text("mapKey", "")),
                    field.text("entityType", ""),
                    field.find("default"),
                    fields(field, shift)));
        }
        return List.copyOf(fields);
    }

    private static Versions versions(JsonObject object, String name, int shift) {
        return Versions.parse(object.text(name, "none")).shifted(shift);
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(
                DefinitionReader.class.getResourceAsStream(ROOT + resource),
                () -> "the build did not unpack " + ROOT + resource);
    }
}
