package io.kspec.clients.matrix;

import io.kspec.clients.broker.SecuredBroker;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every declared client on the newest Apache Kafka, the measure for the mock broker. */
@Tag("broker")
@EnabledIfSystemProperty(
        named = "kspec.clients",
        matches = "true",
        disabledReason = "the measure that the mock is held to takes minutes; mvn verify -Pclients takes it")
class ClientsOnKafkaTest extends ClientsOnBroker {
    private final SecuredBroker secured;
    private final ReferenceBroker broker;

    ClientsOnKafkaTest(@TempDir Path keys) throws IOException {
        secured = new SecuredBroker(keys);
        broker = secured.kafka(ReferenceReleases.newest());
    }

    @Override
    ClientRuns start(Declarations all) throws IOException {
        Set<String> apis =
                all.jobs().stream().flatMap(job -> job.apis().stream()).collect(Collectors.toSet());
        return ClientRuns.start(
                all, PlayedBroker.KAFKA, client -> secured.target(broker), apis, (client, result) -> {});
    }

    @Override
    void end() {
        broker.close();
    }
}
