package io.kspec.mock.config;

import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change of one value of a resource.
 *
 * @param operation Kafka's code of a {@link ConfigOperation}
 * @param value null for DELETE
 */
public record ConfigChange(String name, int operation, @Nullable String value) {
    private ConfigOperation known() {
        ConfigOperation[] all = ConfigOperation.values();
        if (operation < 0 || operation >= all.length) {
            throw new ConfigRefusal(ErrorCode.UNKNOWN_SERVER_ERROR, "");
        }
        return all[operation];
    }

    /** Whether the operation needs a value and has none. */
    public boolean lacksValue() {
        return value == null && operation != ConfigOperation.DELETE.code();
    }

    /** Whether the operation is the removal of the value. */
    boolean deletes() {
        return operation == ConfigOperation.DELETE.code();
    }

    /** Whether the operation changes a list's items. */
    boolean changesItems() {
        return operation >= ConfigOperation.APPEND.code();
    }

    /**
     * Checks that operations exist, and that those on items concern lists. Apache Kafka checks this before it looks for the
     * resource.
     *
     * @throws ConfigRefusal with UNKNOWN_SERVER_ERROR or INVALID_CONFIG
     */
    public static void checkOperations(List<ConfigChange> changes, ConfigResourceType type) {
        for (ConfigChange change : changes) {
            ConfigOperation operation = change.known();
            // None of the configurations of client metrics is a list to Kafka.
            boolean isList = type != ConfigResourceType.CLIENT_METRICS
                    && ConfigDefinitions.find(type, change.name())
                            .filter(ConfigDefinition::isList)
                            .isPresent();
            if (change.changesItems() && !isList) {
                throw ConfigRefusal.invalidConfig(
                        "Can't " + operation + " to key " + change.name() + " because its type is not LIST.");
            }
        }
    }

    /**
     * The values after changes, whose operations have been checked.
     *
     * @param values the values that are set for the resource
     * @param inherited finds the value that counts if none is set; null if there is none
     */
    static SortedMap<String, String> apply(
            List<ConfigChange> changes,
            SortedMap<String, String> values,
            Function<String, @Nullable String> inherited) {
        SortedMap<String, String> changed = new TreeMap<>(values);
        for (ConfigChange change : changes) {
            String name = change.name();
            String value = change.value() == null ? "" : change.value();
            switch (change.known()) {
                case SET -> changed.put(name, value);
                case DELETE -> changed.remove(name);
                case APPEND, SUBTRACT -> {
                    String current = changed.getOrDefault(name, inherited.apply(name));
                    changed.put(name, change.onItems(current == null ? "" : current));
                }
            }
        }
        return changed;
    }

    private String onItems(String current) {
        List<String> items = new ArrayList<>(ConfigValueType.items(current));
        for (String item : ConfigValueType.items(value == null ? "" : value)) {
            if (known() == ConfigOperation.SUBTRACT) {
                items.remove(item);
            } else if (!items.contains(item)) {
                items.add(item);
            }
        }
        return String.join(",", items);
    }
}
