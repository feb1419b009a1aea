package io.kspec.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.dump.DumpFormat;
import io.kspec.inspection.dump.DumpInput;
import io.kspec.inspection.dump.DumpReader;
import io.kspec.protocol.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionFileTest {
    private static final SessionHeader HEADER =
            new SessionHeader("1.2.3", "broker-1:9092", "2026-11-29T22:00:00Z", false);
    private static final Bytes REQUEST = WireClient.request("Heartbeat", 4, 7, body -> body.set("GroupId", "g"));
    private static final Bytes RESPONSE = WireClient.response("Heartbeat", 4, 7, body -> {});

    private static RecordedCall call(long order, CallEnding ending, @Nullable Bytes response) {
        return new RecordedCall(
                3,
                "broker-1:9092",
                new RecordedCall.Moment(order, 10 * order),
                RecordedFrame.of(REQUEST),
                ending,
                new RecordedCall.Moment(order + 1, 10 * order + 5),
                response == null ? null : RecordedFrame.of(response));
    }

    private static final List<RecordedCall> CALLS =
            List.of(call(1, CallEnding.ANSWERED, RESPONSE), call(3, CallEnding.CLOSED, null));

    private static String file() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SessionFileWriter writer = new SessionFileWriter(out, HEADER, 1 << 20)) {
            for (RecordedCall call : CALLS) {
                writer.write(call);
            }
            writer.note("a \"remark\"\nof two lines");
            writer.end("stopped");
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static RecordedSession read(String text) throws IOException {
        return SessionFileReader.read("s.jsonl", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String without(String text, int line) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.remove(line - 1);
        return String.join("\n", lines) + "\n";
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(read(file()))
                .isEqualTo(new RecordedSession(HEADER, CALLS, List.of("a \"remark\"\nof two lines"), "stopped"));
    }

    @Test
    void saslTokensAreReadInTheirOrder() throws IOException {
        List<RecordedToken> tokens = List.of(
                new RecordedToken(3, true, new RecordedCall.Moment(5, 50), RecordedFrame.of(REQUEST)),
                new RecordedToken(3, false, new RecordedCall.Moment(6, 60), RecordedFrame.of(Bytes.EMPTY)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SessionFileWriter writer = new SessionFileWriter(out, HEADER, 1 << 20)) {
            writer.write(CALLS.get(0));
            for (RecordedToken token : tokens) {
                writer.write(token);
            }
            writer.end("stopped");
        }
        String text = out.toString(StandardCharsets.UTF_8);

        assertThat(read(text))
                .isEqualTo(new RecordedSession(HEADER, CALLS.subList(0, 1), tokens, List.of(), "stopped"));
        assertThat(DumpReader.read(text, null).dump())
                .isEqualTo(new Dump.Exchanges(List.of(new Dump.Exchanges.Frames(REQUEST, RESPONSE))));
    }

    @Test
    void callsAreInTheOrderOfTheirRequests() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SessionFileWriter writer = new SessionFileWriter(out, HEADER, 1 << 20)) {
            writer.write(call(5, CallEnding.ANSWERED, RESPONSE));
            writer.write(call(2, CallEnding.ANSWERED, RESPONSE));
            writer.end("stopped");
        }

        assertThat(read(out.toString(StandardCharsets.UTF_8)).calls())
                .extracting(call -> call.sent().order())
                .containsExactly(2L, 5L);
    }

    @Test
    void explainReadsTheCalls() throws IOException {
        DumpInput input = DumpReader.read(file(), null);

        assertThat(input.format()).isEqualTo(DumpFormat.JOURNAL);
        assertThat(input.dump())
                .isEqualTo(new Dump.Exchanges(List.of(
                        new Dump.Exchanges.Frames(REQUEST, RESPONSE), new Dump.Exchanges.Frames(REQUEST, null))));
    }

    @Test
    void longFramesAreReadAndTheLongestAreCut() throws IOException {
        Bytes frame = REQUEST.concat(Bytes.wrap(new byte[RecordedFrame.LONGEST]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SessionFileWriter writer = new SessionFileWriter(out, HEADER, 64 << 20)) {
            writer.write(call(1, CallEnding.ANSWERED, frame));
            writer.write(call(3, CallEnding.ANSWERED, frame.slice(0, 5_000)));
            writer.end("stopped");
        }
        String text = out.toString(StandardCharsets.UTF_8);

        List<RecordedCall> calls = read(text).calls();
        assertThat(calls.get(0).response())
                .isEqualTo(new RecordedFrame(frame.slice(0, RecordedFrame.LONGEST), frame.size()));
        assertThat(calls.get(1).responseBytes()).isEqualTo(frame.slice(0, 5_000));
        DumpInput input = DumpReader.read(text, null);
        assertThat(input.remarks()).containsExactly("1 frame is not logged in full");
        assertThat(((Dump.Exchanges) input.dump()).exchanges().get(1).response())
                .isEqualTo(frame.slice(0, 5_000));
    }

    @Test
    void aChangedLineIsRefused() throws IOException {
        String changed = file().replaceFirst("answered", "Answered");

        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(SessionFileException.class)
                .hasMessageStartingWith("s.jsonl:2: expected the checksum of this line and those before it, ")
                .hasMessageEndingWith(": the line was changed, or lines are missing or moved");
    }

    @Test
    void aMissingLineIsRefusedWhereItIsMissing() throws IOException {
        String shortened = without(file(), 3);

        assertThatThrownBy(() -> read(shortened))
                .isInstanceOf(SessionFileException.class)
                .hasMessageStartingWith("s.jsonl:3: expected the checksum");
    }

    @Test
    void aFileWithoutItsLastLineIsRefused() throws IOException {
        String shortened = without(file(), 5);

        assertThatThrownBy(() -> read(shortened))
                .hasMessage(
                        "s.jsonl:5: expected a last line that begins with {\"end\":, found the end of the file: it was"
                                + " cut off, or kspec record was killed");
    }

    @Test
    void aFileThatEndsWithinALineIsRefused() throws IOException {
        String text = file();
        String shortened = text.substring(0, text.indexOf('\n') + 40);

        assertThatThrownBy(() -> read(shortened))
                .hasMessage(
                        "s.jsonl:2: expected a line feed at the end of the line, found the end of the file: it was cut"
                                + " off within the line");
    }

    @Test
    void aFileThatGoesOnAfterItsEndIsRefused() throws IOException {
        String text = file();

        assertThatThrownBy(() -> read(text + text))
                .hasMessage(
                        "s.jsonl:6: expected the end of the file after the line with {\"end\":, found another line");
    }

    @Test
    void foreignFilesAreRefused() {
        assertThatThrownBy(() -> read("")).hasMessageStartingWith("s.jsonl:1: ").hasMessageEndingWith("an empty file");
        assertThatThrownBy(() -> read("name: x\n"))
                .hasMessage(
                        "s.jsonl:1: expected a file that kspec record wrote, which begins with {\"recording\":1, found"
                                + " \"name: x\"");
        assertThatThrownBy(() -> read("\u001f\u000bx\n")).hasMessageEndingWith("found a binary file");
        assertThatThrownBy(() -> SessionFileReader.read(
                        "s.gz",
                        new ByteArrayInputStream(Bytes.fromHex("1f8b080a").toArray())))
                .hasMessageEndingWith("found one compressed with gzip");
        assertThatThrownBy(() -> SessionFileReader.read(
                        "s.pcap",
                        new ByteArrayInputStream(
                                Bytes.fromHex("a1b2c3d4000200040a").toArray())))
                .hasMessageEndingWith("found a packet capture");
        assertThatThrownBy(() -> read(file().replace("\n", "\r\n")))
                .hasMessage(
                        "s.jsonl:1: expected a line that ends with its checksum, found a carriage return after it: the"
                                + " file was converted");
        assertThatThrownBy(() -> read("\u0000\u0001")).hasMessageEndingWith("found a binary file");
        assertThatThrownBy(() -> read("{\"id\":1}\n")).hasMessageContaining("found \"{\\\"id\\\":1}\"");
        assertThatThrownBy(() -> read("{\"recording\":2,\"crc\":\"00000000\"}\n"))
                .hasMessageContaining("this kspec reads no other format");
    }

    @Test
    void aFullFileEndsValid() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int written = 0;
        try (SessionFileWriter writer = new SessionFileWriter(out, HEADER, 4_000)) {
            while (!writer.hasEnded() && written < 100) {
                writer.write(call(2L * ++written, CallEnding.ANSWERED, RESPONSE));
            }
            writer.end("stopped");
        }

        RecordedSession session = read(out.toString(StandardCharsets.UTF_8));
        assertThat(out.size()).isLessThanOrEqualTo(4_000);
        assertThat(session.calls()).hasSize(written - 1).isNotEmpty();
        assertThat(session.end()).isEqualTo("the limit of 4000 bytes was reached");
    }
}
