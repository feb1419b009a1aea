package io.kspec.scenarios.value;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The variables that {@code ${name}} can refer to. */
public interface Variables {
    /** The value of a variable; {@link Unresolved#YET} if it is only set during the play; null if there is no such variable. */
    @Nullable Object find(String name);

    /** The names of all variables. */
    Collection<String> names();
}
