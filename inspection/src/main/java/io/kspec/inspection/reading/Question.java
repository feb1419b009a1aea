package io.kspec.inspection.reading;

import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the bytes to inspect.
 *
 * @param api the API, or null to take it from a request's header
 * @param version the version, or null to take it from a request's header or to try them all
 * @param type {@link MessageType#REQUEST} or {@link MessageType#RESPONSE}, or null if the bytes decide
 * @param headerless whether the bytes are only a body
 * @param correlationId the correlation id that a response should have, or null if unknown
 * @param structure the structure that the bytes are rather than a message, as {@link StructureFinder#NAMES} has it, or null
 */
public record Question(
        @Nullable ApiSpec api,
        @Nullable Integer version,
        @Nullable MessageType type,
        boolean headerless,
        @Nullable Integer correlationId,
        @Nullable String structure) {

    /** Nothing is known about the bytes. */
    static final Question NONE = new Question(null, null, null, false, null, null);

    /** Bytes that are a structure rather than a message. */
    public static Question about(String structure) {
        return new Question(null, null, null, false, null, structure);
    }

    /** Whether nothing is known about the kind of message. */
    public boolean saysNothing() {
        return api == null && type == null && structure == null;
    }

    public Question {
        if (version != null && (api == null || !api.versions().contains(version))) {
            throw new IllegalArgumentException("expected a version of an API, found " + version + " of " + api);
        }
        if (type == MessageType.RESPONSE && api == null) {
            throw new IllegalArgumentException("expected the API of a response, found none");
        }
        if (headerless && (version == null || type == null)) {
            throw new IllegalArgumentException("expected API, version and type of a body without its header");
        }
    }
}
