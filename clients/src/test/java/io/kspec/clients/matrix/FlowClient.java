package io.kspec.clients.matrix;

import io.kspec.reference.ReferenceReleases;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A client whose flows are recorded: a declared one, as its driver configures it or in another way, or a part of it.
 *
 * @param id how kspec calls it, as in {@code --as}
 * @param client the declared client
 * @param environment tells the driver how to configure it
 * @param setting how it is configured, or which part of it sends, for its title; empty if as the driver does
 * @param release the release of Apache Kafka that it is recorded on
 * @param jobs the ids of the jobs whose flows are kept, as far as the client does them
 * @param part the client id of the part whose requests make the flows; empty for all parts
 */
record FlowClient(
        String id,
        DeclaredClient client,
        Map<String, String> environment,
        String setting,
        String release,
        Set<String> jobs,
        String part) {
    private static final String CREATE = "create-topic";
    private static final String PRODUCE = "produce-acks-all";
    private static final String ASSIGNED = "consume-assigned";
    private static final String RESUME = "commit-resume";
    private static final String ALTER = "alter-configs";

    /** The jobs whose flows are kept: one for each thing that most programs do. */
    private static final Set<String> JOBS =
            Set.of(CREATE, PRODUCE, "idempotent", "transaction-commit", ASSIGNED, RESUME, ALTER);

    /** The job of clients that speak the consumer protocol of KIP-848. */
    private static final String CONSUMER_PROTOCOL = "group-consumer";

    FlowClient {
        environment = Map.copyOf(environment);
        jobs = Set.copyOf(jobs);
    }

    /** A client as its driver configures it. */
    private FlowClient(DeclaredClient client, Set<String> jobs) {
        this(client.id(), client, Map.of(), "", ReferenceReleases.newest(), jobs, "");
    }

    /** All clients whose flows are recorded. */
    static List<FlowClient> of(Declarations declarations) {
        return declarations.clients().stream()
                .flatMap(client -> Stream.concat(usual(client), consumerProtocol(client, declarations)))
                .toList();
    }

    private static Stream<FlowClient> usual(DeclaredClient client) {
        return switch (client.id()) {
            case "sarama" -> sarama(client);
            case "kafka-go" -> kafkaGo(client);
            case "kcat" ->
                Stream.of(new FlowClient(
                        client, Set.of("list-topics", PRODUCE, "idempotent", "transaction-commit", ASSIGNED, RESUME)));
            default -> Stream.of(new FlowClient(client, JOBS));
        };
    }

    /** At its default version and at the one that most programs tell it; Kafka 4.0 and later do not speak what it sends then. */
    private static Stream<FlowClient> sarama(DeclaredClient client) {
        String version = "KSPEC_SARAMA_VERSION";
        FlowClient usual = new FlowClient(client, JOBS);
        return Stream.of(
                usual.with("", Map.of(version, "default"), "", JOBS, ""),
                new FlowClient(
                        "sarama-0.10.2",
                        client,
                        Map.of(version, "0.10.2.0"),
                        "at V0_10_2_0",
                        "3.9.2",
                        Set.of(CREATE, PRODUCE, ASSIGNED, RESUME),
                        ""));
    }

    /** Its Client, Writer, Reader and Conn share no code that sends, and programs use one without the others. */
    private static Stream<FlowClient> kafkaGo(DeclaredClient client) {
        FlowClient usual = new FlowClient(client, Set.of(CREATE, ALTER));
        return Stream.of(
                usual.with("", Map.of(), "Client", usual.jobs, ""),
                usual.with("-writer", Map.of(), "Writer", Set.of(PRODUCE), "writer"),
                usual.with("-reader", Map.of(), "Reader", Set.of(ASSIGNED, RESUME), "reader"),
                usual.with(
                        "-conn", Map.of("KSPEC_KAFKA_GO", "conn"), "Conn", Set.of(CREATE, PRODUCE, ASSIGNED), "conn"));
    }

    /**
     * Clients that speak the consumer protocol when they are told to; the Java client then has another consumer. That of 3.9 sends
     * version 0 of ConsumerGroupHeartbeat, which Apache Kafka 3.9 advertises, and refuses as it is configured by default.
     */
    private static Stream<FlowClient> consumerProtocol(DeclaredClient client, Declarations declarations) {
        return declarations.jobs().stream()
                .filter(job -> job.id().equals(CONSUMER_PROTOCOL)
                        && client.does(job)
                        && !client.version().startsWith("3.9."))
                .map(job -> new FlowClient(client, JOBS)
                        .with(
                                "-848",
                                Map.of("KSPEC_GROUP_PROTOCOL", "consumer"),
                                "with group.protocol=consumer",
                                client.library().equals("kafka-clients") ? Set.of(ASSIGNED, RESUME) : Set.of(RESUME),
                                ""));
    }

    private FlowClient with(String suffix, Map<String, String> variables, String how, Set<String> kept, String ofPart) {
        return new FlowClient(id + suffix, client, variables, how, release, kept, ofPart);
    }

    /** The jobs that it does and whose flows are kept. */
    List<DeclaredJob> jobs(Declarations declarations) {
        return declarations.jobs().stream()
                .filter(job -> jobs.contains(job.id()) && client.does(job))
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
