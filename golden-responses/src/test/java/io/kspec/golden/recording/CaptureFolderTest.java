package io.kspec.golden.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.Capture;
import io.kspec.golden.CaptureReader;
import io.kspec.golden.CaptureWriter;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Provenance;
import io.kspec.golden.ProvenanceText;
import io.kspec.golden.SharedCapture;
import io.kspec.mock.MockBroker;
import io.kspec.protocol.Bytes;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFolderTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 20);
    private static final Path HEARTBEAT = Path.of("Heartbeat", "v4.golden");
    private static final Path PROVENANCE = Path.of(ProvenanceText.FILE);

    @TempDir
    private Path releases = Path.of("");

    private Path root = Path.of("");
    private final List<String> report = new ArrayList<>();

    @BeforeEach
    void recordFirst() {
        root = releases.resolve("mock-2");
        record(folder(FIRST_DAY));
        report.clear();
    }

    @Test
    void aRecaptureWithOtherIdsRewritesNothing() throws IOException {
        Map<Path, String> before = contents();

        CaptureFolder folder = folder(FIRST_DAY.plusDays(1));
        record(folder);

        assertThat(contents()).isEqualTo(before);
        assertThat(report).isEmpty();
        assertThat(folder.unchanged()).isEqualTo(before.size() - 1);
        assertThat(folder.written()).isZero();
        assertThat(folder.removed()).isZero();
    }

    @Test
    void twoRecordingsHoldDifferentIds() throws IOException {
        String before = Files.readString(root.resolve(HEARTBEAT));
        Files.delete(root.resolve(HEARTBEAT));

        record(folder(FIRST_DAY));

        assertThat(Files.readString(root.resolve(HEARTBEAT))).isNotEqualTo(before);
    }

    @Test
    void onlyTheFileOfAChangedAnswerIsRewrittenAndWithItTheProvenance() throws IOException {
        Capture capture = CaptureReader.read(root.resolve(HEARTBEAT));
        Files.writeString(root.resolve(HEARTBEAT), CaptureWriter.write(withErrorCode(capture, "a member", 25)));
        Map<Path, String> before = contents();

        CaptureFolder folder = folder(FIRST_DAY.plusDays(1));
        record(folder);

        Map<Path, String> after = contents();
        assertThat(report)
                .containsExactly(
                        "provenance.txt: written (the captures have changed)",
                        "Heartbeat/v4.golden: written (\"a member\" (Heartbeat v4), ErrorCode: expected 25, found 0)");
        assertThat(changed(before, after)).containsExactlyInAnyOrder(HEARTBEAT, PROVENANCE);
        assertThat(ProvenanceText.read(root).captured()).isEqualTo(FIRST_DAY.plusDays(1));
        assertThat(folder.written()).isEqualTo(1);
    }

    @Test
    void aChangedRequestCountsAsChanged() throws IOException {
        Capture capture = CaptureReader.read(root.resolve(HEARTBEAT));
        CapturedExchange first = capture.find("an empty group id").orElseThrow();
        Bytes request = Bytes.fromHex(first.request().toHex().replace("00000001", "00000002"));
        Files.writeString(
                root.resolve(HEARTBEAT),
                CaptureWriter.write(replaced(capture, first, request, first.requireResponse())));

        record(folder(FIRST_DAY));

        assertThat(report)
                .containsExactly("Heartbeat/v4.golden: written (\"an empty group id\" (Heartbeat v4),"
                        + " request.GenerationId: expected 2, found 1)");
    }

    @Test
    void aMissingExchangeCountsAsChanged() throws IOException {
        Capture capture = CaptureReader.read(root.resolve(HEARTBEAT));
        List<CapturedExchange> exchanges = new ArrayList<>(capture.exchanges());
        exchanges.removeIf(exchange -> exchange.name().equals("an empty group id"));
        Files.writeString(
                root.resolve(HEARTBEAT),
                CaptureWriter.write(new Capture(capture.provenance(), capture.api(), capture.version(), exchanges)));

        record(folder(FIRST_DAY));

        assertThat(report)
                .containsExactly("Heartbeat/v4.golden: written (\"an empty group id\" (Heartbeat v4),"
                        + " exchange: expected absent, found present)");
    }

    @Test
    void anIdThatIsNotTheSameEverywhereCountsAsChanged() throws IOException {
        Capture capture = CaptureReader.read(root.resolve(HEARTBEAT));
        CapturedExchange joined = capture.exchanges().get(0);
        String response = joined.requireResponse().toHex();
        int leader = response.indexOf("0033") + 4;
        String other = response.substring(0, leader + 20) + "30303030" + response.substring(leader + 28);
        Files.writeString(
                root.resolve(HEARTBEAT),
                CaptureWriter.write(replaced(capture, joined, joined.request(), Bytes.fromHex(other))));

        record(folder(FIRST_DAY));

        assertThat(report)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Heartbeat/v4.golden: written (")
                .contains("MemberId");
    }

    @Test
    void aBrokenFileIsRewritten() throws IOException {
        Files.writeString(root.resolve(HEARTBEAT), "kspec golden 1\n");

        record(folder(FIRST_DAY));

        assertThat(report)
                .containsExactly("Heartbeat/v4.golden: written (was broken: Heartbeat/v4.golden:1:1: expected the line"
                        + " \"kspec golden 2\", found \"kspec golden 1\")");
        assertThat(CaptureReader.read(root.resolve(HEARTBEAT)).exchanges()).isNotEmpty();
    }

    @Test
    void notesAreRefreshedWithoutOtherBytes() throws IOException {
        String good = Files.readString(root.resolve(HEARTBEAT));
        Files.writeString(root.resolve(HEARTBEAT), good.replace("# ErrorCode = ", "# error "));

        CaptureFolder folder = folder(FIRST_DAY);
        record(folder);

        assertThat(report).containsExactly("Heartbeat/v4.golden: written (only its notes)");
        assertThat(folder.written()).isZero();
        assertThat(Files.readString(root.resolve(HEARTBEAT))).isEqualTo(good);
    }

    @Test
    void anOlderReleaseThatAnsweredTheSameIsNamed() throws IOException {
        Capture full = CaptureReader.read(root.resolve(HEARTBEAT));
        record(new CaptureFolder(releases.resolve("mock-1"), provenance(FIRST_DAY), line -> {}));

        record(folder(FIRST_DAY));

        assertThat(report).contains("Heartbeat/v4.golden: written (stored once)");
        assertThat(root.resolve(HEARTBEAT)).hasContent("kspec golden 2\nsame as: mock-1\n");
        assertThat(CaptureReader.read(root.resolve(HEARTBEAT)).exchanges()).hasSameSizeAs(full.exchanges());

        report.clear();
        record(folder(FIRST_DAY));
        assertThat(report).isEmpty();
    }

    @Test
    void whatANewerReleaseSharesIsCopiedToItBeforeItChanges() throws IOException {
        String full = Files.readString(root.resolve(HEARTBEAT));
        Path newer = releases.resolve("mock-3").resolve(HEARTBEAT);
        Files.createDirectories(newer.getParent());
        Files.writeString(newer, SharedCapture.text("mock-2"));
        Capture capture = CaptureReader.read(root.resolve(HEARTBEAT));
        Files.writeString(root.resolve(HEARTBEAT), CaptureWriter.write(withErrorCode(capture, "a member", 25)));
        String changed = Files.readString(root.resolve(HEARTBEAT));

        record(folder(FIRST_DAY));

        assertThat(changed).isNotEqualTo(full);
        assertThat(newer).hasContent(changed);
    }

    @Test
    void aFileOutsideThePlanIsRemoved() throws IOException {
        Files.copy(root.resolve(HEARTBEAT), root.resolve("Heartbeat").resolve("v99.golden"));

        CaptureFolder folder = folder(FIRST_DAY);
        record(folder);

        assertThat(report)
                .containsExactly("Heartbeat/v99.golden: removed, since the broker does not advertise this version");
        assertThat(root.resolve("Heartbeat").resolve("v99.golden")).doesNotExist();
        assertThat(root.resolve(HEARTBEAT)).exists();
        assertThat(folder.removed()).isEqualTo(1);
    }

    @Test
    void filesOfApisThatWereNotRequestedStay() throws IOException {
        Path other = root.resolve("ListGroups").resolve("v4.golden");
        Files.createDirectories(root.resolve("ListGroups"));
        Files.writeString(other, "not read");

        record(folder(FIRST_DAY));

        assertThat(report).isEmpty();
        assertThat(other).hasContent("not read");
    }

    @Test
    void anotherConfigurationIsAnotherProvenance() throws IOException {
        SortedMap<String, String> config = new TreeMap<>(Map.of("a", "b"));
        record(new CaptureFolder(root, new Provenance("Mock", "test", FIRST_DAY, "0.1", config), report::add));

        assertThat(report).containsExactly("provenance.txt: written (the captures have changed)");
        assertThat(ProvenanceText.read(root).config()).isEqualTo(config);
    }

    /** Each recording has a broker of its own, with ids of its own. */
    private static void record(CaptureFolder folder) {
        try (MockBroker broker = MockBroker.start()) {
            new CaptureRun(new Target(broker.host(), broker.port())).record(List.of("Heartbeat"), folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private CaptureFolder folder(LocalDate day) {
        return new CaptureFolder(root, provenance(day), report::add);
    }

    private static Provenance provenance(LocalDate day) {
        return new Provenance("Mock", "test", day, "0.1", new TreeMap<>());
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file), Files.readString(file));
            }
        }
        return contents;
    }

    private static List<Path> changed(Map<Path, String> before, Map<Path, String> after) {
        return after.keySet().stream()
                .filter(file -> !Objects.equals(before.get(file), after.get(file)))
                .toList();
    }

    /** The error code of a Heartbeat response of version 4 is what comes before its empty tag buffer. */
    private static Capture withErrorCode(Capture capture, String name, int code) {
        CapturedExchange exchange = capture.find(name).orElseThrow();
        Bytes response = exchange.requireResponse();
        Bytes changed = response.slice(0, response.size() - 3)
                .concat(Bytes.wrap(new byte[] {(byte) (code >> 8), (byte) code}))
                .concat(response.slice(response.size() - 1));
        return replaced(capture, exchange, exchange.request(), changed);
    }

    private static Capture replaced(Capture capture, CapturedExchange old, Bytes request, Bytes response) {
        List<CapturedExchange> exchanges = capture.exchanges().stream()
                .map(each -> each.name().equals(old.name())
                        ? new CapturedExchange(
                                old.name(),
                                old.connection(),
                                old.api(),
                                old.version(),
                                request,
                                old.outcome(),
                                response,
                                old.answeredAfter())
                        : each)
                .toList();
        return new Capture(capture.provenance(), capture.api(), capture.version(), exchanges);
    }
}
