package io.kspec.scenarios.value;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The variables that {@code ${name}} may stand for. */
public interface Variables {
    /** The value of a variable, {@link Unresolved#YET} if it has none before the play, or null if there is no such variable. */
    @Nullable Object find(String name);

    /** The variables that there are. */
    Collection<String> names();
}
