package io.kspec.stage.cluster;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.Stage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ControllerTest {
    private static final Stub REFUSES =
            request("CreateTopics").willReturn(asKafka().error(ErrorCode.NOT_CONTROLLER));

    private static final Stub REFUSED_BY_THE_FIRST =
            request("CreateTopics").toBroker(1).willReturn(asKafka().error(ErrorCode.NOT_CONTROLLER));

    private final Transcript transcript = new Transcript();
    private final SharedCluster shared = new SharedCluster(Duration.ofSeconds(30));
    private final MockBroker broker;

    ControllerTest() throws IOException {
        broker = MockBroker.builder().brokers(3).start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private String topic(Duration patience) {
        try (Stage stage = Stage.on(new Target(broker.host(), broker.port()))
                .transcript(transcript)
                .open()) {
            stage.share(shared);
            stage.topics().awaitLeadersAtMost(patience);
            return stage.topics().create("orders", 1);
        }
    }

    private long asked() {
        return transcript.exchanges().stream()
                .filter(exchange -> exchange.api().name().equals("CreateTopics"))
                .count();
    }

    @Test
    void aControllerThatIsNotElectedYetIsWaitedFor() {
        broker.stubFor(REFUSES.onFirst(3));

        assertThat(topic(Duration.ofSeconds(20))).isNotEmpty();

        assertThat(asked()).isEqualTo(4);
    }

    @Test
    void aControllerThatNeverComesIsWaitedForOnce() {
        broker.stubFor(REFUSES);

        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> topic(Duration.ofMillis(300)))
                .withMessageContaining("41 NOT_CONTROLLER")
                .extracting(RequestRefused::path)
                .isEqualTo("Topics[0].ErrorCode");
        long before = asked();
        assertThat(before).isGreaterThan(1);
        assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> topic(Duration.ofSeconds(20)));

        assertThat(asked()).isEqualTo(before + 1);
    }

    @Test
    void onceThereIsAControllerItIsWaitedForAgain() {
        broker.stubFor(REFUSES);
        assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> topic(Duration.ofMillis(300)));
        broker.resetStubs();
        topic(Duration.ofSeconds(20));
        broker.stubFor(REFUSES.onFirst(2));

        assertThat(topic(Duration.ofSeconds(20))).isNotEmpty();
    }

    @Test
    void aBrokerThatIsNotTheControllerSendsClientsToTheOneThatIs() {
        broker.stubFor(REFUSED_BY_THE_FIRST);
        broker.stubFor(request("Metadata").willReturn(asKafka().with("ControllerId", 3)));

        assertThat(topic(Duration.ofSeconds(20))).isNotEmpty();

        assertThat(asked()).isEqualTo(2);
    }
}
