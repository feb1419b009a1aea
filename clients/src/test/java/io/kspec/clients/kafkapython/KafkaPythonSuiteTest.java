package io.kspec.clients.kafkapython;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** kafka-python's own integration tests, where Python is installed. */
@Tag("long")
@Timeout(1800)
@EnabledIfSystemProperty(
        named = "kspec.clients",
        matches = "true",
        disabledReason = "kafka-python's own tests take a minute; mvn verify -Pclients runs them")
class KafkaPythonSuiteTest {
    /** Far fewer results than there are tests would mean that they did not run. */
    private static final int SEVERAL = 50;

    /** Puts partitions on a broker with the id 0, which neither broker has. */
    private static final String ON_BROKER_0 = "test_create_partitions";

    private static final Map<String, String> CONFIGS = Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found", "true",
            "super.users", "User:ANONYMOUS",
            "num.partitions", "4",
            "group.min.session.timeout.ms", "500",
            "group.initial.rebalance.delay.ms", "0");

    @Test
    void onTheMockBrokerNoneFails() throws IOException, InterruptedException {
        KafkaPythonSuite suite = KafkaPythonSuite.unpack();
        MockBrokerBuilder builder = MockBroker.builder();
        CONFIGS.forEach(builder::brokerConfig);
        try (MockBroker broker = builder.start()) {
            assertNoneFails(suite.run(broker.bootstrap(), KafkaPythonSuite.log("mock")));
        }
    }

    @Test
    void onApacheKafkaNoneFails() throws IOException, InterruptedException {
        KafkaPythonSuite suite = KafkaPythonSuite.unpack();
        try (ReferenceBroker broker = ReferenceBroker.of(ReferenceReleases.newest())
                .properties(CONFIGS)
                .start()) {
            assertNoneFails(suite.run(broker.bootstrap(), KafkaPythonSuite.log("kafka")));
        }
    }

    private static void assertNoneFails(Map<String, String> results) {
        assertThat(results)
                .hasSizeGreaterThan(SEVERAL)
                .containsEntry("test_group", "PASSED")
                .containsEntry("test_create_describe_delete_acls", "PASSED");
        assertThat(results.entrySet().stream()
                        .filter(result -> !result.getKey().equals(ON_BROKER_0))
                        .filter(result -> !result.getValue().equals("PASSED")
                                && !result.getValue().equals("SKIPPED"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()))
                .isEmpty();
    }
}
