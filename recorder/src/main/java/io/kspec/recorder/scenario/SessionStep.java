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
}
