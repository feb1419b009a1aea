package io.kspec.mock.access;

import io.kspec.mock.security.acl.AclOperation;
import io.kspec.mock.security.acl.AclResourceType;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.spec.Versions;
import org.jspecify.annotations.Nullable;

/**
 * Something that a client must be allowed in order to use an API.
 *
 * @param field the field with the name of the resource, or null for the cluster
 * @param otherwise what is also enough, or null
 * @param error the error of a denial
 * @param message the error message, or null for none
 * @param rest the error of the entries that are not denied when another one is, or null if they are served
 * @param condition what requests must be like for the rule to apply, or null
 * @param scope the topics that it applies to
 */
record AccessRule(
        String api,
        Versions versions,
        Effect effect,
        AclResourceType type,
        @Nullable FieldPath field,
        AclOperation operation,
        @Nullable Alternative otherwise,
        ErrorCode error,
        @Nullable String message,
        @Nullable ErrorCode rest,
        @Nullable Condition condition,
        Scope scope) {
    /** The topics that a rule applies to. */
    enum Scope {
        ALL,
        /** Those that the request would create. */
        CREATING,
        EXISTING
    }

    /** What a denial affects. */
    enum Effect {
        /** The whole request. */
        WHOLE,
        /** The entry of the request around the field. */
        ENTRY,
        /** The entry of the response around the field, which is left out. */
        HIDE
    }

    /**
     * Another permission that is enough.
     *
     * @param any whether it may be for any resource of the type
     */
    record Alternative(AclResourceType type, AclOperation operation, boolean any) {}

    /**
     * A value of a field of the request.
     *
     * @param field {@code records} for the kind of records that a Produce request has
     * @param value as text, {@code null} for null
     */
    record Condition(String field, String value) {}

    boolean covers(int version) {
        return versions.contains(version);
    }
}
