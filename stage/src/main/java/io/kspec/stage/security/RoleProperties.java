package io.kspec.stage.security;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The properties of a role: those that name no role, overridden by those that name this one. */
final class RoleProperties {
    private final Path file;
    private final Map<String, ConfigProperty> properties = new HashMap<>();

    /**
     * The properties of a role.
     *
     * @param prefix the role with a dot, such as {@code admin.}
     */
    RoleProperties(Path file, List<ConfigProperty> all, String prefix) {
        this.file = file;
        all.forEach(each -> properties.put(each.name(), each));
        all.stream()
                .filter(each -> each.name().startsWith(prefix))
                .forEach(each -> properties.put(each.name().substring(prefix.length()), each));
    }

    boolean has(String name) {
        return properties.containsKey(name);
    }

    /** The value of a property that is no secret, without white space around it; null if it is absent. */
    @Nullable String find(String name) {
        ConfigProperty property = properties.get(name);
        return property == null ? null : property.value().reveal().strip();
    }

    /** As {@link #find}, with a default for a property that is absent. */
    String text(String name, String otherwise) {
        return Objects.requireNonNullElse(find(name), otherwise);
    }

    /** The value of a property that may be a secret; null if it is absent. */
    @Nullable Secret secret(String name) {
        ConfigProperty property = properties.get(name);
        return property == null ? null : property.value();
    }

    /**
     * The value of a property that must be there.
     *
     * @param why why it must
     */
    Secret require(String name, String why) {
        Secret value = secret(name);
        if (value == null) {
            throw new CommandConfigException(file + ": expected " + name + ", " + why + ", found none");
        }
        return value;
    }

    /** A property that is one of some words, in capitals. */
    String oneOf(String name, String otherwise, List<String> words) {
        String value = text(name, otherwise);
        if (!words.contains(value)) {
            throw wrong(name, "one of " + String.join(", ", words), value.isEmpty() ? "nothing" : value);
        }
        return value;
    }

    /** A property whose value cannot be used. */
    CommandConfigException wrong(String name, String expected, String found) {
        ConfigProperty property = properties.get(name);
        String place = property == null ? file + ": " + name : file + ":" + property.line() + ": " + property.name();
        return new CommandConfigException(place + ": expected " + expected + ", found " + found);
    }
}
