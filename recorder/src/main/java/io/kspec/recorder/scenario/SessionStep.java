package io.kspec.recorder.scenario;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;

/**
 * A recorded call that becomes a step.
 *
 * @param role who sent it: a role of the scenario
 * @param api the API
 * @param version the version that was sent
 * @param request the body of the request
 * @param response the body of the response; null if the protocol has none
 */
record SessionStep(String role, ApiSpec api, int version, Message request, @Nullable Message response) {
    boolean is(String name) {
        return api.name().equals(name);
    }

    /** Whether it is a Fetch that is answered without an error and without records. */
    boolean findsNoRecords() {
        return is("Fetch")
                && response != null
                && ErrorCodes.of(this, response).values().stream().allMatch(code -> code == 0)
                && !FetchedRecords.areIn(response);
    }

    /** Whether it is a question whose answer lists all topics of a broker, of which others have more. */
    boolean asksForAllTopics() {
        return is("Metadata")
                && (request.get("Topics") == null
                        || (version == 0 && request.getStructs("Topics").isEmpty()));
    }
}
