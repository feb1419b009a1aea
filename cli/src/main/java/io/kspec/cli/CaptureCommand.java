package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.golden.Provenance;
import io.kspec.golden.recording.BrokerConfig;
import io.kspec.golden.recording.CaptureFailure;
import io.kspec.golden.recording.CaptureFolder;
import io.kspec.golden.recording.CaptureRun;
import io.kspec.golden.recording.CaptureSetup;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceBrokerException;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kspec capture}: captures golden bytes from a broker, one file for each API and version. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = "Captures request and response bytes from a broker, as text.",
        footer = {
            "",
            "Creates topics and groups whose names begin with kspec-capture-, and removes all",
            "of those before and after. It also captures the list of groups, so nobody else",
            "should use the broker in the meantime.",
            "",
            "A recapture rewrites only the files whose content the broker answers",
            "differently, apart from ids and other values that it never repeats, and removes",
            "those of versions that the broker no longer advertises."
        })
final class CaptureCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "The folder that holds a folder for each broker (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("golden-responses", "captures");

    @Option(
            names = "--broker",
            paramLabel = "NAME",
            description = "The name and release of the broker, for the provenance and the folder.")
    private @Nullable String broker;

    @Mixin
    private CommandConfigOption commandConfig = new CommandConfigOption();

    @Option(
            names = {"-a", "--api"},
            paramLabel = "NAME",
            converter = ApiConverter.class,
            description = "Captures only this API. Repeatable.")
    private List<ApiSpec> apis = List.of();

    /** What is captured: a running broker, or a release that is started for the capture. */
    private static final class Source {
        @Option(
                names = {"-t", "--target"},
                paramLabel = "HOST:PORT",
                converter = TargetConverter.class,
                description = "A running broker; needs --broker.")
        private @Nullable Target target;

        @Option(
                names = {"-r", "--release"},
                paramLabel = "RELEASE",
                description = "A release of Apache Kafka to start and capture, such as 4.3.1.")
        private @Nullable String release;
    }

    /** The target cannot be reached, or does not answer the first requests that every client sends. */
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
        if (commandConfig.words().length > 0) {
            throw new UsageException("--command-config: expected with --target, found with --release, whose broker"
                    + " speaks plaintext");
        }
        try (ReferenceBroker started = ReferenceBroker.of(release)
                .listener(CaptureSetup.LOGIN_LISTENER, "SASL_PLAINTEXT")
                .properties(CaptureSetup.configs(release))
                .properties(CaptureSetup.userConfigs())
                .progress(terminal.err()::println)
                .start()) {
            String origin = "org.apache.kafka:kafka_2.13:" + release
                    + ", started by kspec as one node that is broker and controller (KRaft)";
            String name = Objects.requireNonNullElse(broker, "Apache Kafka " + release);
            Target logins = new Target(started.host(), started.port(CaptureSetup.LOGIN_LISTENER));
            capture(new CaptureRun(new Target(started.host(), started.port()), logins), name, origin);
        }
    }

    private void captureTarget(Target target) {
        if (broker == null) {
            throw new UsageException(
                    "--broker: expected the name and release of the broker, which --target does not tell");
        }
        capture(new CaptureRun(target, commandConfig.security(terminal)), broker, "a running broker");
    }

    private void capture(CaptureRun run, String name, String origin) {
        BrokerConfig config = config(run);
        Provenance provenance =
                new Provenance(name, origin, LocalDate.now(clock), VersionText.ofKspec(), config.values());
        Path path = output.resolve(folderName(name));
        CaptureFolder folder = new CaptureFolder(path, provenance, terminal.out()::println);
        run.record(apis.stream().map(ApiSpec::name).toList(), folder);
        terminal.out()
                .println((folder.unchanged() + folder.written()) + " captures of " + name + " in " + path + ": "
                        + folder.unchanged() + " unchanged, " + folder.written() + " written, " + folder.removed()
                        + " removed");
    }

    private static BrokerConfig config(CaptureRun run) {
        try {
            return run.config();
        } catch (StageFailure e) {
            throw new NoKafka(e);
        }
    }

    /** {@code apache-kafka-4.3.1}: a name cannot lead out of the folder. */
    private static String folderName(String broker) {
        String name = broker.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        if (!name.matches("[a-z0-9].*")) {
            throw new UsageException("--broker: expected a name that begins with a letter or digit, found " + broker);
        }
        return name;
    }
}
