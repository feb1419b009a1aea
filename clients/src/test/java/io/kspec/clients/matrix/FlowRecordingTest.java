package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.reference.ReferenceBroker;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records what clients send to Apache Kafka, and writes the scenarios that it makes where a client sends something else than
 * before. With {@code -Dkspec.clients.only=sarama,kafkajs} only these. With {@code -Dkspec.flows.write=again}, the last recordings
 * make all scenarios again, such as after a change of how scenarios are made.
 */
@Tag("broker")
@Timeout(1800)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(
        named = "kspec.flows.write",
        matches = "true|again",
        disabledReason = "the recordings are kept; -Dkspec.flows.write=true takes them again, which takes minutes")
class FlowRecordingTest {
    private final Declarations declarations;
    private final Map<String, ReferenceBroker> brokers = new HashMap<>();

    FlowRecordingTest() throws IOException {
        declarations = Declarations.read();
    }

    @AfterAll
    void stop() {
        brokers.values().forEach(ReferenceBroker::close);
    }

    List<FlowClient> clients() {
        return FlowClient.of(declarations);
    }

    /** Members of groups need not wait for others that never come, nor until it is time for the next assignment. */
    private ReferenceBroker broker(String release) {
        return brokers.computeIfAbsent(release, which -> ReferenceBroker.of(which)
                .property("group.initial.rebalance.delay.ms", "0")
                .property("group.consumer.assignment.interval.ms", "0")
                .start());
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aClientIsRecorded(FlowClient client) throws IOException, InterruptedException {
        String only = System.getProperty("kspec.clients.only", "");
        Assumptions.assumeTrue(only.isEmpty() || List.of(only.split(",", -1)).contains(client.id()), only);
        boolean again = System.getProperty("kspec.flows.write", "").equals("again");
        FlowRecorder recorder = again
                ? null
                : new FlowRecorder(Target.parse(broker(client.release()).bootstrap()));
        List<String> failures = new ArrayList<>();
        for (DeclaredJob job : client.jobs(declarations)) {
            Path file = FlowRecorder.file(client, job);
            if (again && !FlowRecorder.isRecorded(client, job)) {
                continue;
            }
            try {
                boolean written = FlowRecorder.keep(
                        recorder == null
                                ? FlowRecorder.again(client, job)
                                : recorder.record(client, Drivers.of(client.client()), job),
                        file,
                        again);
                System.out.println(file + (written ? " is written" : " stays as it is"));
            } catch (IllegalStateException failed) {
                failures.add(String.valueOf(failed.getMessage()));
            }
        }
        assertThat(failures).isEmpty();
    }
}
