package io.kspec.clients.field;

import io.kspec.suite.session.RunSettings;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The suite on franz-go's kfake, where Go is installed. */
@Tag("long")
@Timeout(1800)
@EnabledIfSystemProperty(
        named = "kspec.clients",
        matches = "true",
        disabledReason = "building kfake takes minutes; mvn verify -Pclients does it")
class KfakeTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void theRunIsCompleteAndFindsTheReviewedCauses() throws IOException, InterruptedException {
        FieldRun.play(FieldBroker.kfake(), TIMEOUT, RunSettings.DEFAULT_LANES).hasOnlyReviewedCauses();
    }
}
