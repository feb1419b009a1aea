package io.kspec.scenarios.value;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables with given values. */
public record FixedVariables(Map<String, Object> values) implements Variables {
    public FixedVariables {
        values = Map.copyOf(values);
    }

    @Override
    public @Nullable Object find(String name) {
        return values.get(name);
    }

    @Override
    public Collection<String> names() {
        return values.keySet();
    }
}
