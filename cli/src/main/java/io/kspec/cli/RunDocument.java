package io.kspec.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.kspec.reports.CauseDigest;
import io.kspec.reports.Summary;
import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.VerdictCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as one JSON document: the outcome, the counts, every cause with its cases, and the files with the rest.
 *
 * @param summary the summary of the run
 * @param exitCode the exit code of the command
 * @param leftBehind what the run left on the target
 * @param files the files that were written, by what they are
 */
record RunDocument(Summary summary, int exitCode, List<String> leftBehind, Map<String, String> files) {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The document. */
    String write() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("target", summary.target());
        json.put("outcome", summary.outcome().name().toLowerCase(Locale.ROOT));
        json.put("headline", summary.headline());
        json.put("sentence", summary.sentence());
        json.put("exitCode", exitCode);
        json.put(
                "seconds",
                summary.duration() == null ? null : summary.duration().toMillis() / 1000.0);
        json.put("counts", counts(summary.counts()));
        json.put("warnings", summary.warnings());
        json.put("causes", summary.causes().stream().map(this::cause).toList());
        json.put("leftBehind", leftBehind);
        json.put("files", files);
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values are always JSON", e);
        }
    }

    private static Map<String, Object> counts(VerdictCounts counts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("passed", counts.pass());
        json.put("failed", counts.fail());
        json.put("skipped", counts.skipped());
        json.put("errors", counts.error());
        json.put("blocked", counts.blocked());
        json.put("notPlayed", counts.notPlayed());
        return json;
    }

    private Map<String, Object> cause(CauseDigest digest) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", digest.cause().id());
        json.put("severity", digest.severity().name().toLowerCase(Locale.ROOT));
        json.put("title", digest.title());
        json.put("known", summary.acceptance().isKnown(digest.cause()));
        json.put("places", digest.places());
        json.put("faces", digest.faces());
        json.put("expected", digest.expected());
        json.put("clients", digest.clients());
        json.put("cases", digest.cause().cases().stream().map(RunDocument::name).toList());
        json.put("blocked", digest.cause().blocked().size());
        return json;
    }

    /** {@code fetch.out-of-range@Fetch:7}, as {@code --case} takes it. */
    private static String name(CaseResult result) {
        CaseKey key = CaseKey.of(result);
        return key.version() == null ? key.check() : key.toString();
    }
}
