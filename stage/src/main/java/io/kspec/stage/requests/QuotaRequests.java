package io.kspec.stage.requests;

import org.jspecify.annotations.Nullable;

/** DescribeClientQuotas and AlterClientQuotas requests (KIP-546). */
public final class QuotaRequests {
    /** The type of entities that are users. */
    public static final String USER = "user";
    /** The type of entities that are client ids. */
    public static final String CLIENT_ID = "client-id";
    /** The type of entities that are addresses. */
    public static final String IP = "ip";

    /** Matches entities with a name. */
    public static final int EXACT = 0;
    /** Matches the default entity. */
    public static final int DEFAULT = 1;
    /** Matches all entities of a type. */
    public static final int SPECIFIED = 2;

    private QuotaRequests() {}

    /** Describes the quotas of all entities. */
    public static ClientRequest describeAll() {
        return ClientRequest.of("DescribeClientQuotas", body -> {});
    }

    /**
     * Describes quotas of entities of a type.
     *
     * @param match the name if the match is exact, otherwise null
     * @param strict whether entities of several types are left out
     */
    public static ClientRequest describe(String type, int matchType, @Nullable String match, boolean strict) {
        return describeAll().with(body -> body.set("Strict", strict).add("Components", component -> component
                .set("EntityType", type)
                .set("MatchType", matchType)
                .set("Match", match)));
    }

    /**
     * Sets a quota.
     *
     * @param name the name of the entity; null for the default
     */
    public static ClientRequest set(String type, @Nullable String name, String key, double value) {
        return alter(type, name, key, value, false);
    }

    /**
     * Removes a quota.
     *
     * @param name the name of the entity; null for the default
     */
    public static ClientRequest remove(String type, @Nullable String name, String key) {
        return alter(type, name, key, 0, true);
    }

    private static ClientRequest alter(String type, @Nullable String name, String key, double value, boolean remove) {
        return ClientRequest.of(
                "AlterClientQuotas",
                body -> body.add("Entries", entry -> entry.add(
                                "Entity", part -> part.set("EntityType", type).set("EntityName", name))
                        .add("Ops", op -> op.set("Key", key).set("Value", value).set("Remove", remove))));
    }
}
