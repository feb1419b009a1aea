package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceBrokerBuilder;
import io.kspec.reference.ReferenceBrokerException;
import io.kspec.reference.ReferenceCluster;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec reference}: runs Apache Kafka until it is stopped. */
@Command(
        name = "reference",
        mixinStandardHelpOptions = true,
        description = "Runs a release of Apache Kafka until Ctrl-C.",
        footer = {
            "",
            "Starts one or more brokers on the loopback interface from Kafka's Maven",
            "artifacts, which are downloaded on first use. Their data is deleted when they",
            "stop."
        })
final class ReferenceCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RELEASE", description = "Kafka release to run, such as 4.3.1.")
    private String release = "";

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = {"-b", "--brokers"},
            paramLabel = "N",
            description = "Number of brokers, which form one cluster (default: ${DEFAULT-VALUE}).")
    private int brokers = 1;

    @Option(
            names = "--in-memory",
            description = "Keeps the brokers' data in memory where the system has a folder for it"
                    + " (/dev/shm with 1 GB left): faster, for small amounts of data.")
    private boolean inMemory;

    ReferenceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (ReferenceCluster cluster = start()) {
            Future<ReferenceBroker> ended = cluster.ended();
            cluster.brokers().forEach(broker -> terminal.out().println(broker.bootstrap()));
            terminal.out().flush();
            terminal.err().println("Apache Kafka " + release + " listening. Press Ctrl-C to stop.");
            EndOfProcess end = EndOfProcess.before(cluster::close);
            try {
                ReferenceBroker first = ended.get();
                if (end.hasBegun()) {
                    return ExitCode.CONFORMANT;
                }
                int exitCode = first.ended().get();
                terminal.err()
                        .println("The broker at " + first.bootstrap() + " stopped by itself with exit code " + exitCode
                                + ":");
                first.log(20).forEach(terminal.err()::println);
            } finally {
                end.forget();
            }
        }
        return ExitCode.HARNESS_ERROR;
    }

    private ReferenceCluster start() {
        if (port < 0 || port > 65535) {
            throw new UsageException("--port: expected a number from 0 to 65535, found " + port);
        }
        if (brokers < 1) {
            throw new UsageException("--brokers: expected a number from 1, found " + brokers);
        }
        try {
            ReferenceBrokerBuilder options = ReferenceBroker.of(release)
                    .progress(terminal.err()::println)
                    .port(port);
            return (inMemory ? options : options.onDisk()).startCluster(brokers);
        } catch (ReferenceBrokerException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
