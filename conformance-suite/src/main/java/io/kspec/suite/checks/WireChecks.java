package io.kspec.suite.checks;

import io.kspec.suite.Case;
import io.kspec.suite.ConformanceTest;
import org.junit.jupiter.api.Order;

/** Checks of the wire format that every API must pass at every version that the target advertises. */
@Order(1)
class WireChecks {
    @ConformanceTest(
            id = "wire.well-formed-answer",
            api = ConformanceTest.EVERY_API,
            requirement =
                    "A well-formed request of an advertised API and version is answered with its correlation id and a"
                            + " body that fits the definition to the last byte.",
            source = "message definitions of Apache Kafka; KIP-35 (what is advertised is answered)",
            why = "Clients pick the highest version that both sides speak and read its layout, field by field.")
    void aWellFormedRequestIsAnswered(Case it) {
        it.ask(body -> {});
    }
}
