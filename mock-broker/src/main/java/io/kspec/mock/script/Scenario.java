package io.kspec.mock.script;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A state machine that stubs share.
 *
 * @param name its name
 * @param state the state that it is in
 * @param possibleStates the states that its stubs name, and the one in which it begins
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Scenario(String name, String state, List<String> possibleStates) {
    public Scenario {
        possibleStates = List.copyOf(possibleStates);
    }
}
