package io.kspec.cli.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.ForeignProtocol;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.Reaction;
import io.kspec.inspection.dump.DumpInput;
import io.kspec.inspection.reading.IdentifiedMessage;
import io.kspec.inspection.reading.Inspection;
import io.kspec.inspection.reading.Piece;
import io.kspec.inspection.reading.Reading;
import io.kspec.inspection.reading.VersionDoubt;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes an inspection as one JSON object: what was read, remarks, and messages with the key {@code frames}. */
final class JsonExplanation {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    String write(DumpInput input, Inspection inspection) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("input", Map.of("form", input.format().option(), "sentence", input.sentence()));
        document.put("remarks", inspection.remarks());
        document.put("foreign", foreign(inspection.foreign()));
        document.put(
                "frames",
                inspection.readings().stream().map(JsonExplanation::frame).toList());
        document.put(
                "structures",
                inspection.pieces().stream().map(JsonExplanation::piece).toList());
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values are always JSON", e);
        }
    }

    private static @Nullable Object foreign(@Nullable ForeignProtocol foreign) {
        return foreign == null
                ? null
                : Map.of(
                        "protocol", foreign.kind().name().toLowerCase(Locale.ROOT),
                        "what", foreign.what(),
                        "detail", foreign.detail());
    }

    private static Map<String, Object> piece(Piece piece) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("structure", piece.title());
        json.put("size", piece.bytes().size());
        json.put("sound", piece.isSound());
        json.put(
                "failures",
                piece.failures().stream().map(JsonExplanation::failure).toList());
        json.put(
                "fields",
                piece.entries().stream()
                        .map(entry -> field(entry, piece.bytes()))
                        .toList());
        return json;
    }

    private static Map<String, @Nullable Object> frame(Reading reading) {
        IdentifiedMessage subject = reading.subject();
        Map<String, @Nullable Object> frame = new LinkedHashMap<>();
        frame.put("message", subject.message().toString());
        frame.put("type", subject.type().name().toLowerCase(Locale.ROOT));
        frame.put("api", subject.api().name());
        frame.put("apiKey", subject.api().key());
        frame.put("version", subject.version());
        frame.put("otherVersions", subject.otherVersions());
        VersionDoubt doubt = subject.doubt();
        frame.put("rivalVersions", doubt == null ? List.of() : doubt.rivals());
        frame.put("size", subject.bytes().size());
        frame.put("announcedSize", subject.announcedSize());
        frame.put("sound", reading.isSound());
        frame.put(
                "failures",
                reading.failures().stream().map(JsonExplanation::failure).toList());
        frame.put(
                "slip",
                reading.assessment().explanation().map(JsonExplanation::slip).orElse(null));
        frame.put(
                "rivals",
                reading.assessment().rivals().stream()
                        .map(JsonExplanation::slip)
                        .toList());
        frame.put(
                "implausible",
                reading.assessment().implausibleValues().stream()
                        .map(JsonExplanation::implausible)
                        .toList());
        frame.put("remarks", reading.remarks());
        frame.put(
                "clients",
                reading.assessment().reactions().stream()
                        .map(Reaction::toString)
                        .toList());
        frame.put("header", tree(reading.attempt().header()));
        frame.put("body", tree(reading.attempt().body()));
        frame.put(
                "fields",
                reading.entries().stream()
                        .map(entry -> field(entry, subject.bytes()))
                        .toList());
        return frame;
    }

    private static @Nullable Object tree(@Nullable Message message) {
        return message == null ? null : MessageTree.of(message);
    }

    private static Map<String, @Nullable Object> failure(DecodeFailure failure) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("message", failure.message().toString());
        json.put("path", failure.path());
        json.put("offset", failure.offset());
        json.put("kind", failure.kind().name());
        json.put("expected", failure.expected());
        json.put("found", failure.found());
        return json;
    }

    private static Map<String, Object> slip(Explanation explanation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", explanation.kind().name());
        json.put("message", explanation.message().toString());
        json.put("path", explanation.path());
        json.put("start", explanation.start());
        json.put("end", explanation.end());
        json.put("sentence", explanation.sentence());
        json.put("evidence", explanation.evidence());
        json.put("certainty", explanation.certainty());
        return json;
    }

    private static Map<String, Object> implausible(ImplausibleValue value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", value.kind().name());
        json.put("message", value.message().toString());
        json.put("path", value.path());
        json.put("start", value.start());
        json.put("end", value.end());
        json.put("sentence", value.sentence());
        return json;
    }

    private static Map<String, @Nullable Object> field(LayoutEntry entry, Bytes bytes) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("message", entry.message().toString());
        json.put("path", entry.path());
        json.put("role", entry.role().name().toLowerCase(Locale.ROOT));
        json.put("start", entry.start());
        json.put("end", entry.end());
        json.put("hex", bytes.slice(entry.start(), entry.end()).toHex());
        json.put("value", plain(entry.value()));
        return json;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Bytes bytes) {
            return bytes.toHex();
        }
        return value instanceof UUID uuid ? KafkaUuid.format(uuid) : value;
    }
}
