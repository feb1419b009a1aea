package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpFaultException;
import io.kspec.mock.admin.http.HttpReply;
import io.kspec.mock.script.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scenarios of the stubs: WireMock's {@code /scenarios}. */
final class ScenarioRoutes {
    private static final String NAME = "name";
    private static final String STATE = "state";

    private final MockBroker broker;
    private final StubMappings mappings;

    ScenarioRoutes(MockBroker broker, StubMappings mappings) {
        this.broker = broker;
        this.mappings = mappings;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/scenarios", call -> list()),
                AdminRoute.of("POST", "/scenarios/reset", call -> reset()),
                AdminRoute.of("PUT", "/scenarios/{name}/state", this::set));
    }

    private HttpReply list() {
        return HttpReply.json(
                200,
                Map.of(
                        "scenarios",
                        broker.scenarios().stream().map(ScenarioRoutes::tree).toList()));
    }

    private static Map<String, Object> tree(Scenario scenario) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(NAME, scenario.name());
        tree.put(STATE, scenario.state());
        tree.put("possibleStates", scenario.possibleStates());
        return tree;
    }

    private HttpReply reset() {
        broker.resetScenarios();
        mappings.restart();
        return HttpReply.json(200, Map.of());
    }

    private HttpReply set(AdminCall call) {
        String name = call.parameter(NAME);
        Scenario scenario = broker.scenarios().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HttpFaultException(
                        404, HttpFault.mismatch("path parameter name", "the name of a stub's scenario", name)));
        String state = call.mapping("a state", Set.of(STATE), (body, problems) -> body.requireText(STATE));
        if (!scenario.possibleStates().contains(state)) {
            throw new HttpFaultException(
                    422,
                    HttpFault.mismatch("body, state", "one of " + String.join(", ", scenario.possibleStates()), state));
        }
        broker.setScenarioState(name, state);
        return HttpReply.json(200, Map.of());
    }
}
