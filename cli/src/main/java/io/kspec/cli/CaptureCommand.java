package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.golden.Capture;
import io.kspec.golden.CaptureWriter;
import io.kspec.golden.Captures;
import io.kspec.golden.Provenance;
import io.kspec.golden.recording.BrokerConfig;
import io.kspec.golden.recording.CaptureFailure;
import io.kspec.golden.recording.CaptureRun;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceBrokerException;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kspec capture}: takes golden bytes from a broker, one file for each API and version. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = "Takes request and response bytes from a broker, as text.",
        footer = {
            "",
            "It makes topics and groups whose names begin with kspec-capture-, and removes",
            "all that do, before and after. It lists groups, so let nobody else use the",
            "broker meanwhile."
        })
final class CaptureCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where the folder of the captures goes, golden-responses/captures unless said.")
    private Path output = Path.of("golden-responses", "captures");

    @Option(
            names = "--broker",
            paramLabel = "NAME",
            description = "What the captures and their folder are to call the broker and its release.")
    private @Nullable String broker;

    @Option(
            names = {"-a", "--api"},
            paramLabel = "NAME",
            converter = ApiConverter.class,
            description = "Only this API. Repeatable.")
    private List<ApiSpec> apis = List.of();

    /** What is captured: a broker that runs, or a release that is started for it. */
    private static final class Source {
        @Option(
                names = {"-t", "--target"},
                paramLabel = "HOST:PORT",
                converter = TargetConverter.class,
                description = "A broker that runs; needs --broker.")
        private @Nullable Target target;

        @Option(
                names = {"-r", "--release"},
                paramLabel = "RELEASE",
                description = "A release of Apache Kafka to start, such as 4.3.1.")
        private @Nullable String release;
    }

    /** What is there does not answer the first questions that every client asks. */
    private static final class NoKafka extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient StageFailure failure;

        NoKafka(StageFailure failure) {
            super(failure);
            this.failure = failure;
        }
    }

    CaptureCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        checkApis();
        try {
            if (source.release != null) {
                captureRelease(source.release);
            } else {
                captureTarget(Objects.requireNonNull(source.target));
            }
            return ExitCode.CONFORMANT;
        } catch (ReferenceBrokerException e) {
            throw new UsageException("--release: " + e.getMessage());
        } catch (NoKafka e) {
            return failed(ExitCode.UNREACHABLE, e.failure);
        } catch (StageFailure | CaptureFailure e) {
            return failed(ExitCode.FAILURES, e);
        }
    }

    private int failed(int exitCode, RuntimeException failure) {
        terminal.err().println(terminal.errorColours().bad("kspec capture: " + failure.getMessage()));
        return exitCode;
    }

    private void checkApis() {
        for (ApiSpec api : apis) {
            if (!CaptureRun.apiNames().contains(api.name())) {
                throw new UsageException(
                        "--api: expected one of " + new TreeSet<>(CaptureRun.apiNames()) + ", found " + api.name());
            }
        }
    }

    private void captureRelease(String release) {
        try (ReferenceBroker started =
                ReferenceBroker.of(release).progress(terminal.err()::println).start()) {
            String origin = "org.apache.kafka:kafka_2.13:" + release
                    + ", started by kspec as one node that is broker and controller (KRaft)";
            String name = Objects.requireNonNullElse(broker, "Apache Kafka " + release);
            capture(new Target(started.host(), started.port()), name, origin);
        }
    }

    private void captureTarget(Target target) {
        if (broker == null) {
            throw new UsageException(
                    "--broker: expected the name and release of the broker, which --target does not say");
        }
        capture(target, broker, "a broker that ran already");
    }

    private void capture(Target target, String name, String origin) {
        CaptureRun run = new CaptureRun(target);
        BrokerConfig config = config(run);
        Provenance provenance = new Provenance(name, origin, LocalDate.now(clock), version(), config.values());
        Path folder = output.resolve(folderName(name));
        int[] count = {0};
        run.play(provenance, apis.stream().map(ApiSpec::name).toList(), capture -> {
            write(folder.resolve(Captures.path(capture.api(), capture.version())), capture);
            count[0]++;
        });
        terminal.out().println(count[0] + " captures of " + name + " in " + folder);
    }

    private static BrokerConfig config(CaptureRun run) {
        try {
            return run.config();
        } catch (StageFailure e) {
            throw new NoKafka(e);
        }
    }

    /** {@code apache-kafka-4.3.1}: nothing in a name leads out of the folder. */
    private static String folderName(String broker) {
        String name = broker.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        if (!name.matches("[a-z0-9].*")) {
            throw new UsageException("--broker: expected a name that begins with a letter or digit, found " + broker);
        }
        return name;
    }

    private static String version() {
        return Objects.requireNonNullElse(
                CaptureCommand.class.getPackage().getImplementationVersion(), "(not built as a jar)");
    }

    private static void write(Path file, Capture capture) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, CaptureWriter.write(capture));
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }
}
