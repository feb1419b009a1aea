package io.kspec.mock.config;

import io.kspec.mock.config.ConfigDefinition.BrokerSynonym;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All configurations, by type of resource: the resource {@code definitions.txt}, which is recorded from a running Apache
 * Kafka.
 */
public final class ConfigDefinitions {
    private static final String RESOURCE = "definitions.txt";

    private ConfigDefinitions() {}

    private static final class Loaded {
        private static final Map<ConfigResourceType, Map<String, ConfigDefinition>> ALL = parse(read());
    }

    /**
     * The configurations of a type of resource, by name. They are in the order of a hash map, as in Apache Kafka's
     * responses.
     */
    public static Map<String, ConfigDefinition> of(ConfigResourceType type) {
        return Loaded.ALL.getOrDefault(type, Map.of());
    }

    public static Optional<ConfigDefinition> find(ConfigResourceType type, String name) {
        return Optional.ofNullable(of(type).get(name));
    }

    static Map<ConfigResourceType, Map<String, ConfigDefinition>> parse(String text) {
        Map<ConfigResourceType, Map<String, ConfigDefinition>> all = new EnumMap<>(ConfigResourceType.class);
        for (String paragraph : text.split("\n\n")) {
            List<String> lines =
                    paragraph.lines().filter(line -> !line.startsWith("#")).toList();
            if (lines.isEmpty()) {
                continue;
            }
            String[] head = lines.get(0).split(" ");
            for (ConfigResourceType type : ConfigResourceType.values()) {
                if (type.word().equals(head[0])) {
                    all.computeIfAbsent(type, absent -> new HashMap<>())
                            .put(head[1], definition(type, head[1], fields(lines)));
                }
            }
        }
        all.replaceAll((type, definitions) -> Collections.unmodifiableMap(definitions));
        return all;
    }

    private static Map<String, String> fields(List<String> lines) {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.strip().split(" ", 2);
            fields.put(parts[0], parts.length < 2 ? "" : unescaped(parts[1]));
        }
        return fields;
    }

    private static String unescaped(String text) {
        return text.replace("\\\\", "\0")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\0", "\\");
    }

    private static ConfigDefinition definition(ConfigResourceType type, String name, Map<String, String> fields) {
        String valid = fields.get("valid");
        List<BrokerSynonym> synonyms = new ArrayList<>();
        for (String synonym : fields.getOrDefault("synonyms", "").split(" ")) {
            if (!synonym.isEmpty()) {
                synonyms.add(BrokerSynonym.parse(synonym));
            }
        }
        if (type == ConfigResourceType.BROKER && synonyms.isEmpty()) {
            synonyms.add(new BrokerSynonym(name, 1));
        }
        return new ConfigDefinition(
                name,
                ConfigValueType.valueOf(fields.getOrDefault("type", "STRING")),
                fields.get("default"),
                valid == null ? ValidValues.ANY : new ValidValues(valid),
                synonyms,
                scope(type, fields.get("update")),
                fields.containsKey("sensitive"),
                fields.get("about"));
    }

    private static UpdateScope scope(ConfigResourceType type, @Nullable String update) {
        if (update == null) {
            return type == ConfigResourceType.BROKER ? UpdateScope.READ_ONLY : UpdateScope.CLUSTER_WIDE;
        }
        return UpdateScope.valueOf(update.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String read() {
        try (InputStream in = ConfigDefinitions.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }
}
