package io.kspec.cli.why;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.kspec.diagnosis.clients.ClientText;
import io.kspec.diagnosis.clients.FaultMatch;
import io.kspec.diagnosis.clients.MentionedApi;
import io.kspec.diagnosis.clients.WireField;
import io.kspec.suite.check.ConformanceTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes faults as one JSON object with the key {@code matches}. */
final class JsonAnswer {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    String write(List<FaultMatch> matches, @Nullable MentionedApi api) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("api", api == null ? null : api.api().name());
        document.put("version", api == null ? null : api.version());
        document.put("matches", matches.stream().map(match -> match(match, api)).toList());
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values are always JSON", e);
        }
    }

    private static Map<String, Object> match(FaultMatch match, @Nullable MentionedApi api) {
        CheckAdvice advice = CheckAdvice.of(match.fault(), api);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fault", match.fault().id());
        json.put("likeness", Math.round(match.likeness() * 100) / 100.0);
        json.put("title", match.fault().title());
        json.put("means", match.fault().means());
        json.put("usually", match.fault().usually());
        json.put(
                "fields", match.fault().fields().stream().map(JsonAnswer::field).toList());
        json.put("checks", advice.checks().stream().map(ConformanceTest::id).toList());
        json.put("command", advice.command());
        json.put("texts", match.said().stream().map(JsonAnswer::text).toList());
        return json;
    }

    private static Map<String, Object> field(WireField field) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("api", field.api());
        json.put("type", field.type().name().toLowerCase(Locale.ROOT));
        json.put("path", field.path());
        json.put("versions", field.versions().toString());
        return json;
    }

    private static Map<String, Object> text(ClientText text) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("client", text.client());
        json.put("text", text.text());
        json.put("repository", text.repository());
        json.put("commit", text.commit());
        json.put("source", text.source());
        return json;
    }
}
