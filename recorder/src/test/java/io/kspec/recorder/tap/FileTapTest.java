package io.kspec.recorder.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.recorder.CallEnding;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedFrame;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.SessionFileReader;
import io.kspec.recorder.SessionHeader;
import io.kspec.recorder.WireClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileTapTest {
    private static final Bytes REQUEST = WireClient.request("Fetch", 11, 7, body -> {});
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 4000);

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder = Path.of("");

    private FileTap tap(long limit) throws IOException {
        SessionHeader header = new SessionHeader("test", "b:1", "2026-11-29T22:00:00Z", false);
        return FileTap.open(
                folder.resolve("s.jsonl"), folder.resolve("s.pcap"), header, Instant.EPOCH, limit, told::add);
    }

    private RecordedSession recorded() throws IOException {
        return SessionFileReader.read(folder.resolve("s.jsonl"));
    }

    private static void call(FileTap tap, long order, Bytes response) {
        tap.frame(new TappedConnection(1, ADDRESS, ADDRESS), false, response, 0);
        tap.call(new RecordedCall(
                1,
                "b:1",
                new RecordedCall.Moment(2 * order, 0),
                RecordedFrame.of(REQUEST),
                CallEnding.ANSWERED,
                new RecordedCall.Moment(2 * order + 1, 0),
                RecordedFrame.of(response)));
    }

    /** A frame in an array of the tap, of which it leaves the end free. */
    private static Bytes frame(FileTap tap, Random random) {
        int size = 30_000 + random.nextInt(100_000);
        byte[] array = tap.array(size);
        random.nextBytes(array);
        return Bytes.wrap(array, 0, size);
    }

    @Test
    void framesAreWrittenBeforeTheirArraysAreUsedAgain() throws IOException {
        Random random = new Random(1);
        List<Bytes> frames = new ArrayList<>();
        try (FileTap tap = tap(1 << 30)) {
            for (int i = 0; i < 100; i++) {
                Bytes frame = frame(tap, random);
                frames.add(Bytes.wrap(frame.toArray()));
                call(tap, i, frame);
            }
        }

        assertThat(recorded().calls())
                .hasSize(100)
                .extracting(RecordedCall::responseBytes)
                .isEqualTo(frames);
    }

    @Test
    void aFullFileIsValidAndTheRestIsDropped() throws IOException {
        Random random = new Random(2);
        try (FileTap tap = tap(2 << 20)) {
            for (int i = 0; i < 100; i++) {
                call(tap, i, frame(tap, random));
            }
        }

        RecordedSession session = recorded();
        assertThat(session.calls()).isNotEmpty().hasSizeLessThan(60);
        assertThat(session.end()).isEqualTo("the limit of 2097152 bytes was reached");
        assertThat(told)
                .containsExactly(
                        "The recording is full: what follows passes, but is not recorded. --limit sets its size.");
    }

    /** What follows is dropped at once, so that clients are still served. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskWithoutRoomEndsTheRecordingAndThatIsTold() throws IOException {
        Files.createSymbolicLink(folder.resolve("s.jsonl"), Path.of("/dev/full"));
        Random random = new Random(3);
        try (FileTap tap = tap(1 << 30)) {
            for (int i = 0; i < 2_000; i++) {
                call(tap, i, frame(tap, random));
            }
        }

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("Recording has stopped: ")
                .endsWith(". The file is incomplete.");
    }
}
