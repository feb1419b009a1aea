package io.kspec.clients.kgo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.clients.broker.SecuredBroker;
import io.kspec.mock.MockBroker;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** franz-go's own tests of its client, where Go is installed. */
@Tag("long")
@Timeout(3600)
@EnabledIfSystemProperty(
        named = "kspec.clients",
        matches = "true",
        disabledReason = "kgo's own tests take minutes; mvn verify -Pclients runs them")
class KgoSuiteTest {
    /** Far fewer results than kgo has tests would mean that they did not run. */
    private static final int SEVERAL = 400;

    private final SecuredBroker secured;

    KgoSuiteTest(@TempDir Path keys) {
        secured = new SecuredBroker(keys);
    }

    @Test
    void onTheMockBrokerNoneFails() throws IOException, InterruptedException {
        KgoSuite suite = KgoSuite.build();
        try (MockBroker broker = secured.mock()) {
            assertNoneFails(suite.run(secured.target(broker), KgoSuite.log("mock")));
        }
    }

    @Test
    void onApacheKafkaNoneFails() throws IOException, InterruptedException {
        KgoSuite suite = KgoSuite.build();
        try (ReferenceBroker broker = secured.kafka(ReferenceReleases.newest())) {
            assertNoneFails(suite.run(secured.target(broker), KgoSuite.log("kafka")));
        }
    }

    private static void assertNoneFails(Map<String, String> results) {
        assertThat(results)
                .hasSizeGreaterThan(SEVERAL)
                .containsEntry("TestGroupETL", "PASS")
                .containsEntry("TestTxnEtl", "PASS")
                .containsEntry("TestShareGroup", "PASS")
                .containsEntry("TestSCRAMAuth", "PASS")
                .containsEntry("TestSCRAMAuthBadCredentials", "PASS")
                .containsEntry("TestOAuthAuth", "PASS");
        assertThat(KgoSuite.failed(results)).isEmpty();
    }
}
