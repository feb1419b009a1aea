package io.kspec.clients.matrix;

import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every declared client on the newest Apache Kafka, the measure for the mock broker. */
@Tag("broker")
@EnabledIfSystemProperty(
        named = "kspec.clients",
        matches = "true",
        disabledReason = "the measure that the mock is held to takes minutes; mvn verify -Pclients takes it")
class ClientsOnKafkaTest extends ClientsOnBroker {
    private final ReferenceBroker broker = ReferenceBroker.start(ReferenceReleases.newest());

    ClientsOnKafkaTest() throws IOException {}

    @Override
    ClientRuns start(Declarations all) throws IOException {
        Set<String> apis =
                all.jobs().stream().flatMap(job -> job.apis().stream()).collect(Collectors.toSet());
        return ClientRuns.start(all, PlayedBroker.KAFKA, client -> broker.bootstrap(), apis);
    }

    @Override
    void end() {
        broker.close();
    }
}
