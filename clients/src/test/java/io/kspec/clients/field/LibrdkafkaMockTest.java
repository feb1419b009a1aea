package io.kspec.clients.field;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The suite on librdkafka's mock cluster, where Python is installed and its client can be. */
@Tag("long")
@Timeout(600)
class LibrdkafkaMockTest {
    /** Longer than the 3 s for which the mock cluster, like Apache Kafka by default, holds the first member of a group. */
    private static final Duration TIMEOUT = Duration.ofSeconds(6);

    /** A group that changes waits for most of a session; most of its cases wait at the same time in as many lanes. */
    private static final int LANES = 96;

    /** As many processes per processor leave the mock cluster so little of it that its silences say nothing. */
    private static final double BUSY = 4;

    private static final boolean ANYHOW = Boolean.getBoolean("kspec.clients");

    @Test
    void theRunIsCompleteAndFindsTheReviewedCauses() throws IOException, InterruptedException {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        assumeThat(ANYHOW || machine.getSystemLoadAverage() < BUSY * machine.getAvailableProcessors())
                .as(
                        "the machine is busy: its load is %.1f; -Pclients plays the suite all the same",
                        machine.getSystemLoadAverage())
                .isTrue();

        FieldRun.play(FieldBroker.librdkafkaMock(), TIMEOUT, LANES).again().hasOnlyReviewedCauses();
    }
}
