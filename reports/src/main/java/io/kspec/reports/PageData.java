package io.kspec.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import io.kspec.runlog.NoteEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results as JSON for the page's script: each check once, a passed case as a few numbers. Every string goes through
 * {@link VisibleText}, and the JSON contains no {@code <}, {@code >} or {@code &}, so that no result can end the element
 * that contains it.
 */
final class PageData {
    private final StringWriter out = new StringWriter();
    private final JsonGenerator json;
    private final Map<Check, Integer> checks = new LinkedHashMap<>();

    private final IdentityHashMap<CaseResult, Integer> causes = new IdentityHashMap<>();

    private PageData(List<CauseDigest> digests) throws IOException {
        for (CauseDigest digest : digests) {
            digest.cause().blocked().forEach(result -> causes.put(result, digest.number()));
            digest.cause().cases().forEach(result -> causes.put(result, digest.number()));
        }
        json = new JsonFactory().createGenerator(out);
        json.setCharacterEscapes(new ScriptEscapes());
    }

    /** {@code {"cases": […], "checks": […], "causes": […]}}. */
    static String of(List<CaseResult> results, List<CauseDigest> causes) {
        try {
            PageData data = new PageData(causes);
            data.write(results, causes);
            return data.out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<CaseResult> results, List<CauseDigest> digests) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("cases");
        for (CaseResult result : results) {
            write(result);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("checks");
        for (Check check : checks.keySet()) {
            write(check);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("causes");
        for (CauseDigest digest : digests) {
            json.writeString(digest.title());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private void write(Check check) throws IOException {
        json.writeStartObject();
        string("id", check.id());
        string("title", check.title());
        string("level", check.level().name().toLowerCase(Locale.ROOT));
        string("requirement", check.requirement());
        string("source", check.source());
        string("why", check.why());
        string("profile", check.profile());
        if (check.hostile()) {
            json.writeBooleanField("hostile", true);
        }
        json.writeEndObject();
    }

    /** {@code [check, verdict, key, api, version, ms, exchanges]}, and the details unless the case passed. */
    private void write(CaseResult result) throws IOException {
        json.writeStartArray();
        json.writeNumber(checks.computeIfAbsent(result.check(), check -> checks.size()));
        json.writeString(result.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        ApiVersion api = result.api();
        json.writeNumber(api == null ? Matrix.NO_API : api.key());
        json.writeString(api == null ? "" : VisibleText.of(api.name()));
        number(api == null ? null : api.version());
        time(result.durationMs());
        json.writeNumber(result.exchanges());
        if (result.reason() != null || result.failure() != null) {
            writeDetails(result);
        }
        json.writeEndArray();
    }

    private void writeDetails(CaseResult result) throws IOException {
        json.writeStartObject();
        if (result.reason() != null) {
            string("reason", result.reason());
        }
        Integer cause = causes.get(result);
        if (cause != null) {
            json.writeNumberField("cause", cause);
        }
        Failure failure = result.failure();
        if (failure != null) {
            string("expected", FailureText.expectation(result));
            string("found", failure.found());
            if (failure.need() != null) {
                string("need", failure.need());
            }
            json.writeArrayFieldStart("findings");
            for (String finding : failure.findings()) {
                json.writeString(VisibleText.of(finding));
            }
            json.writeEndArray();
        }
        if (result.blame() != null) {
            write(result.blame());
        }
        ApiVersion wrong = BlamedAnswer.elsewhere(result);
        if (wrong != null) {
            json.writeArrayFieldStart("wrong");
            json.writeNumber(wrong.key());
            number(wrong.version());
            json.writeString(VisibleText.of(wrong.name()));
            json.writeEndArray();
        }
        DeathDigest death = DeathDigest.of(result);
        if (death != null) {
            write(death);
        }
        json.writeArrayFieldStart("clients");
        for (ClientReaction client : result.clients()) {
            json.writeStartObject();
            string("client", client.client());
            string("reaction", client.reaction());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("timeline");
        for (Event event : result.timeline()) {
            write(event);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Blame blame) throws IOException {
        json.writeObjectFieldStart("blame");
        json.writeNumberField("event", blame.event());
        string("side", blame.side().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("start", blame.start());
        json.writeNumberField("end", blame.end());
        string("path", blame.path());
        string("sentence", blame.sentence());
        if (blame.certainty() != null) {
            json.writeNumberField("certainty", blame.certainty());
        }
        json.writeEndObject();
    }

    private void write(DeathDigest death) throws IOException {
        json.writeObjectFieldStart("death");
        string("request", death.request());
        string("status", death.status());
        json.writeArrayFieldStart("output");
        for (String line : death.output()) {
            json.writeString(line);
        }
        json.writeEndArray();
        string("repeat", death.repeat());
        string("aftermath", death.aftermath());
        json.writeEndObject();
    }

    private void write(Event event) throws IOException {
        json.writeStartObject();
        string("role", event.role());
        json.writeNumberField("connection", event.connection());
        if (event instanceof NoteEvent note) {
            string("kind", note.kind().name().toLowerCase(Locale.ROOT));
            json.writeFieldName("at");
            time(note.atMs());
            string("text", note.text());
            if (note.limitMs() != null) {
                json.writeFieldName("limit");
                time(note.limitMs());
            }
        } else if (event instanceof ExchangeEvent exchange) {
            string("kind", "exchange");
            string("api", exchange.api() == null ? "raw bytes" : exchange.api().toString());
            json.writeFieldName("correlation");
            number(exchange.correlationId());
            json.writeFieldName("at");
            time(exchange.sentMs());
            json.writeFieldName("request");
            write(exchange.request());
            if (exchange.response() != null && exchange.receivedMs() != null) {
                json.writeFieldName("received");
                time(exchange.receivedMs());
                json.writeFieldName("response");
                write(exchange.response());
            }
        }
        json.writeEndObject();
    }

    /** Fields are {@code [start, end, path, type, value]}. */
    private void write(Frame frame) throws IOException {
        json.writeStartObject();
        json.writeNumberField("size", frame.size());
        string("hex", frame.hex());
        json.writeNumberField("leftOut", frame.fieldsLeftOut());
        json.writeArrayFieldStart("fields");
        for (Field field : frame.fields()) {
            json.writeStartArray();
            json.writeNumber(field.start());
            json.writeNumber(field.end());
            json.writeString(VisibleText.of(field.path()));
            json.writeString(VisibleText.of(field.type()));
            json.writeString(VisibleText.of(field.value()));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void string(String name, String value) throws IOException {
        json.writeStringField(name, VisibleText.of(value));
    }

    private void number(@Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    /** Rounds to microseconds to keep the page small. */
    private void time(double ms) throws IOException {
        json.writeNumber(Math.round(ms * 1000) / 1000.0);
    }
}
