package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.RecordedToken;
import io.kspec.recorder.SessionFileReader;
import io.kspec.recorder.SessionHeader;
import io.kspec.recorder.address.PortSettings;
import io.kspec.recorder.proxy.ProxySettings;
import io.kspec.recorder.proxy.RecordingProxy;
import io.kspec.recorder.replay.ReplayServer;
import io.kspec.recorder.tap.FileTap;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.SecurityFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.security.CommandConfig;
import io.kspec.stage.security.ListenerSecurity;
import io.kspec.stage.security.TestKeys;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.Selection;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Apache Kafka's newest release, with listeners that want TLS, SASL, or both, and with configurations that make checks possible which
 * its defaults do not let be played: it takes the metrics of clients, its groups are small, and members may be silent briefly.
 */
@Tag("broker")
@Timeout(300)
class SecuredTargetTest {
    private static final String PASSWORD = "s3cret-of-alice";
    private static final String LOGINS = "org.apache.kafka.common.security.";
    private static final Map<String, String> LOGIN = Map.of(
            "PLAIN", "plain.PlainLoginModule required username=\"alice\" password=\"" + PASSWORD + "\";",
            "SCRAM-SHA-256", "scram.ScramLoginModule required username=\"alice\" password=\"" + PASSWORD + "\";",
            "SCRAM-SHA-512", "scram.ScramLoginModule required username=\"alice\" password=\"" + PASSWORD + "\";",
            "OAUTHBEARER", "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"alice\";");

    private static final int LARGEST_GROUP = 4;

    @TempDir
    private static Path keys = Path.of("");

    @TempDir
    private static Path plugIn = Path.of("");

    private static ReferenceBroker broker;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() throws IOException {
        broker = ReferenceBroker.of(ReferenceReleases.newest())
                .listener("SASL", "SASL_PLAINTEXT")
                .listener("BOTH", "SASL_SSL")
                .listener("TLS", "SSL")
                .listener("SHORT", "SASL_PLAINTEXT")
                .properties(logins("sasl"))
                .properties(logins("both"))
                .properties(logins("short"))
                .property("listener.name.short.plain.connections.max.reauth.ms", "3000")
                .property("listener.name.short.scram-sha-256.connections.max.reauth.ms", "3000")
                .property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .property("super.users", "User:ANONYMOUS;User:alice")
                .property("delegation.token.secret.key", "key-of-tokens")
                .property("listener.name.tls.ssl.client.auth", "required")
                .property("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER")
                .property("ssl.keystore.type", "PKCS12")
                .property(
                        "ssl.keystore.location",
                        TestKeys.copy("server.p12", keys).toString())
                .property("ssl.keystore.password", TestKeys.PASSWORD)
                .property("ssl.key.password", TestKeys.PASSWORD)
                .property(
                        "ssl.truststore.location",
                        TestKeys.copy("trust.jks", keys).toString())
                .property("ssl.truststore.password", TestKeys.PASSWORD)
                .properties(limits())
                .plugIn(MetricsPlugIn.compiled(ReferenceReleases.newest(), plugIn))
                .property("metric.reporters", MetricsPlugIn.NAME)
                .scramUser("SCRAM-SHA-256", "alice", PASSWORD)
                .scramUser("SCRAM-SHA-512", "alice", PASSWORD)
                .start();
    }

    private static Map<String, String> logins(String listener) {
        String prefix = "listener.name." + listener + ".";
        return Map.of(
                prefix + "plain.sasl.jaas.config",
                LOGINS + "plain.PlainLoginModule required user_alice=\"" + PASSWORD + "\" user_root=\"of-root\";",
                prefix + "scram-sha-256.sasl.jaas.config",
                LOGINS + "scram.ScramLoginModule required;",
                prefix + "scram-sha-512.sasl.jaas.config",
                LOGINS + "scram.ScramLoginModule required;",
                prefix + "oauthbearer.sasl.jaas.config",
                LOGINS + "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"broker\";");
    }

    private static Map<String, String> limits() {
        Map<String, String> limits = new TreeMap<>();
        limits.put("group.max.size", "" + LARGEST_GROUP);
        limits.put("group.share.min.record.lock.duration.ms", "1000");
        for (String type : List.of("consumer", "share", "streams")) {
            limits.put("group." + type + ".max.size", "" + LARGEST_GROUP);
            limits.put("group." + type + ".min.session.timeout.ms", "1000");
            limits.put("group." + type + ".min.heartbeat.interval.ms", "1000");
        }
        return limits;
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SASL, PLAIN", "SASL, SCRAM-SHA-256", "SASL, SCRAM-SHA-512", "SASL, OAUTHBEARER",
        "BOTH, PLAIN", "BOTH, SCRAM-SHA-256", "BOTH, SCRAM-SHA-512", "BOTH, OAUTHBEARER"
    })
    void everyMechanismIsAccepted(String listener, String mechanism) throws IOException {
        try (Stage stage = Stage.on(target(listener))
                .settings(settings(config(listener, mechanism)))
                .open()) {
            String topic = stage.topics().create("orders", 1);
            assertThat(stage.role("reader").ask(MetadataRequests.topics(topic)).getStructs("Topics"))
                    .hasSize(1);
            assertThat(stage.role("reader").leader(topic, 0).target()).isEqualTo(target(listener));
        }
    }

    /** Plays with the broker through a recording proxy, and gives the recording. */
    private String recorded(String listener, ListenerSecurity ofProxy, ConnectionSettings ofClient) throws IOException {
        Path file = folder.resolve("session.jsonl");
        SessionHeader header = new SessionHeader("test", target(listener).toString(), "2026-11-29T22:00:00Z", false);
        PortSettings ports = new PortSettings(target(listener), "127.0.0.1", "127.0.0.1", 0);
        try (FileTap tap = FileTap.open(file, null, header, Instant.EPOCH, 1 << 24, line -> {});
                RecordingProxy proxy = RecordingProxy.start(
                        new ProxySettings(ports, ofProxy, false, ProxySettings.Limits.DEFAULT), tap, line -> {});
                Stage stage = Stage.on(proxy.address()).settings(ofClient).open()) {
            String topic = stage.topics().create("orders", 1);
            assertThat(stage.role("reader").leader(topic, 0).target()).isEqualTo(proxy.address());
        }
        return Files.readString(file);
    }

    @ParameterizedTest
    @CsvSource({"SASL, PLAIN", "BOTH, SCRAM-SHA-512", "BOTH, OAUTHBEARER"})
    void aProxySpeaksTlsAndAuthenticatesForClientsThatDoNot(String listener, String mechanism) throws IOException {
        ListenerSecurity secured =
                settings(config(listener, mechanism)).security().client();

        assertThat(recorded(listener, secured, ConnectionSettings.DEFAULT))
                .contains("\"api\":\"Metadata\"", "{\"end\":\"stopped\"")
                .doesNotContain("Sasl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-512"})
    void aProxyPassesTheAuthenticationOfClientsAndHidesIt(String mechanism) throws IOException {
        String recorded = recorded("SASL", ListenerSecurity.NONE, settings(config("SASL", mechanism)));

        assertThat(recorded)
                .contains("\"api\":\"SaslAuthenticate\"", "\"api\":\"Metadata\"", "{\"end\":\"stopped\"")
                .contains(HexFormat.of().formatHex("********".getBytes(StandardCharsets.UTF_8)))
                .doesNotContain(HexFormat.of().formatHex(PASSWORD.getBytes(StandardCharsets.UTF_8)));
    }

    /** Logs in with tokens that follow SaslHandshake v0 as they are, and asks for the brokers. */
    private static void logInAsOfOld(Target target) throws IOException {
        try (Socket socket = new Socket(target.host(), target.port())) {
            socket.setSoTimeout(20_000);
            exchange(socket, frame("SaslHandshake", 0, body -> body.set("Mechanism", "PLAIN")));
            Bytes token = Bytes.wrap(("\0alice\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            assertThat(exchange(socket, token)).isEqualTo(Bytes.EMPTY);
            Bytes brokers = exchange(socket, frame("Metadata", 12, body -> {}));
            assertThat(Frames.decodeResponse(Catalog.standard().api("Metadata"), 12, brokers)
                            .getStructs("Brokers"))
                    .hasSize(1);
        }
    }

    private static Bytes frame(String api, int version, Consumer<MessageBuilder> fill) {
        ApiSpec spec = Catalog.standard().api(api);
        MessageBuilder body = Message.builder(spec.request(version));
        fill.accept(body);
        return Frames.encodeRequest(spec, version, 1, "old", body.build());
    }

    private static Bytes exchange(Socket socket, Bytes frame) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(frame.size());
        out.write(frame.toArray());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] response = new byte[in.readInt()];
        in.readFully(response);
        return Bytes.wrap(response);
    }

    @Test
    void tokensThatFollowSaslHandshakeV0AreRecordedAndReplayed() throws IOException {
        Path file = folder.resolve("session.jsonl");
        SessionHeader header = new SessionHeader("test", target("SASL").toString(), "2026-11-29T22:00:00Z", false);
        PortSettings ports = new PortSettings(target("SASL"), "127.0.0.1", "127.0.0.1", 0);
        try (FileTap tap = FileTap.open(file, null, header, Instant.EPOCH, 1 << 24, line -> {});
                RecordingProxy proxy = RecordingProxy.start(
                        new ProxySettings(ports, ListenerSecurity.NONE, false, ProxySettings.Limits.DEFAULT),
                        tap,
                        line -> {})) {
            logInAsOfOld(proxy.address());
        }

        RecordedSession session = SessionFileReader.read(file);
        assertThat(session.tokens()).extracting(RecordedToken::fromClient).containsExactly(true, false);
        assertThat(session.calls()).hasToString("[SaslHandshake v0, Metadata v12]");
        assertThat(file).content().doesNotContain(HexFormat.of().formatHex(PASSWORD.getBytes(StandardCharsets.UTF_8)));
        try (ReplayServer server = ReplayServer.start(
                session, new ReplayServer.Settings("127.0.0.1", "127.0.0.1", 0, true, false), line -> {})) {
            logInAsOfOld(server.address());
            assertThat(server.refusals()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void aWrongPasswordIsRefused(String mechanism) throws IOException {
        String config = config("SASL", mechanism).replace(PASSWORD, "wrong");
        try (Stage stage = Stage.on(target("SASL")).settings(settings(config)).open()) {
            assertThatExceptionOfType(SecurityFailure.class)
                    .isThrownBy(stage::advertised)
                    .withMessageContaining("expected authentication with " + mechanism
                            + ", found 58 SASL_AUTHENTICATION_FAILED (Authentication failed");
        }
    }

    @Test
    void aClientCertificateIsAccepted() throws IOException {
        String config = "security.protocol=SSL\n" + trust() + "ssl.keystore.type=PKCS12\nssl.keystore.location="
                + TestKeys.copy("client.p12", folder) + "\nssl.keystore.password=" + TestKeys.PASSWORD + "\n";
        try (Stage stage = Stage.on(target("TLS")).settings(settings(config)).open()) {
            assertThat(stage.advertised().ranges()).isNotEmpty();
        }
    }

    @Test
    void aRunOverTlsAndSaslIsConformantAndKeepsItsSecrets() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                config("BOTH", "SCRAM-SHA-512") + "bootstrap.servers=x:1\nsasl.mechansim=PLAIN\n");
        CommandRun run = run("BOTH", "--command-config", file.toString(), "--api", "ApiVersions", "--api", "Metadata");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).startsWith("\nConformant\n");
        assertThat(run.err())
                .startsWith(file + ": ignored, because kspec does not know them: bootstrap.servers, sasl.mechansim"
                        + " (did you mean sasl.mechanism?)\n");
        assertThat(RunLog.read(folder.resolve("report/run.jsonl")).broken()).isFalse();
        assertNoSecretIn(run);
    }

    @Test
    void theChecksOfSecurityPass() throws IOException {
        Set<String> played = new TreeSet<>(played("SASL", "--profile", "security"));
        played.addAll(played("SHORT", "--check", "sasl-authenticate.*"));
        List<String> ofSecurity =
                ConformanceRun.checks(Selection.EVERYTHING.withProfile("security"), List.of()).stream()
                        .map(ConformanceTest::id)
                        .toList();

        assertThat(ofSecurity)
                .hasSizeGreaterThan(50)
                .allMatch(id -> played.contains(id) || id.matches(".*refused-(without|like)-.*"));
    }

    @Test
    void theChecksThatNeedAConfigurationPass() throws IOException {
        List<String> patterns = List.of(
                "get-telemetry-subscriptions.*",
                "push-telemetry.*",
                "*.full-group-refused",
                "*.dead-member-removed",
                "share-fetch.expired-lock-again");
        List<String> ids = ConformanceRun.checks(Selection.EVERYTHING.including(patterns), List.of()).stream()
                .map(ConformanceTest::id)
                .toList();

        assertThat(ids).hasSizeGreaterThan(20);
        assertThat(played(
                        "SASL",
                        patterns.stream()
                                .flatMap(id -> Stream.of("--check", id))
                                .toArray(String[]::new)))
                .containsAll(ids);
    }

    /** The ids of the checks that pass in a run, of which none fails. */
    private Set<String> played(String listener, String... selection) throws IOException {
        Path config = Files.writeString(folder.resolve(listener + ".properties"), config(listener, "PLAIN"));
        Path report = folder.resolve("report-" + listener);
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--report",
                report.toString(),
                "--target",
                target(listener).toString()));
        arguments.addAll(List.of("--command-config", config.toString()));
        arguments.addAll(List.of(selection));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return RunLog.read(report.resolve("run.jsonl")).results().stream()
                .filter(result -> result.verdict() == Verdict.PASS)
                .map(result -> result.check().id())
                .collect(Collectors.toSet());
    }

    @Test
    void aCaptureOverTlsAndSaslIsTaken() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), config("BOTH", "SCRAM-SHA-512"));
        CommandRun capture = CommandRun.of(
                "capture",
                "--target",
                target("BOTH").toString(),
                "--broker",
                "Secured 1",
                "--api",
                "Heartbeat",
                "--output",
                folder.toString(),
                "--command-config",
                file.toString());

        assertThat(capture.exitCode()).as(capture.out() + capture.err()).isZero();
        assertThat(capture.out()).contains("5 captures of Secured 1", "5 written");
    }

    @Test
    void aRunWithAWrongPasswordIsThree() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), config("BOTH", "PLAIN").replace(PASSWORD, PASSWORD + "-of-old"));
        CommandRun run = run("BOTH", "--command-config", file.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith(
                        target("BOTH") + ": expected authentication with PLAIN, found 58 SASL_AUTHENTICATION_FAILED")
                .hasLineCount(1);
        assertNoSecretIn(run);
    }

    @Test
    void listenersThatWantMoreAreThree() throws IOException {
        CommandRun sasl = run("SASL");
        assertThat(sasl.exitCode()).isEqualTo(3);
        assertThat(sasl.err())
                .startsWith(target("SASL")
                        + ": expected a listener without authentication, found one that wants SASL (mechanisms ")
                .contains("SCRAM-SHA-256", "give --command-config FILE with security.protocol SASL_PLAINTEXT,")
                .hasLineCount(1);
        for (String listener : List.of("BOTH", "TLS")) {
            CommandRun tls = run(listener);
            assertThat(tls.exitCode()).isEqualTo(3);
            assertThat(tls.err())
                    .isEqualTo(
                            target(listener) + ": expected a Kafka broker that speaks plaintext, found a TLS listener:"
                                    + " give --command-config FILE with security.protocol SSL or SASL_SSL\n");
        }
        Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL\n" + trust());
        CommandRun both = run("BOTH", "--command-config", file.toString());
        assertThat(both.exitCode()).isEqualTo(3);
        assertThat(both.err()).contains("found one that wants SASL").contains("security.protocol SASL_SSL");
        CommandRun certificate = run("TLS", "--command-config", file.toString());
        assertThat(certificate.exitCode()).isEqualTo(3);
        assertThat(certificate.err()).startsWith(target("TLS") + ": expected an answer to ApiVersions v0, found ");
    }

    private void assertNoSecretIn(CommandRun run) throws IOException {
        String hex = HexFormat.of().formatHex(PASSWORD.getBytes(StandardCharsets.UTF_8));
        assertThat(run.out() + run.err()).doesNotContain(PASSWORD, TestKeys.PASSWORD);
        if (Files.exists(folder.resolve("report"))) {
            try (Stream<Path> files = Files.walk(folder.resolve("report"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(PASSWORD, hex, TestKeys.PASSWORD);
                }
            }
        }
    }

    private CommandRun run(String listener, String... more) {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "run",
                                "--report",
                                folder.resolve("report").toString(),
                                "--target",
                                target(listener).toString()),
                        Stream.of(more))
                .toList();
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static Target target(String listener) {
        return new Target(broker.host(), broker.port(listener));
    }

    private String config(String listener, String mechanism) {
        return "security.protocol=" + (listener.equals("BOTH") ? "SASL_SSL\n" + trust() : "SASL_PLAINTEXT\n")
                + "sasl.mechanism=" + mechanism + "\nsasl.jaas.config=" + LOGINS + LOGIN.get(mechanism) + "\n";
    }

    private String trust() {
        return "ssl.truststore.location=" + TestKeys.copy("trust.jks", folder) + "\nssl.truststore.password="
                + TestKeys.PASSWORD + "\n";
    }

    private ConnectionSettings settings(String config) throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), config);
        return ConnectionSettings.DEFAULT.withSecurity(CommandConfig.read(file).security());
    }
}
