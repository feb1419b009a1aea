package io.kspec.mock.script;

import static io.kspec.mock.Requests.error;
import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.protocol.ErrorCode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Stubs that share a state, as in WireMock. */
class ScenarioTest {
    private static final List<Stub> FAILOVER = StubFile.parse(
            "failover.yaml",
            """
            stubs:
              - request: {api: FindCoordinator}
                response: {error: COORDINATOR_NOT_AVAILABLE}
                scenarioName: failover
                requiredScenarioState: Started
                newScenarioState: elected
              - request: {api: ListGroups}
                response: {error: COORDINATOR_LOAD_IN_PROGRESS}
                scenarioName: failover
                requiredScenarioState: elected
                newScenarioState: loaded
            """);

    @AutoClose
    private final MockBroker broker = MockBroker.start();

    @AutoClose
    private final WireClient client = new WireClient(broker);

    ScenarioTest() throws IOException {
        FAILOVER.forEach(broker::stubFor);
    }

    private ErrorCode find() throws IOException {
        return error(client.ask("FindCoordinator", 2, request -> request.set("Key", "g")));
    }

    private ErrorCode list() throws IOException {
        return error(client.ask("ListGroups", 2, request -> {}));
    }

    private String state() {
        return broker.scenarios().get(0).state();
    }

    @Test
    void eachStubActsInItsStateAndLeadsToTheNext() throws IOException {
        assertThat(list()).isEqualTo(ErrorCode.NONE);
        assertThat(find()).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        assertThat(find()).isEqualTo(ErrorCode.NONE);
        assertThat(list()).isEqualTo(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
        assertThat(list()).isEqualTo(ErrorCode.NONE);
        assertThat(broker.scenarios())
                .containsExactly(new Scenario("failover", "loaded", List.of("Started", "elected", "loaded")));
    }

    @Test
    void aStateThatAStubSetsCountsFromTheNextRequestOn() throws IOException {
        broker.stubFor(request("FindCoordinator")
                .willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR))
                .inScenario("failover")
                .whenScenarioStateIs("elected"));

        assertThat(find()).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        assertThat(find()).isEqualTo(ErrorCode.NOT_COORDINATOR);
    }

    @Test
    void scenariosAreSetAndReset() throws IOException {
        broker.setScenarioState("failover", "elected");
        assertThat(find()).isEqualTo(ErrorCode.NONE);

        broker.resetScenarios();

        assertThat(state()).isEqualTo("Started");
        assertThat(find()).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    }

    @Test
    void requestsInAnotherStateAreNoOccasions() throws IOException {
        broker.stubFor(request("ListGroups")
                .willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR))
                .onFirst(1)
                .inScenario("failover")
                .whenScenarioStateIs("loaded"));
        list();
        broker.setScenarioState("failover", "loaded");

        assertThat(list()).isEqualTo(ErrorCode.NOT_COORDINATOR);
        assertThat(list()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aStateNeedsAScenario() {
        Stub stub = request("ListGroups").willReturn(asKafka());

        assertThatIllegalStateException().isThrownBy(() -> stub.willSetStateTo("x"));
        assertThatIllegalStateException().isThrownBy(() -> stub.whenScenarioStateIs("x"));
    }
}
