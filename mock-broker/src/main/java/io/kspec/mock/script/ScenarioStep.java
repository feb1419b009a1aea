package io.kspec.mock.script;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A stub's part in a scenario, which is a state machine as in WireMock: the stub acts only in a state, or moves on to another one.
 *
 * @param scenario the name of the scenario; it is in state {@value #STARTED} at first
 * @param requiredState the only state in which the stub acts; null for any
 * @param newState the state of the scenario once the stub has acted; null if it stays
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ScenarioStep(String scenario, @Nullable String requiredState, @Nullable String newState) {
    /** The state in which every scenario begins. */
    public static final String STARTED = "Started";
}
