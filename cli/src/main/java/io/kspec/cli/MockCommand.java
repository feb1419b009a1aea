package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.script.Stub;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.mock.script.yaml.StubFileException;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kspec mock}: runs a mock broker until it is stopped. */
@Command(
        name = "mock",
        mixinStandardHelpOptions = true,
        description = "Runs a mock broker until Ctrl-C.",
        footer = {
            "",
            "Listens on the loopback interface by default, because it does not authenticate",
            "clients. Prints its address once clients can connect."
        })
final class MockCommand implements Callable<Integer> {
    private static final int KAFKA_PORT = 9092;
    private static final int MOST_BROKERS = MockBrokerBuilder.MOST_BROKERS;

    private final Terminal terminal;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port = KAFKA_PORT;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            description = {
                "Number of brokers, on ports of their own: PORT, PORT+1 and so on, or",
                "free ones (default: ${DEFAULT-VALUE})."
            })
    private int brokers = 1;

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
            description = "YAML file of stubs that make the broker misbehave. Repeatable.")
    private List<Path> stubFiles = List.of();

    @Option(names = "--no-auto-create", description = "Does not create unknown topics when clients ask for them.")
    private boolean noAutoCreate;

    MockCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Stub> stubs = stubs();
        try (MockBroker broker = start()) {
            stubs.forEach(broker::stubFor);
            terminal.out().println(broker.bootstrap());
            terminal.out().flush();
            terminal.err()
                    .println("Mock broker listening"
                            + (stubs.isEmpty()
                                    ? ""
                                    : ", with " + stubs.size() + (stubs.size() == 1 ? " stub" : " stubs"))
                            + ". Press Ctrl-C to stop.");
            EndOfProcess end = EndOfProcess.before(broker::close);
            try {
                new CountDownLatch(1).await();
            } finally {
                end.forget();
            }
        }
        return ExitCode.CONFORMANT;
    }

    private List<Stub> stubs() {
        List<Stub> stubs = new ArrayList<>();
        for (Path file : stubFiles) {
            try {
                stubs.addAll(StubFile.read(file));
            } catch (IOException e) {
                throw new UsageException("--stubs: expected a readable file, found " + file);
            } catch (StubFileException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
        return stubs;
    }

    private MockBroker start() {
        if (port < 0 || port > 65535) {
            throw new UsageException("--port: expected a number from 0 to 65535, found " + port);
        }
        if (brokers < 1 || brokers > MOST_BROKERS) {
            throw new UsageException("--brokers: expected a number from 1 to " + MOST_BROKERS + ", found " + brokers);
        }
        MockBrokerBuilder builder =
                MockBroker.builder().bindHost(host).port(port).brokers(brokers).autoCreateTopics(!noAutoCreate);
        if (advertised != null) {
            builder.advertisedHost(advertised.host()).advertisedPort(advertised.port());
        } else {
            builder.advertisedHost(host);
        }
        try {
            topics.forEach(topic -> builder.topic(topic.name(), topic.partitions()));
            return builder.start();
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (TopicRefusal e) {
            throw new UsageException("--topic: " + e.getMessage());
        }
    }
}
