package io.kspec.inspection.dump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal of the mock broker: a JSON object a line, with the bytes of a request and of its response. */
final class JournalLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JournalLines() {}

    static boolean areIn(String text) {
        return text.stripLeading().startsWith("{\"");
    }

    static Dump read(List<String> lines) {
        List<Dump.Exchanges.Frames> exchanges = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                exchanges.add(read(lines.get(i), i + 1));
            }
        }
        return new Dump.Exchanges(exchanges);
    }

    private static Dump.Exchanges.Frames read(String line, int number) {
        try {
            JsonNode entry = MAPPER.readTree(line);
            Bytes request = bytes(entry.at("/request/hex"));
            if (request != null) {
                return new Dump.Exchanges.Frames(request, bytes(entry.at("/response/hex")));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new InspectionException("line " + number + ": expected an entry of the mock's journal in JSON, found "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        throw new InspectionException(
                "line " + number + ": expected the bytes of a request at /request/hex, found none");
    }

    private static @Nullable Bytes bytes(JsonNode hex) {
        return hex.isTextual() ? Bytes.fromHex(hex.asText()) : null;
    }
}
