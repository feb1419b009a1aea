package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.stage.net.Target;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kspec clients}: plays real client libraries on a broker. */
@Command(
        name = "clients",
        mixinStandardHelpOptions = true,
        description = "Plays real client libraries on a broker, and shows which of them does which job.",
        footer = {
            "",
            "The drivers are in the folder clients/ of a checkout of kspec, and need to be",
            "compiled there once: mvn -pl clients -am -DskipTests process-test-classes",
            "Client libraries are installed from their registries on first use; one whose",
            "tool (python3, node and npm, go, cargo, kcat) is missing is shown as absent.",
            "The topics and groups that clients create stay on the broker; the names of all",
            "begin with \"kspec-\".",
            "",
            "Exit codes: 0 every job that was played passes, 1 a job fails, 2 the command",
            "line is invalid or there is no checkout, 4 kspec itself failed."
        })
final class ClientsCommand implements Callable<Integer> {
    private static final String ROOM = "clients";
    private static final String DECLARATIONS = "clients.yaml";
    private static final String MAIN = "io.kspec.clients.matrix.PlayClients";
    private static final String ALL = "-";

    private final Terminal terminal;

    @Option(
            names = {"-t", "--target"},
            required = true,
            paramLabel = "HOST:PORT",
            converter = TargetConverter.class,
            description = "Broker to play on.")
    private @Nullable Target target;

    @Option(
            names = "--client",
            paramLabel = "ID",
            split = ",",
            description = "Clients to play, such as sarama (default: all).")
    private List<String> clients = List.of();

    @Option(
            names = "--job",
            paramLabel = "ID",
            split = ",",
            description = "Jobs to play, such as group-eager (default: all).")
    private List<String> jobs = List.of();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Log of a run of the suite on the same broker. What it says about broken"
                    + " responses predicts which client fails which job, and why.")
    private @Nullable Path log;

    @Option(
            names = "--checkout",
            paramLabel = "FOLDER",
            description = "Checkout of kspec (default: the nearest one around the current folder).")
    private @Nullable Path checkout;

    ClientsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path room = room();
        Path classes = room.resolve(Path.of("target", "test-classes"));
        Path libraries = room.resolve(Path.of("target", "classpath.txt"));
        if (!Files.exists(classes.resolve(MAIN.replace('.', '/') + ".class")) || !Files.exists(libraries)) {
            throw new UsageException("expected compiled drivers in " + classes + ", found none; compile them in "
                    + room.getParent() + " with: mvn -pl clients -am -DskipTests process-test-classes");
        }
        if (log != null && !Files.isReadable(log)) {
            throw new UsageException("--log: expected a file, found none at " + log);
        }
        String classPath =
                classes + File.pathSeparator + Files.readString(libraries).strip();
        return play(room, classPath);
    }

    private Path room() {
        Path start = checkout == null ? Path.of("").toAbsolutePath() : checkout.toAbsolutePath();
        Stream<Path> candidates =
                checkout == null ? Stream.iterate(start, folder -> folder != null, Path::getParent) : Stream.of(start);
        Optional<Path> room = candidates
                .map(folder -> folder.resolve(ROOM))
                .filter(folder -> Files.exists(folder.resolve(DECLARATIONS)))
                .findFirst();
        return room.orElseThrow(() -> new UsageException("expected a checkout of kspec "
                + (checkout == null ? "around " : "in ") + start
                + ", because the drivers of the clients are in its folder clients and not in an installed kspec;"
                + " found none. Name one with --checkout"));
    }

    private int play(Path room, String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        MAIN,
                        String.valueOf(target),
                        log == null ? ALL : log.toAbsolutePath().toString(),
                        clients.isEmpty() ? ALL : String.join(",", clients),
                        jobs.isEmpty() ? ALL : String.join(",", jobs))
                .directory(room.toFile())
                .start();
        process.getOutputStream().close();
        EndOfProcess end = EndOfProcess.after(() -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        });
        try {
            Thread progress =
                    new Thread(() -> copy(process.errorReader(StandardCharsets.UTF_8), terminal.err()::println));
            progress.setDaemon(true);
            progress.start();
            copy(process.inputReader(StandardCharsets.UTF_8), terminal.out()::println);
            int status = process.waitFor();
            progress.join();
            return switch (status) {
                case ExitCode.CONFORMANT, ExitCode.FAILURES, ExitCode.USAGE -> status;
                default -> ExitCode.HARNESS_ERROR;
            };
        } finally {
            end.forget();
        }
    }

    private static void copy(BufferedReader from, Consumer<String> to) {
        try (from) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                to.accept(line);
            }
        } catch (IOException ended) {
            // The process was ended while it printed.
        }
    }
}
