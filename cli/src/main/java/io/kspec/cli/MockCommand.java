package io.kspec.cli;

import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.admin.AdminServer;
import io.kspec.mock.script.Stub;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.mock.script.yaml.StubFileException;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.mock.watch.StubFileWatcher;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kspec mock}: runs a mock broker until it is stopped. */
@Command(
        name = "mock",
        mixinStandardHelpOptions = true,
        description = "Runs a mock broker until Ctrl-C.",
        footer = {
            "",
            "Listens on the loopback interface by default, because it does not authenticate",
            "clients unless a --listener says so. Prints its address once clients can",
            "connect. With --admin-port, tests in any language steer it over HTTP:",
            "GET /__admin/openapi.yaml describes how."
        })
final class MockCommand implements Callable<Integer> {
    private static final int KAFKA_PORT = 9092;
    private static final Duration RELOAD_INTERVAL = Duration.ofMillis(500);

    private final Terminal terminal;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port = KAFKA_PORT;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            converter = TargetConverter.class,
            description = "Address that clients are told to connect to (default: where it listens).")
    private @Nullable Target advertised;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME[:N]",
            converter = TopicOption.Converter.class,
            description = "Creates a topic with N partitions at startup (1 if N is left out). Repeatable.")
    private List<TopicOption> topics = List.of();

    @Option(
            names = {"-s", "--stubs"},
            paramLabel = "FILE",
            description = "YAML file of stubs that make the broker misbehave; reloaded when it changes. Repeatable.")
    private List<Path> stubFiles = List.of();

    @Option(names = "--no-auto-create", description = "Does not create unknown topics when clients ask for them.")
    private boolean noAutoCreate;

    @ArgGroup
    private final BrokerOptions brokers = new BrokerOptions();

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Number of replicas of partitions created without one (default: ${DEFAULT-VALUE}).")
    private int replicationFactor = 1;

    @Option(
            names = "--racks",
            paramLabel = "NAME",
            split = ",",
            description = "Racks of the brokers, which get them in turn, separated by commas (default: none).")
    private List<String> racks = List.of();

    @Option(
            names = "--config",
            paramLabel = "NAME=VALUE",
            description = "Sets a configuration of all brokers, as in Kafka's server.properties. Repeatable.")
    private Map<String, String> configs = Map.of();

    @Option(
            names = "--release",
            paramLabel = "RELEASE",
            description =
                    "Looks like a release of Apache Kafka, such as 3.9.2: its APIs, versions and features, and what"
                            + " it answers differently (default: the newest, with all versions that the mock answers).")
    private @Nullable String release;

    @Option(
            names = "--versions",
            paramLabel = "API=RANGE",
            split = ",",
            converter = AdvertisedRangeConverter.class,
            description = "Advertises only these versions of an API, such as OffsetFetch=0-5, or none of them:"
                    + " OffsetFetch=none. Repeatable, or separated by commas.")
    private List<ApiRange> versions = List.of();

    @Option(
            names = "--client-telemetry",
            description = "Takes the metrics of clients, as if a plug-in for them was configured: the client-metrics"
                    + " configurations say which.")
    private boolean clientTelemetry;

    @Mixin
    private final SecurityOptions security = new SecurityOptions();

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Option(names = "--json", description = "Prints the addresses of brokers and admin API as one line of JSON.")
    private boolean json;

    @Option(names = "--verbose", description = "Prints a line for each request.")
    private boolean verbose;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Writes each request and its response as a line of JSON, which kspec explain reads.")
    private @Nullable Path journal;

    MockCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        checkPort("--port", port);
        checkStubs();
        MockOutput output = new MockOutput(terminal, verbose, journal);
        try (MockBroker broker = start();
                StubFileWatcher watcher = watch(broker);
                AdminServer adminServer = admin.start(broker)) {
            output.follow(broker);
            int stubs = broker.stubs().size();
            terminal.out().println(json ? MockAddresses.json(broker, adminServer) : broker.bootstrap());
            terminal.out().flush();
            if (broker.listeners().size() > 1) {
                broker.listeners().forEach(listener -> terminal.err()
                        .println("Listener " + listener.name() + ": " + broker.bootstrap(listener.name())));
            }
            terminal.err()
                    .println("Mock broker listening"
                            + (stubs == 0 ? "" : ", with " + stubs + (stubs == 1 ? " stub" : " stubs"))
                            + (adminServer == null ? "" : ", " + adminServer)
                            + ". Press Ctrl-C to stop.");
            EndOfProcess.await(() -> stop(watcher, broker, output));
        }
        return ExitCode.CONFORMANT;
    }

    private static void stop(StubFileWatcher watcher, MockBroker broker, MockOutput output) {
        watcher.close();
        broker.close();
        output.close(broker);
    }

    /** Refuses broken files of stubs before anything else happens. */
    private void checkStubs() {
        for (Path file : stubFiles) {
            try {
                List<Stub> unused = StubFile.read(file);
            } catch (IOException e) {
                throw new UsageException(
                        "--stubs: expected a readable file, found " + file + NearbyFile.suggestion(file));
            } catch (StubFileException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
    }

    private StubFileWatcher watch(MockBroker broker) {
        try {
            return StubFileWatcher.start(
                    broker, stubFiles, RELOAD_INTERVAL, line -> terminal.err().println("--stubs: " + line));
        } catch (IOException | StubFileException e) {
            throw new UsageException("--stubs: " + e.getMessage());
        }
    }

    static void checkPort(String option, int port) {
        if (port < 0 || port > 65535) {
            throw new UsageException(option + ": expected a number from 0 to 65535, found " + port);
        }
    }

    private MockBroker start() {
        try {
            return builder().start();
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (TopicRefusal e) {
            throw new UsageException("--topic: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private MockBrokerBuilder builder() {
        MockBrokerBuilder builder = MockBroker.builder()
                .bindHost(host)
                .port(port)
                .racks(racks.toArray(String[]::new))
                .defaultReplicationFactor(replicationFactor)
                .autoCreateTopics(!noAutoCreate)
                .clientTelemetry(clientTelemetry);
        if (advertised != null) {
            builder.advertisedHost(advertised.host()).advertisedPort(advertised.port());
        } else {
            builder.advertisedHost(host);
        }
        brokers.apply(builder);
        applyRelease(builder);
        versions.forEach(range -> builder.versions(range.api().name(), range.versions()));
        topics.forEach(topic -> builder.topic(topic.name(), topic.partitions()));
        configs.forEach((name, value) -> configure(builder, name, value));
        security.apply(builder);
        return builder;
    }

    private void applyRelease(MockBrokerBuilder builder) {
        if (release != null) {
            try {
                builder.release(release);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--" + e.getMessage());
            }
        }
    }

    private static void configure(MockBrokerBuilder builder, String name, String value) {
        try {
            builder.brokerConfig(name, value);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--config: " + e.getMessage());
        }
    }
}
