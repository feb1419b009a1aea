package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.scenarios.ClientFlow;
import io.kspec.scenarios.ScenarioCatalog;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The flows that kspec keeps are those of the declared clients, in the declared versions. */
class FlowFilesTest {
    private static final List<ClientFlow> FLOWS = ClientFlow.in(ScenarioCatalog.packaged());

    static Stream<FlowClient> clients() throws IOException {
        return FlowClient.of(Declarations.read()).stream();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void theFlowsOfAClientAreThoseOfItsVersion(FlowClient client) {
        List<ClientFlow> flows =
                FLOWS.stream().filter(flow -> flow.client().equals(client.id())).toList();

        assertThat(flows).allSatisfy(flow -> {
            assertThat(flow.library()).startsWith(client.client().library() + " ");
            if (client.client().isPinned()) {
                assertThat(flow.library())
                        .as(
                                "of %s; FlowRecordingTest records it again",
                                flow.scenario().file())
                        .isEqualTo(client.title(client.client().version()));
            }
        });
    }

    @Test
    void everyFlowIsOneOfADeclaredClientAndJob() throws IOException {
        Declarations declarations = Declarations.read();
        List<String> declared = FlowClient.of(declarations).stream()
                .flatMap(client -> client.jobs(declarations).stream().map(job -> client.id() + "/" + job.id()))
                .toList();

        assertThat(FLOWS)
                .extracting(flow -> flow.client() + "/" + flow.job())
                .isNotEmpty()
                .isSubsetOf(declared);
    }
}
