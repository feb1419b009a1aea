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

/** {@code kspec mock}: a mock broker, until it is told to stop. */
@Command(
        name = "mock",
        mixinStandardHelpOptions = true,
        description = "Runs a mock broker until Ctrl-C.",
        footer = {
            "",
            "Listens on the loopback interface unless told otherwise: it asks nobody who",
            "they are. Prints the address for clients once it listens."
        })
final class MockCommand implements Callable<Integer> {
    private static final int KAFKAS_PORT = 9092;

    private final Terminal terminal;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "The port, 9092 unless said; 0 for any that is free.")
    private int port = KAFKAS_PORT;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address of this machine to listen on, 127.0.0.1 unless said.")
    private String host = "127.0.0.1";

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            converter = TargetConverter.class,
            description = "Where clients are told to connect, if not to where it listens.")
    private @Nullable Target advertised;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME[:N]",
            converter = TopicOption.Converter.class,
            description = "A topic to have from the start, with N partitions. Repeatable.")
    private List<TopicOption> topics = List.of();

    @Option(
            names = {"-s", "--stubs"},
            paramLabel = "FILE",
            description = "A YAML file of stubs that say where to misbehave. Repeatable.")
    private List<Path> stubFiles = List.of();

    @Option(names = "--no-auto-create", description = "Unknown topics stay unknown, instead of being created.")
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
                    .println("A mock broker listens"
                            + (stubs.isEmpty()
                                    ? ""
                                    : ", with " + stubs.size() + (stubs.size() == 1 ? " stub" : " stubs"))
                            + ". Ctrl-C stops it.");
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
                throw new UsageException("--stubs: expected a file that can be read, found " + file);
            } catch (StubFileException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
        return stubs;
    }

    private MockBroker start() {
        if (port < 0 || port > 65535) {
            throw new UsageException("--port: expected 0 to 65535, found " + port);
        }
        MockBrokerBuilder builder =
                MockBroker.builder().bindHost(host).port(port).autoCreateTopics(!noAutoCreate);
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
