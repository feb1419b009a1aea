package io.kspec.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Failure;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.cause.Face;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The results as JSON for the page's script, written to be small: what several cases share stands there once, and a case
 * refers to it by number. Every string goes through {@link VisibleText}, and the JSON contains no {@code <}, {@code >} or
 * {@code &}, so that no result can end the element that contains it.
 *
 * <p>The data has a limit. What it may lack are bytes of failed cases, and last their timelines: the examples of the causes
 * come first, with a third of the room at most, and the others share the rest.
 */
final class PageData {
    private static final List<String> VERDICTS = List.of("fail", "error", "blocked", "not-played", "skipped", "pass");

    private static final int MOST_PER_CASE = 40_000;
    /** Which part of the room answers to compare with get at most. */
    private static final int GOLDEN_PART = 6;

    private final List<CaseResult> results;
    private final IdentityHashMap<CaseResult, Integer> causes = new IdentityHashMap<>();
    private final Map<Check, Integer> checks = new LinkedHashMap<>();
    private final Map<List<Object>, Integer> apis = new LinkedHashMap<>();
    private final Map<ClientReaction, Integer> reactions = new LinkedHashMap<>();
    private final StringWriter out = new StringWriter();
    private final JsonGenerator json = generator(out);
    private final StringWriter texts = new StringWriter();
    private final JsonGenerator list = generator(texts);
    private final PageStrings strings = new PageStrings(list);

    private PageData(List<CaseResult> results, List<CauseDigest> digests) throws IOException {
        this.results = results;
        list.writeStartArray();
        for (CauseDigest digest : digests) {
            digest.cause().blocked().forEach(result -> causes.put(result, digest.number()));
            digest.cause().cases().forEach(result -> causes.put(result, digest.number()));
        }
    }

    private static JsonGenerator generator(StringWriter to) throws IOException {
        JsonGenerator generator = new JsonFactory().createGenerator(to);
        generator.setCharacterEscapes(new ScriptEscapes());
        return generator;
    }

    /**
     * An object with the target and the time, the cases, checks, APIs, reactions and causes, the timelines and the answers to
     * compare with by the position of their case, and the tables that these refer to.
     *
     * @param golden answers of a broker that is known to be right
     * @param limit how long it may be, in characters
     */
    static String of(RunLog log, List<CauseDigest> causes, GoldenAnswers golden, int limit) {
        try {
            PageData data = new PageData(log.results(), causes);
            data.write(log.header(), causes, golden, limit);
            return data.out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(@Nullable RunHeader header, List<CauseDigest> digests, GoldenAnswers golden, int limit)
            throws IOException {
        json.writeStartObject();
        string("target", header == null ? "" : header.target().toString());
        if (header != null) {
            string("started", header.startedAt().toString());
        }
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
        json.writeArrayFieldStart("apis");
        for (List<Object> api : apis.keySet()) {
            json.writeStartArray();
            json.writeNumber((Integer) api.get(0));
            json.writeString(VisibleText.of((String) api.get(1)));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("reactions");
        for (ClientReaction reaction : reactions.keySet()) {
            write(reaction);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("causes");
        for (CauseDigest digest : digests) {
            json.writeStartArray();
            json.writeString(digest.title());
            json.writeString(digest.address());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.flush();
        writeTimelines(digests, golden, limit - out.getBuffer().length());
        json.writeEndObject();
        json.close();
    }

    private void writeTimelines(List<CauseDigest> digests, GoldenAnswers answers, int limit) throws IOException {
        PageFrames frames = new PageFrames(strings);
        PageTimelines timelines = new PageTimelines(json, strings, frames);
        PageGolden golden = new PageGolden(answers, strings, frames, (limit - strings.size()) / GOLDEN_PART);
        json.writeObjectFieldStart("timelines");
        IdentityHashMap<CaseResult, Integer> positions = new IdentityHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            positions.putIfAbsent(results.get(i), i);
        }
        List<CaseResult> examples = examples(digests);
        int left = examples.size();
        for (CaseResult result : examples) {
            int room = limit - timelines.size() - golden.size();
            write(result, positions, timelines, golden, room / 3 / left--);
        }
        List<CaseResult> others = othersThan(examples);
        left = others.size();
        for (CaseResult result : others) {
            int room = limit - timelines.size() - golden.size();
            if (room > 0) {
                write(result, positions, timelines, golden, room / left--);
            }
        }
        json.writeEndObject();
        golden.write(json);
        frames.write(json);
        list.writeEndArray();
        list.close();
        json.writeFieldName("strings");
        json.writeRawValue(texts.toString());
    }

    private void write(
            CaseResult result,
            IdentityHashMap<CaseResult, Integer> positions,
            PageTimelines timelines,
            PageGolden golden,
            int share)
            throws IOException {
        Integer position = positions.get(result);
        if (position != null) {
            CaseResult folded = result.folded();
            json.writeFieldName(position.toString());
            timelines.write(folded, Math.min(share, MOST_PER_CASE));
            golden.add(position, folded);
        }
    }

    /** The examples of the causes, the gravest first. */
    private static List<CaseResult> examples(List<CauseDigest> digests) {
        Set<CaseResult> once = Collections.newSetFromMap(new IdentityHashMap<>());
        List<CaseResult> examples = new ArrayList<>();
        for (CauseDigest digest : digests) {
            for (Face face : digest.cause().faces()) {
                if (!face.example().timeline().isEmpty() && once.add(face.example())) {
                    examples.add(face.example());
                }
            }
        }
        return examples;
    }

    private List<CaseResult> othersThan(List<CaseResult> examples) {
        Set<CaseResult> once = Collections.newSetFromMap(new IdentityHashMap<>());
        once.addAll(examples);
        return results.stream()
                .filter(result -> !result.timeline().isEmpty() && once.add(result))
                .toList();
    }

    private void write(Check check) throws IOException {
        json.writeStartObject();
        string("id", check.id());
        string("title", check.title());
        string("level", check.level().name().toLowerCase(Locale.ROOT));
        string("requirement", check.requirement());
        json.writeArrayFieldStart("source");
        for (SourceLinks.Piece piece : SourceLinks.in(VisibleText.of(check.source()))) {
            json.writeStartArray();
            json.writeString(piece.text());
            if (piece.address() != null) {
                json.writeString(piece.address());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        string("why", check.why());
        string("profile", check.profile());
        if (check.hostile()) {
            json.writeBooleanField("hostile", true);
        }
        json.writeEndObject();
    }

    /** {@code [client, reaction, version, source, address of the source]}. */
    private void write(ClientReaction reaction) throws IOException {
        json.writeStartArray();
        json.writeString(VisibleText.of(reaction.client()));
        json.writeString(VisibleText.of(reaction.reaction()));
        json.writeString(VisibleText.of(reaction.version()));
        json.writeString(VisibleText.of(reaction.source()));
        String address = SourceLinks.file(reaction.version(), reaction.source());
        json.writeString(address == null ? "" : address);
        json.writeEndArray();
    }

    /** {@code [check, verdict, api, version, ms, exchanges]}, and the details unless the case passed, whose texts are numbers. */
    private void write(CaseResult result) throws IOException {
        json.writeStartArray();
        json.writeNumber(checks.computeIfAbsent(result.check(), check -> checks.size()));
        json.writeNumber(VERDICTS.indexOf(
                result.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        ApiVersion api = result.api();
        json.writeNumber(api(api));
        number(api == null ? null : api.version());
        json.writeRawValue(Figures.shortMs(result.durationMs()));
        json.writeNumber(result.exchanges());
        if (result.reason() != null || result.failure() != null) {
            writeDetails(result);
        }
        json.writeEndArray();
    }

    private int api(@Nullable ApiVersion api) {
        List<Object> known = api == null ? List.of(Matrix.NO_API, "") : List.of(api.key(), api.name());
        return apis.computeIfAbsent(known, unused -> apis.size());
    }

    private void writeDetails(CaseResult result) throws IOException {
        json.writeStartObject();
        if (result.reason() != null) {
            text("reason", result.reason());
        }
        Integer cause = causes.get(result);
        if (cause != null) {
            json.writeNumberField("cause", cause);
        }
        Failure failure = result.failure();
        if (failure != null) {
            text("expected", FailureText.expectation(result));
            text("found", failure.found());
            if (failure.need() != null) {
                text("need", failure.need());
            }
            if (!failure.findings().isEmpty()) {
                json.writeArrayFieldStart("findings");
                for (String finding : failure.findings()) {
                    json.writeNumber(strings.number(finding));
                }
                json.writeEndArray();
            }
        }
        Blame blame = result.folded().blame();
        if (blame != null) {
            write(blame);
        }
        ApiVersion wrong = BlamedAnswer.elsewhere(result);
        if (wrong != null) {
            json.writeArrayFieldStart("wrong");
            json.writeNumber(api(wrong));
            number(wrong.version());
            json.writeEndArray();
        }
        DeathDigest death = DeathDigest.of(result);
        if (death != null) {
            write(death);
        }
        if (!result.clients().isEmpty()) {
            json.writeArrayFieldStart("clients");
            for (ClientReaction client : result.clients()) {
                json.writeNumber(reactions.computeIfAbsent(client, unused -> reactions.size()));
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void write(Blame blame) throws IOException {
        json.writeObjectFieldStart("blame");
        json.writeNumberField("event", blame.event());
        string("side", blame.side().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("start", blame.start());
        json.writeNumberField("end", blame.end());
        text("path", blame.path());
        text("sentence", blame.sentence());
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

    private void string(String name, String value) throws IOException {
        json.writeStringField(name, VisibleText.of(value));
    }

    /** A text that other cases may share. */
    private void text(String name, String value) throws IOException {
        json.writeNumberField(name, strings.number(value));
    }

    private void number(@Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
