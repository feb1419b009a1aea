package io.kspec.cli;

import io.kspec.cli.console.IoReason;
import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.recorder.SessionHeader;
import io.kspec.recorder.address.PortSettings;
import io.kspec.recorder.proxy.ProxySettings;
import io.kspec.recorder.proxy.RecordingProxy;
import io.kspec.recorder.tap.FileTap;
import io.kspec.stage.net.Target;
import io.kspec.stage.security.CommandConfig;
import io.kspec.stage.security.CommandConfigException;
import io.kspec.stage.security.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kspec record}: a proxy that records what clients and brokers say, until it is stopped. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Records what clients and a broker say to each other, as a proxy between them, until Ctrl-C.",
        footer = {
            "",
            "Let the clients connect to the address that is printed. Each broker of the",
            "cluster gets a port of its own, and clients are led to these ports, so that",
            "they stay with the proxy; all else passes byte for byte. kspec explain reads",
            "the recording, kspec replay serves it, and kspec scenario from makes a",
            "scenario of it.",
            "",
            "Passwords, SCRAM credentials and delegation tokens are replaced by asterisks",
            "in the files. Records are not: a recording contains the data that clients",
            "sent and read.",
            "",
            "If the broker wants TLS or SASL, --command-config says how kspec connects to",
            "it; SASL of clients passes through without it. Clients speak plaintext to",
            "kspec, or TLS with the certificate of --listener-config."
        })
final class RecordCommand implements Callable<Integer> {
    private static final int DEFAULT_LIMIT_MIB = 256;
    private static final int LARGEST_LIMIT_MIB = 1 << 20;

    private final Terminal terminal;
    private final InstantSource clock;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "HOST:PORT",
            required = true,
            converter = TargetConverter.class,
            description = "The broker to which clients are led first.")
    private @Nullable Target target;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Writes the recording to this file.")
    private @Nullable Path output;

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    @Option(
            names = "--pcap",
            paramLabel = "FILE",
            description =
                    "Writes the same as a packet capture too, which Wireshark reads. Its packets are without TLS.")
    private @Nullable Path pcap;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Makes a scenario of the recording at its end, as kspec scenario from does.")
    private @Nullable Path scenario;

    @Mixin
    private final CommandConfigOption commandConfig = new CommandConfigOption();

    @Option(
            names = "--listener-config",
            paramLabel = "FILE",
            description =
                    "Properties of the certificate that clients are shown, by Kafka's names: ssl.keystore.location, "
                            + "ssl.keystore.password and so on. Clients then speak TLS to kspec.")
    private @Nullable Path listenerConfig;

    @Option(names = "--keep-secrets", description = "Writes passwords and tokens as they were sent.")
    private boolean keepSecrets;

    @Option(
            names = "--limit",
            paramLabel = "MIB",
            description =
                    "Most MiB of each file (default: ${DEFAULT-VALUE}). When it is full, clients are still served.")
    private int limitMib = DEFAULT_LIMIT_MIB;

    RecordCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (limitMib < 1 || limitMib > LARGEST_LIMIT_MIB) {
            throw new UsageException("--limit: expected 1 to " + LARGEST_LIMIT_MIB + " MiB, found " + limitMib);
        }
        Path file = Objects.requireNonNull(output);
        PortSettings ports =
                new PortSettings(Objects.requireNonNull(target), listen.host(), listen.advertisedHost(), listen.port());
        ProxySettings settings = new ProxySettings(
                        ports, commandConfig.security(terminal).client(), keepSecrets, ProxySettings.Limits.DEFAULT)
                .withClientTls(clientTls());
        if (pcap != null && isSame(file, pcap)) {
            throw new UsageException("--pcap: expected another file than --output, found " + pcap);
        }
        listen.checkFree(); // before files are overwritten
        FileTap tap = open(file);
        RecordingProxy proxy;
        try {
            proxy = RecordingProxy.start(settings, tap, this::tell);
        } catch (IOException e) {
            tap.close("nothing was recorded");
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        terminal.out().println(proxy.address());
        terminal.out().flush();
        tell("Recording what passes to " + target + ". Press Ctrl-C to stop.");
        try {
            EndOfProcess.await(() -> stop(proxy, tap, file));
        } finally {
            stop(proxy, tap, file);
        }
        return ExitCode.CONFORMANT;
    }

    private static boolean isSame(Path first, Path second) {
        return first.toAbsolutePath().normalize().equals(second.toAbsolutePath().normalize());
    }

    private @Nullable TlsSettings clientTls() {
        Path config = listenerConfig;
        if (config == null) {
            return null;
        }
        try {
            return CommandConfig.readListener(config);
        } catch (CommandConfigException e) {
            throw new UsageException("--listener-config: " + e.getMessage() + NearbyFile.suggestion(config));
        }
    }

    private FileTap open(Path file) {
        Instant started = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SessionHeader header =
                new SessionHeader(VersionText.ofKspec(), String.valueOf(target), started.toString(), keepSecrets);
        try {
            return FileTap.open(file, pcap, header, started, (long) limitMib << 20, this::tell);
        } catch (IOException e) {
            throw new UsageException("expected files that can be written, found " + IoReason.of(e));
        }
    }

    private void stop(RecordingProxy proxy, FileTap tap, Path file) {
        proxy.close();
        tap.close();
        int connections = proxy.connections();
        tell(tap.calls() + (tap.calls() == 1 ? " request" : " requests") + " on " + connections
                + (connections == 1 ? " connection" : " connections") + " in " + file + ".");
        if (scenario != null) {
            try {
                new SessionFiles(terminal).writeScenario(SessionFiles.read(file), scenario);
            } catch (UsageException e) {
                tell("--scenario: " + e.getMessage());
            }
        }
    }

    private void tell(String line) {
        terminal.err().println(line);
        terminal.err().flush();
    }
}
