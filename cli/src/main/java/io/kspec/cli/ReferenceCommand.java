package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceBrokerException;
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
            "Starts a single node on the loopback interface from Kafka's Maven artifacts,",
            "which are downloaded on first use. Its data is deleted when it stops."
        })
final class ReferenceCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RELEASE", description = "Kafka release to run, e.g. 4.3.1.")
    private String release = "";

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    ReferenceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        try (ReferenceBroker broker = start()) {
            Future<Integer> ended = broker.ended();
            terminal.out().println(broker.bootstrap());
            terminal.out().flush();
            terminal.err().println("Apache Kafka " + broker.release() + " listening. Press Ctrl-C to stop.");
            EndOfProcess end = EndOfProcess.before(broker::close);
            try {
                int exitCode = ended.get();
                if (end.hasBegun()) {
                    return ExitCode.CONFORMANT;
                }
                terminal.err().println("The broker stopped by itself with exit code " + exitCode + ":");
                broker.log(20).forEach(terminal.err()::println);
            } finally {
                end.forget();
            }
        }
        return ExitCode.HARNESS_ERROR;
    }

    private ReferenceBroker start() {
        if (port < 0 || port > 65535) {
            throw new UsageException("--port: expected a number from 0 to 65535, found " + port);
        }
        try {
            return ReferenceBroker.of(release)
                    .progress(terminal.err()::println)
                    .port(port)
                    .start();
        } catch (ReferenceBrokerException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
