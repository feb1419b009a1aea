package io.kspec.recorder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.FieldText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SessionFileWriter} writes, and refuses everything else. */
public final class SessionFileReader {
    private static final int LONGEST_LINE = 5 * RecordedFrame.LONGEST;
    private static final int LONGEST_QUOTE = 60;
    /** How pcap and pcapng files begin. */
    private static final Set<String> PACKET_CAPTURES =
            Set.of("a1b2c3d4", "d4c3b2a1", "a1b23c4d", "4d3cb2a1", "0a0d0d0a");

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(2 * RecordedFrame.LONGEST)
                    .build())
            .build());

    private final String file;
    private final LineSource in;
    private final LineChecksum checksum = new LineChecksum();
    private final List<RecordedCall> calls = new ArrayList<>();
    private final List<RecordedToken> tokens = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int number;

    private SessionFileReader(String file, InputStream in) {
        this.file = file;
        this.in = new LineSource(in);
    }

    /**
     * Reads a file.
     *
     * @throws SessionFileException if it is no session file, or one that was cut off or changed
     * @throws IOException if it cannot be read
     */
    public static RecordedSession read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        }
    }

    /**
     * Reads a file's content.
     *
     * @param file what errors call the file
     * @throws SessionFileException if it is no session file, or one that was cut off or changed
     */
    static RecordedSession read(String file, InputStream content) throws IOException {
        return new SessionFileReader(file, content).session();
    }

    private RecordedSession session() throws IOException {
        SessionHeader header = header();
        while (true) {
            byte[] line = next();
            if (line == null) {
                throw new SessionFileException(
                        file,
                        number,
                        "a last line that begins with {\"end\":",
                        "the end of the file: it was cut off, or kspec record was killed");
            }
            JsonNode node = json(line);
            if (node.has("end")) {
                return ended(header, node);
            }
            if (node.has("token")) {
                tokens.add(token(node));
            } else if (node.has("note")) {
                notes.add(node.path("note").asText());
            } else {
                calls.add(call(node));
            }
        }
    }

    private RecordedSession ended(SessionHeader header, JsonNode end) throws IOException {
        if (end.path("calls").asLong(-1) != calls.size()) {
            throw wrong(
                    calls.size() + " calls, as many as precede",
                    end.path("calls").toString());
        }
        if (in.peek() >= 0) {
            number++;
            throw wrong("the end of the file after the line with {\"end\":", "another line");
        }
        return new RecordedSession(header, calls, tokens, notes, end.path("end").asText());
    }

    private SessionHeader header() throws IOException {
        String expected = "a file that kspec record wrote, which begins with {\"recording\":1";
        number = 1;
        int start = in.peek();
        if (start < 0) {
            throw wrong(expected, "an empty file");
        }
        if (start != '{') {
            throw wrong(expected, foreign(in.peek(LONGEST_QUOTE + 1)));
        }
        byte[] line = line();
        if (!text(line).startsWith("{\"recording\":")) {
            throw wrong(expected, quoted(line));
        }
        if (!text(line).startsWith("{\"recording\":1,")) {
            throw wrong(expected + " (this kspec reads no other format)", quoted(line));
        }
        check(line);
        JsonNode node = json(line);
        return new SessionHeader(
                node.path("kspec").asText(),
                node.path("target").asText(),
                node.path("started").asText(),
                node.path("secrets").asText().equals("kept"));
    }

    /** The next line; null at the end of the file. */
    private byte @Nullable [] next() throws IOException {
        number++;
        if (in.peek() < 0) {
            return null;
        }
        byte[] line = line();
        check(line);
        return line;
    }

    private byte[] line() throws IOException {
        byte[] line = in.line(LONGEST_LINE);
        if (line == null) {
            throw wrong("a line feed at the end of the line", "the end of the file: it was cut off within the line");
        }
        if (line.length > LONGEST_LINE) {
            throw wrong("a line of at most " + LONGEST_LINE + " bytes", "a longer one");
        }
        return line;
    }

    private void check(byte[] line) {
        int size = line.length - LineChecksum.SUFFIX_SIZE;
        if (line.length > 0 && line[line.length - 1] == '\r') {
            throw wrong("a line that ends with its checksum", "a carriage return after it: the file was converted");
        }
        if (size < 1 || line[line.length - 1] != '}') {
            throw wrong("a line that ends with its checksum", quoted(line));
        }
        checksum.update(line, size);
        byte[] expected = checksum.suffix();
        byte[] found = Arrays.copyOfRange(line, size, line.length);
        if (!Arrays.equals(expected, found)) {
            throw wrong(
                    "the checksum of this line and those before it, " + LineChecksum.in(expected),
                    LineChecksum.in(found) + ": the line was changed, or lines are missing or moved");
        }
    }

    private JsonNode json(byte[] line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw wrong("JSON", String.valueOf(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private RecordedCall call(JsonNode node) {
        RecordedFrame request = frame(node, "request");
        RecordedFrame response = node.has("response") ? frame(node, "response") : null;
        CallEnding ending = ending(node.path("ending").asText());
        try {
            return new RecordedCall(
                    node.path("connection").asInt(),
                    node.path("broker").asText(),
                    moment(node.path("sent")),
                    request,
                    ending,
                    moment(node.path("ended")),
                    response);
        } catch (IllegalArgumentException e) {
            throw wrong("a call", String.valueOf(e.getMessage()));
        }
    }

    private RecordedToken token(JsonNode node) {
        String from = node.path("from").asText();
        if (!from.equals("client") && !from.equals("broker")) {
            throw wrong(
                    "a token from \"client\" or \"broker\"", node.path("from").toString());
        }
        return new RecordedToken(
                node.path("connection").asInt(), from.equals("client"), moment(node.path("at")), frame(node, "token"));
    }

    private CallEnding ending(String text) {
        for (CallEnding ending : CallEnding.values()) {
            if (ending.text().equals(text)) {
                return ending;
            }
        }
        throw wrong("an ending", text);
    }

    private static RecordedCall.Moment moment(JsonNode node) {
        return new RecordedCall.Moment(
                node.path("order").asLong(), node.path("micros").asLong());
    }

    private RecordedFrame frame(JsonNode call, String name) {
        JsonNode frame = call.path(name);
        try {
            Bytes bytes = frame.has("base64")
                    ? Bytes.wrap(Base64.getDecoder().decode(frame.path("base64").asText()))
                    : Bytes.fromHex(frame.path("hex").asText());
            return new RecordedFrame(bytes, frame.path("size").asInt(bytes.size()));
        } catch (IllegalArgumentException e) {
            throw wrong("the bytes of a " + name + " in hexadecimal or base64", String.valueOf(e.getMessage()));
        }
    }

    private SessionFileException wrong(String expected, String found) {
        return new SessionFileException(file, number, expected, found);
    }

    /** What a file is that is no recording, by its first bytes. */
    private static String foreign(byte[] start) {
        String magic = HexFormat.of().formatHex(start, 0, Math.min(4, start.length));
        if (magic.startsWith("1f8b")) {
            return "one compressed with gzip";
        }
        if (PACKET_CAPTURES.contains(magic)) {
            return "a packet capture";
        }
        for (byte each : start) {
            if (each < ' ' && each != '\t' && each != '\r' && each != '\n') {
                return "a binary file";
            }
        }
        return quoted(text(start).lines().findFirst().orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    private static String quoted(byte[] line) {
        String text = text(Arrays.copyOf(line, Math.min(LONGEST_QUOTE, line.length)));
        return FieldText.NOTE.quoted(text) + (line.length > LONGEST_QUOTE ? "…" : "");
    }
}
