package io.kspec.inspection.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges as JSON: the journal of the mock broker, a recording and the log of a run, a JSON object a line, or some of their exchanges,
 * on any number of lines. An exchange is an object with the bytes of a request and of its response; the frames of a run log
 * include their size, and long frames of a recording are in base64.
 */
final class ExchangeLog {
    /** The digits of 16 MiB, the longest frame that is recorded. */
    private static final int LONGEST_TEXT = 32 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build());
    private static final int DEEPEST = 32;

    private final List<Dump.Exchanges.Frames> exchanges = new ArrayList<>();
    private int cut;

    private ExchangeLog() {}

    static boolean isIn(String text) {
        String start = text.stripLeading();
        return (start.startsWith("{\"") && !EscapedText.isLatin1(start))
                || (start.matches("(?s)[\\[{]\\s*+[\\[{\"].*") && start.contains("\"hex\""));
    }

    static DumpInput read(String text) {
        ExchangeLog log = new ExchangeLog();
        if (isOneDocument(text)) {
            log.addAll(text, 1);
        } else {
            List<String> lines = text.lines().toList();
            boolean remarks = lines.stream().anyMatch(ExchangeLog::isRemarked);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    log.line(lines.get(i), i + 1, remarks);
                }
            }
        }
        if (log.exchanges.isEmpty()) {
            throw new InspectionException("expected exchanges with the bytes of a request at request.hex, found none");
        }
        Dump dump = new Dump.Exchanges(log.exchanges);
        return log.cut == 0
                ? DumpInput.of(DumpFormat.JOURNAL, dump)
                : DumpInput.of(
                        DumpFormat.JOURNAL,
                        dump,
                        log.cut + (log.cut == 1 ? " frame is" : " frames are") + " not logged in full");
    }

    /** Whether a line shows that others may be without exchanges: it is of a run log, or the first of a recording. */
    private static boolean isRemarked(String line) {
        return line.contains("\"timeline\"") || line.startsWith("{\"recording\"");
    }

    /** Whether the text is one JSON value on several lines, rather than one a line. */
    private static boolean isOneDocument(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return text.strip().lines().count() > 1
                && (first.strip().length() < 3 || !first.strip().endsWith("}"));
    }

    private void addAll(String json, int line) {
        try {
            collect(MAPPER.readTree(json), 0);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unreadable(line, e);
        }
    }

    private void line(String json, int number, boolean remarks) {
        int before = exchanges.size();
        addAll(json, number);
        if (exchanges.size() == before && !remarks) {
            throw new InspectionException(
                    "line " + number + ": expected the bytes of a request at /request/hex, found none");
        }
    }

    private static InspectionException unreadable(int line, Exception e) {
        return new InspectionException("line " + line + ": expected an entry of the mock's journal in JSON, found "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }

    /** Collects the exchanges in a value, and in the objects and arrays in it. */
    private void collect(JsonNode node, int depth) {
        Bytes request = bytes(node.path("request"));
        if (request != null) {
            exchanges.add(new Dump.Exchanges.Frames(request, bytes(node.path("response"))));
        } else if (depth < DEEPEST) {
            node.forEach(inner -> collect(inner, depth + 1));
        }
    }

    private @Nullable Bytes bytes(JsonNode frame) {
        JsonNode hex = frame.path("hex");
        JsonNode base64 = frame.path("base64");
        if (!hex.isTextual() && !base64.isTextual()) {
            return null;
        }
        Bytes bytes = hex.isTextual()
                ? Bytes.fromHex(hex.asText())
                : Bytes.wrap(Base64.getDecoder().decode(base64.asText()));
        int size = frame.path("size").asInt(bytes.size());
        cut += size > bytes.size() ? 1 : 0;
        boolean sized = bytes.size() > Integer.BYTES && bytes.getInt(0) == size - Integer.BYTES;
        return sized ? bytes.slice(Integer.BYTES) : bytes;
    }
}
