package io.kspec.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.admin.AdminClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifications over HTTP: how many requests came, and how long to wait for them. */
class VerificationTest {
    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final AdminServer admin;

    private AdminClient client;

    VerificationTest() throws IOException {
        broker = MockBroker.start();
        admin = AdminServer.start(broker, AdminSettings.DEFAULTS);
        client = new AdminClient(admin, broker);
    }

    private void heartbeat() throws IOException {
        try (WireClient kafka = new WireClient(broker)) {
            kafka.ask("Heartbeat", 1, request -> request.set("GroupId", "g"));
        }
    }

    /** Verifies the number of Heartbeat requests. */
    private Answer verify(String terms) {
        try {
            return new AdminClient(admin, broker)
                    .post("/requests/verify", "{\"request\": {\"api\": \"Heartbeat\"}, " + terms + "}");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aVerificationWaitsForRequestsThatAreStillToCome() throws Exception {
        CompletableFuture<Answer> verified =
                CompletableFuture.supplyAsync(() -> verify("\"atLeast\": 1, \"within\": \"20s\""));
        // Other calls are answered meanwhile.
        assertThat(client.get("/health").status()).isEqualTo(200);
        heartbeat();

        Answer answer = verified.get(20, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("count").asInt()).isEqualTo(1);
    }

    @Test
    void aVerificationThatFailsSaysHowManyItExpectedAndFound() throws Exception {
        heartbeat();

        Answer few = client.post("/requests/verify", "{\"request\": {\"api\": \"Heartbeat\"}, \"count\": 2}");
        assertThat(few.status()).isEqualTo(422);
        assertThat(few.body().at("/errors/0/expected").asText()).isEqualTo("2 requests that match Heartbeat");
        assertThat(few.body().at("/errors/0/found").asText()).isEqualTo("1");
        Answer none = client.post("/requests/verify", "{\"request\": {\"api\": \"Heartbeat\", \"client\": \"x\"}}");
        assertThat(none.body().at("/errors/1/where").asText()).isEqualTo("journal, near miss");
        assertThat(none.body().at("/errors/1/what").asText()).startsWith("the client is wire-client instead of x");

        assertThat(client.post("/requests/verify", "{\"request\": {\"api\": \"Heartbeat\"}, \"atMost\": 0}")
                        .status())
                .isEqualTo(422);
        assertThat(client.post("/requests/verify", "{\"request\": {\"api\": \"Fetch\"}, \"atMost\": 0}")
                        .status())
                .isEqualTo(200);
        assertThat(client.post("/requests/verify", "{\"request\": {\"api\": \"Fetch\"}, \"count\": 0, \"atMost\": 0}")
                        .body()
                        .at("/errors/0/what")
                        .asText())
                .isEqualTo("expected count, or atLeast and atMost, found both");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"atMost\": 0", "\"count\": 0", "\"atLeast\": 0, \"atMost\": 0"})
    void requestsThatMustNotComeAreWaitedFor(String terms) throws Exception {
        long begin = System.nanoTime();
        assertThat(verify(terms + ", \"within\": \"300ms\"").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));

        CompletableFuture<Answer> verified =
                CompletableFuture.supplyAsync(() -> verify(terms + ", \"within\": \"60s\""));
        heartbeat();

        Answer answer = verified.get(20, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/found").asText()).isEqualTo("1");
    }

    @Test
    void oneNumberAsBothBoundsIsWatchedToTheEnd() throws Exception {
        heartbeat();
        long begin = System.nanoTime();

        assertThat(verify("\"atLeast\": 1, \"atMost\": 1, \"within\": \"300ms\"")
                        .status())
                .isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aCountIsRightAsSoonAsItIsReached() throws Exception {
        heartbeat();
        long begin = System.nanoTime();

        assertThat(verify("\"count\": 1, \"within\": \"60s\"").status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }
}
