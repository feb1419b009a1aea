package io.kspec.mock.quota;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which entities to describe. All of its components must match; a strict filter admits no types that it does not name. */
public final class QuotaFilter {
    private static final int EXACT = 0;
    private static final int DEFAULT = 1;
    private static final int SPECIFIED = 2;

    private final boolean strict;
    private final Map<String, Optional<String>> exact = new HashMap<>();
    private final Set<String> specified = new HashSet<>();

    /** A filter without components, which every entity passes unless it is strict. */
    public QuotaFilter(boolean strict) {
        this.strict = strict;
    }

    /**
     * Adds a component.
     *
     * @param type the type of the entity: {@code user}
     * @param matchType 0 for a name, 1 for the default, 2 for any of the type
     * @param match the name
     * @throws QuotaRefusal if the component makes no sense
     */
    public void add(String type, int matchType, @Nullable String match) {
        if (type.isEmpty()) {
            throw QuotaRefusal.invalid("Invalid empty entity type.");
        }
        if (!QuotaEntity.TYPES.contains(type)) {
            throw QuotaRefusal.unsupported("Unsupported entity type " + type);
        }
        if (exact.containsKey(type) || specified.contains(type)) {
            throw QuotaRefusal.invalid("Entity type " + type + " cannot appear more than once in the filter.");
        }
        if (matchType < EXACT || matchType > SPECIFIED) {
            throw QuotaRefusal.invalid("Unknown match type " + matchType);
        }
        if ((matchType == EXACT) != (match != null)) {
            throw QuotaRefusal.invalid("Match type " + matchType + " was requested for " + type + " with "
                    + (match == null ? "no name." : "a name."));
        }
        if (matchType == SPECIFIED) {
            specified.add(type);
        } else {
            exact.put(type, matchType == DEFAULT ? Optional.empty() : Optional.ofNullable(match));
        }
    }

    /**
     * Checks the components together.
     *
     * @throws QuotaRefusal if they name an address and something else
     */
    public void check() {
        if (names(QuotaEntity.IP) && (names(QuotaEntity.USER) || names(QuotaEntity.CLIENT_ID))) {
            throw QuotaRefusal.invalid(
                    "Invalid entity filter component combination. IP filter component should not be used"
                            + " with User or ClientId filter component.");
        }
    }

    private boolean names(String type) {
        return exact.containsKey(type) || specified.contains(type);
    }

    boolean admits(QuotaEntity entity) {
        boolean complete = !strict || entity.names().size() == exact.size() + specified.size();
        return complete
                && entity.names().keySet().containsAll(specified)
                && exact.entrySet().stream()
                        .allMatch(component ->
                                component.getValue().equals(entity.names().get(component.getKey())));
    }
}
