package io.kspec.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.kspec.reports.ComparedRun;
import io.kspec.reports.RunChanges;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.VerdictCounts;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changed, as one JSON object: the runs, and the changes from the first to each other one. */
public final class JsonRunChanges {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final PrintWriter out;

    public JsonRunChanges(PrintWriter out) {
        this.out = out;
    }

    /**
     * Writes the runs and what changed.
     *
     * @param changes from the first run to each other one
     */
    public void write(List<ComparedRun> runs, List<RunChanges> changes) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("runs", runs.stream().map(JsonRunChanges::run).toList());
        document.put("changes", changes.stream().map(JsonRunChanges::changes).toList());
        try {
            out.println(mapper.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values are always JSON", e);
        }
    }

    private static Map<String, @Nullable Object> run(ComparedRun run) {
        RunHeader header = run.log().header();
        VerdictCounts counts = run.summary().counts();
        Map<String, Object> verdicts = new LinkedHashMap<>();
        verdicts.put("pass", counts.pass());
        verdicts.put("fail", counts.fail());
        verdicts.put("skipped", counts.skipped());
        verdicts.put("error", counts.error());
        verdicts.put("blocked", counts.blocked());
        verdicts.put("notPlayed", counts.notPlayed());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", run.name());
        json.put("target", header == null ? null : header.target().toString());
        json.put("kspec", header == null ? null : header.kspecVersion());
        json.put("startedAt", header == null ? null : header.startedAt().toString());
        json.put(
                "outcome",
                run.summary().outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("counts", verdicts);
        json.put("warnings", run.warnings());
        return json;
    }

    private static Map<String, Object> changes(RunChanges changed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("before", changed.before());
        json.put("after", changed.after());
        for (RunChanges.Section section : changed.sections()) {
            Map<String, Object> some = new LinkedHashMap<>();
            some.put("cases", section.cases());
            some.put(
                    "groups",
                    section.groups().stream().map(JsonRunChanges::group).toList());
            json.put(key(section), some);
        }
        return json;
    }

    /** {@code new}, {@code fixed}, {@code stillFailing}, {@code noLongerPlayed} or {@code firstPlayed}. */
    private static String key(RunChanges.Section section) {
        return switch (section.change()) {
            case NEW -> "new";
            case FIXED -> "fixed";
            case STILL_FAILING -> "stillFailing";
            case NO_LONGER_PLAYED -> "noLongerPlayed";
            case FIRST_PLAYED -> "firstPlayed";
            case UNCHANGED -> "unchanged";
        };
    }

    private static Map<String, Object> group(RunChanges.Group group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", group.title());
        json.put("checks", group.lines().stream().map(JsonRunChanges::line).toList());
        return json;
    }

    private static Map<String, @Nullable Object> line(RunChanges.Line line) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("check", line.check());
        json.put("api", line.api());
        json.put("versions", line.versions());
        json.put("cases", line.cases());
        return json;
    }
}
