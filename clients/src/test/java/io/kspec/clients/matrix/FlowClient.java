package io.kspec.clients.matrix;

import io.kspec.reference.ReferenceReleases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A client whose flows are recorded: a declared one, as its driver configures it or in another way.
 *
 * @param id how kspec calls it, as in {@code --as}
 * @param client the declared client
 * @param environment tells the driver how to configure it
 * @param setting how it is configured, for its title; empty if as the driver does
 * @param release the release of Apache Kafka that it is recorded on
 * @param lacks the jobs that it does not do when configured so
 */
record FlowClient(
        String id,
        DeclaredClient client,
        Map<String, String> environment,
        String setting,
        String release,
        Set<String> lacks) {
    private static final String SARAMA = "sarama";
    /** What the driver of Sarama reads. */
    private static final String SARAMA_VERSION = "KSPEC_SARAMA_VERSION";

    /** The jobs whose flows are kept: one for each thing that most programs do. */
    private static final List<String> JOBS = List.of(
            "create-topic",
            "produce-acks-all",
            "idempotent",
            "transaction-commit",
            "consume-assigned",
            "commit-resume",
            "alter-configs");

    FlowClient {
        environment = Map.copyOf(environment);
        lacks = Set.copyOf(lacks);
    }

    /** All clients whose flows are recorded. */
    static List<FlowClient> of(Declarations declarations) {
        List<FlowClient> all = new ArrayList<>();
        for (DeclaredClient client : declarations.clients()) {
            if (client.id().equals(SARAMA)) {
                all.add(new FlowClient(
                        client.id(),
                        client,
                        Map.of(SARAMA_VERSION, "default"),
                        "",
                        ReferenceReleases.newest(),
                        Set.of()));
                // Kafka 4.0 and later do not speak its versions.
                all.add(new FlowClient(
                        "sarama-0.10.2",
                        client,
                        Map.of(SARAMA_VERSION, "0.10.2.0"),
                        "at V0_10_2_0",
                        "3.9.2",
                        Set.of("idempotent", "transaction-commit", "alter-configs")));
            } else {
                all.add(new FlowClient(client.id(), client, Map.of(), "", ReferenceReleases.newest(), Set.of()));
            }
        }
        return all;
    }

    /** The jobs that it does and whose flows are kept. */
    List<DeclaredJob> jobs(Declarations declarations) {
        return declarations.jobs().stream()
                .filter(job -> JOBS.contains(job.id()))
                .filter(client::does)
                .filter(job -> !lacks.contains(job.id()))
                .toList();
    }

    /** {@code sarama 1.61.1}. */
    String title(String version) {
        return client.library() + " " + version + (setting.isEmpty() ? "" : " " + setting);
    }

    @Override
    public String toString() {
        return id;
    }
}
