package io.kspec.clients.field;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The suite on librdkafka's mock cluster, where Python is installed and its client can be. */
@Tag("long")
@Timeout(600)
@EnabledIfSystemProperty(
        named = "kspec.clients",
        matches = "true",
        disabledReason = "takes 55 s of the processor's time; mvn verify -Pclients plays it")
class LibrdkafkaMockTest {
    /** Longer than the 3 s for which the mock cluster, like Apache Kafka by default, holds the first member of a group. */
    private static final Duration TIMEOUT = Duration.ofSeconds(6);

    /** A group that changes waits for most of a session; most of its cases wait at the same time in as many lanes. */
    private static final int LANES = 96;

    @Test
    void theRunIsCompleteAndFindsTheReviewedCauses() throws IOException, InterruptedException {
        FieldRun.play(FieldBroker.librdkafkaMock(), TIMEOUT, LANES).isComplete().hasOnlyReviewedCauses();
    }
}
