package io.kspec.golden.definitions;

import io.kspec.protocol.message.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes definitions: a paragraph for each, whose first line has the kind of its resource and its name. */
final class DefinitionsText {
    private final StringBuilder text = new StringBuilder();

    DefinitionsText(String release) {
        text.append("# The configurations of Apache Kafka ").append(release).append(", by kind of resource.\n");
        text.append(
                "# Written by ConfigDefinitionsTest from what that release answers to DescribeConfigs and from its\n");
        text.append("# ConfigDef classes; do not edit.\n");
    }

    void add(
            String kind,
            Map<String, Message> answered,
            Map<String, ReleaseClasses.Key> keys,
            Map<String, List<String>> synonyms,
            Map<String, String> modes) {
        answered.forEach((name, config) -> {
            ReleaseClasses.Key key = keys.get(name);
            text.append('\n').append(kind).append(' ').append(name).append('\n');
            line("type", key == null ? "code " + config.getInt("ConfigType") : key.type());
            line("default", key == null ? config.getNullableString("Value") : key.defaultValue());
            line("valid", key == null || key.valid().isEmpty() ? null : key.valid());
            line(
                    "synonyms",
                    synonyms.containsKey(name) ? String.join(" ", synonyms.getOrDefault(name, List.of())) : null);
            line("update", modes.get(name));
            line("read-only", config.getBoolean("ReadOnly") ? "true" : null);
            line("sensitive", config.getBoolean("IsSensitive") ? "true" : null);
            line("about", config.getNullableString("Documentation"));
        });
    }

    private void line(String field, @Nullable String value) {
        if (value != null) {
            String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            text.append("  ").append(field);
            text.append(escaped.isEmpty() ? "" : " ").append(escaped).append('\n');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
