package io.kspec.inspection.reading;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the user says about the bytes.
 *
 * @param api the API, or null to learn it from a request's header
 * @param version the version, or null to learn it from a request's header or to try them all
 * @param type {@link MessageType#REQUEST} or {@link MessageType#RESPONSE}, or null if the bytes are to tell
 * @param headerless whether the bytes are a body alone
 * @param correlationId the correlation id that a response should have, or null if it is not known
 */
public record Question(
        @Nullable ApiSpec api,
        @Nullable Integer version,
        @Nullable MessageType type,
        boolean headerless,
        @Nullable Integer correlationId) {

    /** Nothing is said of the bytes. */
    static final Question NONE = new Question(null, null, null, false, null);

    /** Whether the bytes are to tell what they are. */
    public boolean saysNothing() {
        return api == null && type == null;
    }

    public Question {
        if (version != null && api == null) {
            throw new InspectionException("expected --api beside --version " + version + ", found none");
        }
        if (type == MessageType.RESPONSE && api == null) {
            throw new InspectionException(
                    "expected --api beside --response, found none: a response does not name its API");
        }
        if (headerless && (api == null || version == null || type == null)) {
            throw new InspectionException("expected --api, --version and --request or --response beside --body");
        }
        if (api != null && version != null && !api.versions().contains(version)) {
            throw new InspectionException(api + ": expected a version within " + api.versions() + ", found " + version);
        }
    }
}
