package io.kspec.clients.field;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The suite on librdkafka's mock cluster, where Python is installed. */
@Tag("long")
@Timeout(1200)
@EnabledIfSystemProperty(
        named = "kspec.clients",
        matches = "true",
        disabledReason = "the mock cluster makes groups wait for minutes; mvn verify -Pclients plays it")
class LibrdkafkaMockTest {
    /** Longer than the 3 s for which the mock cluster, like Apache Kafka by default, holds the first member of a group. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    @Test
    void theRunIsCompleteAndFindsTheReviewedCauses() throws IOException, InterruptedException {
        FieldRun.play(FieldBroker.librdkafkaMock(), TIMEOUT).isComplete().hasOnlyReviewedCauses();
    }
}
