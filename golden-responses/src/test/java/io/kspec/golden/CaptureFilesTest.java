package io.kspec.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.diagnosis.search.Diagnostician;
import io.kspec.golden.recording.CaptureRun;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.cluster.AdvertisedVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("long")
class CaptureFilesTest {
    private static final Set<String> ODD = Set.of(
            "the next version, which the broker does not advertise",
            "a request without its last byte",
            "a byte too many",
            "an API that brokers do not offer to clients");

    static List<Path> files() {
        return CaptureFiles.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theNotesSayWhatDecodingGives(Path file) throws IOException {
        assertThat(CaptureWriter.write(CaptureFiles.read(file))).isEqualTo(Files.readString(file, UTF_8));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFrameDecodesAndEncodesToTheSameBytes(Path file) {
        for (CapturedExchange exchange : CaptureFiles.read(file).exchanges()) {
            if (exchange.api().versions().contains(exchange.version()) && !isOdd(exchange)) {
                assertThat(encodedAgain(exchange, exchange.decodeRequest()))
                        .as(exchange.name())
                        .isEqualTo(exchange.request());
            }
            if (exchange.outcome() == ExchangeOutcome.ANSWERED) {
                assertThat(encodedAgain(exchange, exchange.decodeResponse()))
                        .as(exchange.name())
                        .isEqualTo(exchange.requireResponse());
            }
        }
    }

    /** Requests that no client would send: cut off, with bytes too many, or of a version that their bytes do not have. */
    private static boolean isOdd(CapturedExchange exchange) {
        return ODD.contains(exchange.name());
    }

    private static Bytes encodedAgain(CapturedExchange exchange, DecodeAttempt attempt) {
        Message body = attempt.requireBody();
        return Frames.encode(Objects.requireNonNull(attempt.header(), exchange.name()), body);
    }

    /** The responses of real brokers are never taken for implausible values or, in a third of the exchanges, for slips. */
    @ParameterizedTest
    @MethodSource("files")
    void nothingIsWrongWithWhatApacheKafkaAnswers(Path file) {
        Capture capture = CaptureFiles.read(file);
        for (int i = 0; i < capture.exchanges().size(); i++) {
            CapturedExchange exchange = capture.exchanges().get(i);
            if (exchange.outcome() == ExchangeOutcome.ANSWERED
                    && exchange.api().versions().contains(exchange.version())
                    && !isOdd(exchange)) {
                FrameUnderTest answer = FrameUnderTest.response(
                                exchange.api(), exchange.version(), exchange.requireResponse())
                        .announcing(exchange.requireResponse().size())
                        .answering(Frames.decodeRequest(exchange.request()));
                if (CorpusPart.hasExchange(capture.version(), i)) {
                    Diagnosis diagnosis = Diagnostician.diagnose(answer);
                    assertThat(diagnosis.clean())
                            .as("%s: %s", exchange.name(), diagnosis)
                            .isTrue();
                }
                assertThat(Plausibility.implausibleValues(answer))
                        .as(exchange.name())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyResponseRepeatsTheCorrelationIdOfItsRequest(Path file) {
        for (CapturedExchange exchange : CaptureFiles.read(file).exchanges()) {
            if (exchange.outcome() == ExchangeOutcome.ANSWERED) {
                assertThat(exchange.requireResponse().getInt(0))
                        .as(exchange.name())
                        .isEqualTo(exchange.request().getInt(4));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileLiesWhereItsContentBelongs(Path file) {
        Capture capture = CaptureFiles.read(file);
        String release = capture.provenance().broker().replace("Apache Kafka ", "apache-kafka-");
        assertThat(file)
                .isEqualTo(
                        CaptureFiles.FOLDER.resolve(release).resolve(Captures.path(capture.api(), capture.version())));
        assertThat(capture.provenance().origin())
                .contains(release.replace("apache-kafka-", "org.apache.kafka:kafka_2.13:"));
    }

    @Test
    void whatIsStoredOnceIsOfAnOlderReleaseThatHasItItself() {
        List<Path> full = CaptureFiles.all();
        assertThat(CaptureFiles.shared()).isNotEmpty().allSatisfy(file -> {
            Path release = CaptureFiles.FOLDER.resolve(CaptureFiles.owner(file).orElseThrow());
            assertThat(file).isGreaterThan(release);
            Path api = Objects.requireNonNull(file.getParent());
            assertThat(full).contains(release.resolve(api.getFileName()).resolve(file.getFileName()));
        });
    }

    @Test
    void thereIsAFolderForEachReferenceReleaseAndNoOther() throws IOException {
        try (Stream<Path> folders = Files.list(CaptureFiles.FOLDER)) {
            assertThat(folders)
                    .containsExactlyInAnyOrderElementsOf(ReferenceReleases.all().stream()
                            .map(CaptureFiles::folder)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("io.kspec.reference.ReferenceReleases#all")
    void everyVersionThatTheBrokerAdvertisesIsCaptured(String release) {
        List<String> expected = advertised(CaptureFiles.of(release));
        assertThat(CaptureFiles.read(release))
                .extracting(CaptureFilesTest::name)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(expected).hasSizeGreaterThan(100);
    }

    private static List<String> advertised(Captures captures) {
        ApiSpec apiVersions = Catalog.standard().api("ApiVersions");
        AdvertisedVersions versions = AdvertisedVersions.of(captures.find(apiVersions, 0)
                .flatMap(capture -> capture.find("what the broker speaks"))
                .orElseThrow()
                .decodeResponse()
                .requireBody());
        List<String> names = new ArrayList<>();
        for (String api : CaptureRun.apiNames()) {
            Versions range = versions.of(Catalog.standard().api(api));
            for (int version = range.lowest(); version <= range.highest(); version++) {
                names.add(api + " v" + version);
            }
        }
        return names;
    }

    private static String name(Capture capture) {
        return capture.api().name() + " v" + capture.version();
    }

    @ParameterizedTest
    @MethodSource("io.kspec.reference.ReferenceReleases#all")
    void theProvenanceOfAReleaseIsAsItWouldBeWritten(String release) throws IOException {
        Path folder = CaptureFiles.folder(release);
        assertThat(ProvenanceText.write(ProvenanceText.read(folder)))
                .isEqualTo(Files.readString(folder.resolve(ProvenanceText.FILE), UTF_8));
    }

    @Test
    void recordsThatWereFetchedAreReadStrictly() {
        int batches = 0;
        for (Path file : CaptureFiles.all()) {
            for (CapturedExchange exchange : CaptureFiles.read(file).exchanges()) {
                if (exchange.api().name().equals("Fetch") && exchange.outcome() == ExchangeOutcome.ANSWERED) {
                    batches += batchesIn(exchange.decodeResponse().requireBody());
                }
            }
        }
        assertThat(batches).isGreaterThan(100);
    }

    private static int batchesIn(Message fetched) {
        int batches = 0;
        for (Message topic : fetched.getStructs("Responses")) {
            for (Message partition : topic.getStructs("Partitions")) {
                Bytes records = partition.getNullableBytes("Records");
                if (records != null) {
                    Records read = Records.readFetched(records);
                    read.records();
                    batches += read.batches().size();
                }
            }
        }
        return batches;
    }
}
