package io.kspec.mock.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Truncated and damaged requests do not affect other clients, and no handler throws on those that still decode. */
@Tag("long")
@Timeout(60)
class HostileRequestTest {
    private static final long SEED = 20261120;

    private static MockBroker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = MockBroker.builder().topic("t", 1).clientTelemetry(true).start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    static Stream<Arguments> everyPair() throws IOException {
        try (MockBroker any = MockBroker.start()) {
            return any.advertisedVersions().ranges().entrySet().stream()
                    .flatMap(api -> IntStream.rangeClosed(
                                    api.getValue().lowest(), api.getValue().highest())
                            .mapToObj(version -> Arguments.of(api.getKey(), version)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0} v{1}")
    @MethodSource("everyPair")
    void requestsTruncatedAtEveryByteAndDamagedAtRandomAreSurvived(ApiSpec api, int version) throws IOException {
        Bytes sound = Frames.encodeRequest(
                api, version, 1, "hostile", filled(api.request(version).struct()));
        int sent = 0;
        for (int size = 8; size < sound.size(); size++, sent++) {
            send(sound.slice(0, size));
        }
        Random random = new Random(SEED + api.key() * 100L + version);
        for (int i = 0; i < 40; i++, sent++) {
            byte[] damaged = sound.toArray();
            // The API and version stay intact, so that the damage reaches the handler.
            damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            send(Bytes.wrap(damaged));
        }

        try (WireClient bystander = new WireClient(broker)) {
            do {
                assertThat(bystander.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                        .isZero();
            } while (hostileRequestsSeen() < sent);
        }
        assertThat(broker.journal()).as("seed %d", SEED).noneMatch(entry -> entry.note()
                .contains("Exception"));
        broker.clearJournal();
    }

    private static long hostileRequestsSeen() {
        return broker.journal().stream()
                .filter(entry -> !"wire-client".equals(entry.clientId()))
                .count();
    }

    private static void send(Bytes frame) throws IOException {
        try (WireClient offender = new WireClient(broker)) {
            offender.sendFrame(frame);
        }
    }

    /** A request with one entry in every array, and a value in every string, bytes and records field. */
    private static Message filled(StructSpec spec) {
        MessageBuilder builder = Message.builder(spec);
        for (FieldSpec field : spec.fields()) {
            switch (field.kind()) {
                case STRING -> builder.set(field.name(), "t");
                case BYTES -> builder.set(field.name(), Requests.utf8("m"));
                case RECORDS ->
                    builder.set(field.name(), Requests.batch(2).build().bytes());
                case ARRAY -> fillArray(builder, field);
                default -> {
                    // Numbers keep their defaults.
                }
            }
        }
        return builder.build();
    }

    private static void fillArray(MessageBuilder builder, FieldSpec field) {
        if (field.type().isStructArray()) {
            builder.set(field.name(), List.of(filled(field.type().structSpec())));
        } else if (field.type().elementType().kind() == FieldKind.STRING) {
            builder.set(field.name(), List.of("t"));
        }
    }
}
