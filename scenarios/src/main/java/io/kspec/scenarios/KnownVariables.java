package io.kspec.scenarios;

import io.kspec.scenarios.value.Unresolved;
import io.kspec.scenarios.value.Variables;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The variables that will have a value when a step is played. While the file is read, none has a value yet. */
final class KnownVariables implements Variables {
    private final Set<String> names = new TreeSet<>();

    void add(String name) {
        names.add(name);
    }

    @Override
    public @Nullable Object find(String name) {
        return names.contains(name) ? Unresolved.YET : null;
    }

    @Override
    public Collection<String> names() {
        return names;
    }
}
