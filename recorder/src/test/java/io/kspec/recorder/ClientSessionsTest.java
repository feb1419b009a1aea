package io.kspec.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.recorder.address.PortSettings;
import io.kspec.recorder.proxy.ProxySettings;
import io.kspec.recorder.proxy.RecordingProxy;
import io.kspec.recorder.replay.ReplayServer;
import io.kspec.recorder.scenario.ScenarioLabel;
import io.kspec.recorder.scenario.ScenarioText;
import io.kspec.recorder.tap.FileTap;
import io.kspec.scenarios.play.PlayOutcome;
import io.kspec.scenarios.play.Player;
import io.kspec.stage.net.Target;
import io.kspec.stage.security.ListenerSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real clients through the proxy, to the replay of what was recorded, and as scenarios. */
@Timeout(120)
class ClientSessionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> VALUES = List.of("one", "two", "three");

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder = Path.of("");

    /** Something that clients do with a broker. */
    private interface Job {
        void run(String bootstrap) throws IOException, InterruptedException;
    }

    private RecordedSession recorded(MockBroker broker, Job job) throws IOException, InterruptedException {
        Path file = folder.resolve("session.jsonl");
        SessionHeader header = new SessionHeader("test", broker.bootstrap(), "2026-11-29T22:00:00Z", false);
        PortSettings ports = new PortSettings(Target.parse(broker.bootstrap()), "127.0.0.1", "127.0.0.1", 0);
        try (FileTap tap = FileTap.open(file, null, header, Instant.EPOCH, 16 << 20, told::add)) {
            try (RecordingProxy proxy = RecordingProxy.start(
                    new ProxySettings(ports, ListenerSecurity.NONE, false, ProxySettings.Limits.DEFAULT),
                    tap,
                    told::add)) {
                job.run(proxy.address().toString());
            }
            tap.close("done");
        }
        return SessionFileReader.read(file);
    }

    private void replay(RecordedSession session, Job job) throws IOException, InterruptedException {
        try (ReplayServer server = ReplayServer.start(
                session, new ReplayServer.Settings("127.0.0.1", "127.0.0.1", 0, false, true), told::add)) {
            job.run(server.address().toString());
            assertThat(server.refusals()).isEmpty();
        }
    }

    private static void play(RecordedSession session) throws IOException {
        try (MockBroker broker = MockBroker.builder().start()) {
            ScenarioText text = ScenarioText.of(session, ScenarioLabel.of("recorded"));
            assertThat(Player.on(Target.parse(broker.bootstrap())).build().play(text.scenario("recorded.yaml")))
                    .isNotEmpty()
                    .allSatisfy(result -> assertThat(result.outcome())
                            .as(result.reason() + "\n" + text.yaml())
                            .isEqualTo(PlayOutcome.PASSED));
        }
    }

    private static void produce(String bootstrap) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            for (String value : VALUES) {
                Future<RecordMetadata> unused = producer.send(new ProducerRecord<>("orders", 0, "key", value));
            }
        }
    }

    private static List<String> consume(String bootstrap) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "group.id", "readers",
                        "client.id", "reader",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("orders"));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < VALUES.size() && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
        }
        return values;
    }

    @Test
    void aJavaConsumerReadsTheSameFromTheReplayAndPassesAsAScenario() throws IOException, InterruptedException {
        RecordedSession session;
        try (MockBroker broker = MockBroker.builder().topic("orders", 1).start()) {
            produce(broker.bootstrap());
            session = recorded(broker, proxy -> assertThat(consume(proxy)).isEqualTo(VALUES));
        }

        replay(session, bootstrap -> assertThat(consume(bootstrap)).isEqualTo(VALUES));
        play(session);
    }

    private List<String> kcat(String bootstrap, String input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kcat", "-b", bootstrap, "-t", "orders"));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(folder.resolve("in"), input);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return Files.readAllLines(out);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void kcatReadsTheSameFromTheReplayAndPassesAsAScenario() throws IOException, InterruptedException {
        boolean found = Stream.of(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, "kcat"))
                .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
        Assumptions.assumeTrue(found, "kcat is not on the path");
        RecordedSession session;
        try (MockBroker broker = MockBroker.builder().topic("orders", 1).start()) {
            session = recorded(broker, proxy -> {
                List<String> unused = kcat(proxy, String.join("\n", VALUES) + "\n", "-P");
                assertThat(kcat(proxy, "", "-C", "-o", "beginning", "-e", "-q")).isEqualTo(VALUES);
            });
        }

        replay(session, bootstrap -> assertThat(kcat(bootstrap, "", "-C", "-o", "beginning", "-e", "-q"))
                .isEqualTo(VALUES));
        play(session);
    }
}
