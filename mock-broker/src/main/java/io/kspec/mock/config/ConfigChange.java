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
        return value == null && operation != ConfigOperation.DELETE.ordinal();
    }

    /** Whether the operation is the removal of the value. */
    boolean deletes() {
        return operation == ConfigOperation.DELETE.ordinal();
    }

    /** Whether the operation changes a list's items. */
    boolean changesItems() {
        return operation >= ConfigOperation.APPEND.ordinal();
    }

    /**
     * The values after changes.
     *
     * @param values the values that are set for the resource
     * @param definitions finds the definition of a configuration; null if there is none
     * @param inherited finds the value that counts if none is set; null if there is none
     * @throws ConfigRefusal with INVALID_CONFIG if items of something else than a list are to change
     */
    static SortedMap<String, String> apply(
            List<ConfigChange> changes,
            SortedMap<String, String> values,
            Function<String, @Nullable ConfigDefinition> definitions,
            Function<String, @Nullable String> inherited) {
        SortedMap<String, String> changed = new TreeMap<>(values);
        for (ConfigChange change : changes) {
            String name = change.name();
            String value = change.value() == null ? "" : change.value();
            switch (change.known()) {
                case SET -> changed.put(name, value);
                case DELETE -> changed.remove(name);
                case APPEND, SUBTRACT -> {
                    ConfigDefinition definition = definitions.apply(name);
                    if (definition == null || !definition.isList()) {
                        throw ConfigRefusal.invalidConfig("Can't " + change.known() + " to key " + name
                                + " because its type is not LIST.");
                    }
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
