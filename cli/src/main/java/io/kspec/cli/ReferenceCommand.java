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

/** {@code kspec reference}: Apache Kafka itself, until it is told to stop. */
@Command(
        name = "reference",
        mixinStandardHelpOptions = true,
        description = "Runs a release of Apache Kafka until Ctrl-C.",
        footer = {
            "",
            "One node on the loopback interface, from its Maven artifacts, which are",
            "fetched on first use. Its data goes when it ends."
        })
final class ReferenceCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RELEASE", description = "The release, such as 4.3.1.")
    private String release = "";

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "The port; any that is free unless said, or if it is 0.")
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
            terminal.err().println("Apache Kafka " + broker.release() + " listens. Ctrl-C stops it.");
            EndOfProcess end = EndOfProcess.before(broker::close);
            try {
                int exitCode = ended.get();
                if (end.hasBegun()) {
                    return ExitCode.CONFORMANT;
                }
                terminal.err().println("It ended by itself, with exit code " + exitCode + ":");
                broker.log(20).forEach(terminal.err()::println);
            } finally {
                end.forget();
            }
        }
        return ExitCode.HARNESS_ERROR;
    }

    private ReferenceBroker start() {
        if (port < 0 || port > 65535) {
            throw new UsageException("--port: expected 0 to 65535, found " + port);
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
