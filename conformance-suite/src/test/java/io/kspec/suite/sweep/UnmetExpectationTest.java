package io.kspec.suite.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.NoCommonVersion;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.TopicIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Not the requirement is what was expected, but what was asked; and the failure names the request. */
class UnmetExpectationTest {
    private static final String REQUEST = "Fetch v4 (topic \"orders\", partition 0, offset 12)";

    @Test
    void aRequestWithoutAnswerIsNamed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(unmet(silent))
                    .isEqualTo(new UnmetExpectation(
                            "an answer to " + REQUEST, "nothing within 200 ms (client, Fetch v4)"));
        }
    }

    @Test
    void aRequestThatEndsTheConnectionIsNamed() throws Exception {
        try (ServerSocket closing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread closer = new Thread(() -> {
                try (var accepted = closing.accept()) {
                    accepted.getInputStream().skipNBytes(4);
                    accepted.getInputStream()
                            .skipNBytes(accepted.getInputStream().available());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            closer.start();
            UnmetExpectation unmet = unmet(closing);
            closer.join(5_000);
            assertThat(unmet.expected()).isEqualTo("an answer to " + REQUEST);
            assertThat(unmet.found()).matches("the connection (closed|reset) by the target \\(client, Fetch v4\\)");
        }
    }

    @Test
    void withoutARequestThePlaceIsSaid() {
        NoCommonVersion failure =
                new NoCommonVersion(Catalog.standard().api("Fetch"), new Versions(4, 5), new Versions(0, 3));

        assertThat(UnmetExpectation.of(failure))
                .isEqualTo(new UnmetExpectation("that the target advertises a version within 4-5", "Fetch (1): 0-3"));
    }

    private static UnmetExpectation unmet(ServerSocket broker) {
        Target target = new Target(broker.getInetAddress().getHostAddress(), broker.getLocalPort());
        ConnectionSettings settings = ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofMillis(200));
        try (Connection connection = Connection.open("client", target, "kspec", settings, new Transcript())) {
            StageFailure failure = catchThrowableOfType(
                    StageFailure.class,
                    () -> connection.exchange(
                            FetchRequests.fetch(FetchPosition.of(TopicIdentity.named("orders"), 0, 12)), 4));
            return UnmetExpectation.of(failure);
        }
    }
}
