package com.example;

import io.kspec.junit.KafkaConformance;
import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Plays the conformance suite and a scenario of our own against our broker. */
class SpeaksKafkaTest {
    /** Stands for the broker that you write. */
    private static MockBroker broker;

    @BeforeAll
    static void startOurBroker() throws IOException {
        broker = MockBroker.start();
    }

    @AfterAll
    static void stopOurBroker() {
        broker.close();
    }

    @TestFactory
    Stream<DynamicNode> speaksKafka() {
        return KafkaConformance.of(broker.bootstrap())
                .apis("Heartbeat") // leave this out to play everything
                .scenarios(Path.of("src", "test", "scenarios"))
                .knownFailures(Path.of("known-failures.yaml"))
                .report(Path.of("target", "kspec-report"))
                .tests();
    }
}
