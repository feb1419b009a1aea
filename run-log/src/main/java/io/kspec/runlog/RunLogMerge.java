package io.kspec.runlog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one log of the logs of all shards of a run, as if the run had not been divided. The shards may have been played on
 * several instances of a target, by their addresses, but these must advertise the same.
 *
 * <p>A shard that is missing or whose log is damaged makes the merged run incomplete; nothing that could be read is left
 * out. A case with results in several shards is an error, except for the checks that judge the responses of all others:
 * each shard judges those that it received, and the case fails if it fails anywhere.
 */
public final class RunLogMerge {
    private static final String JUDGING = "plausible.";
    private static final int FAULTS_SHOWN = 5;

    private final Map<Integer, Part> parts = new TreeMap<>();
    private final int count;

    /** The log of one shard. */
    private record Part(String name, RunLog log, RunHeader header, Shard shard) {
        static Part of(String name, RunLog log) {
            RunHeader header = log.header();
            if (header == null) {
                throw new MergeRefused(name + ": expected the log of a shard, found no header that can be read: "
                        + first(log.faults()));
            }
            return new Part(name, log, header, Shard.of(header.options()).orElse(Shard.WHOLE));
        }

        private static String first(List<LogFault> faults) {
            int more = faults.size() - FAULTS_SHOWN;
            return faults.stream().limit(FAULTS_SHOWN).map(LogFault::toString).collect(Collectors.joining("; "))
                    + (more > 0 ? "; and " + more + " more" : "");
        }

        /** What all shards of a run have in common, by what it is called. */
        private Map<String, String> common() {
            Map<String, String> common = new LinkedHashMap<>();
            common.put("kspec version", header.kspecVersion());
            common.put("profile", header.options().profile());
            common.put("filters", String.join(", ", filters()));
            common.put("number of shards", "" + shard.count());
            header.advertised()
                    .forEach(api -> common.put("advertised " + api.name(), "v" + api.min() + " to v" + api.max()));
            return common;
        }

        List<String> filters() {
            return header.options().filters().stream()
                    .filter(filter -> !filter.equals(shard.filter()))
                    .toList();
        }

        void requireSameAs(Part first) {
            Map<String, String> mine = common();
            Map<String, String> theirs = first.common();
            Map<String, String> all = new LinkedHashMap<>(theirs);
            all.putAll(mine);
            for (String what : all.keySet()) {
                if (!Objects.equals(mine.get(what), theirs.get(what))) {
                    throw new MergeRefused(name + ": expected the " + what + " of " + first.name() + ", "
                            + words(theirs.get(what)) + ", found " + words(mine.get(what)));
                }
            }
        }

        private static String words(@Nullable String value) {
            return value == null || value.isEmpty() ? "none" : value;
        }
    }

    private RunLogMerge(int count) {
        this.count = count;
    }

    /**
     * Prepares the merge of some logs.
     *
     * @param logs by the name that messages call them
     * @throws MergeRefused if they are not the logs of shards of one run, or a shard occurs twice
     */
    public static RunLogMerge of(Map<String, RunLog> logs) {
        List<Part> parts = logs.entrySet().stream()
                .map(entry -> Part.of(entry.getKey(), entry.getValue()))
                .toList();
        if (parts.isEmpty()) {
            throw new MergeRefused("expected the logs of shards, found none");
        }
        RunLogMerge merge = new RunLogMerge(parts.get(0).shard().count());
        for (Part part : parts) {
            part.requireSameAs(parts.get(0));
            Part twin = merge.parts.putIfAbsent(part.shard().index(), part);
            if (twin != null && part.shard().isWhole()) {
                throw new MergeRefused(part.name()
                        + ": expected the log of a run with --shard, found a whole run, as is " + twin.name());
            }
            if (twin != null) {
                throw new MergeRefused(part.name() + ": expected each shard once, found shard " + part.shard()
                        + " again; the first is " + twin.name());
            }
        }
        return merge;
    }

    /**
     * Writes the merged log.
     *
     * @param file there must be no such file
     * @throws MergeRefused if several shards have a result of one case; then nothing is written
     * @throws IOException if the log cannot be written
     */
    public void writeTo(Path file) throws IOException {
        List<CaseResult> results = results();
        try (RunLogWriter writer = RunLogWriter.create(file, header())) {
            for (CaseResult result : results) {
                writer.copy(result);
            }
            RunFooter unused = writer.finish(finishedAt(), liveness(), incomplete());
        }
    }

    private RunHeader header() {
        RunHeader first = first().header();
        return new RunHeader(
                first.kspecVersion(),
                first.target(),
                parts.values().stream()
                        .map(part -> part.header().startedAt())
                        .min(Comparator.naturalOrder())
                        .orElse(first.startedAt()),
                first.runId(),
                first.advertised(),
                first.known(),
                new RunOptions(first.options().profile(), first().filters()),
                first.environment());
    }

    private Part first() {
        return parts.values().iterator().next();
    }

    private List<CaseResult> results() {
        Map<CaseKey, Part> owners = new HashMap<>();
        Map<CaseKey, Integer> judged = new HashMap<>();
        List<CaseResult> merged = new ArrayList<>();
        for (Part part : parts.values()) {
            for (CaseResult result : part.log().results()) {
                CaseKey key = CaseKey.of(result);
                if (key.check().startsWith(JUDGING)) {
                    Integer position = judged.putIfAbsent(key, merged.size());
                    if (position == null) {
                        merged.add(result);
                    } else {
                        merged.set(position, together(merged.get(position), result));
                    }
                    continue;
                }
                Part owner = owners.putIfAbsent(key, part);
                if (owner != null && owner.shard().index() != part.shard().index()) {
                    throw new MergeRefused(part.name() + ": expected each case in one shard, found " + key + ", which "
                            + owner.name() + " has too");
                }
                merged.add(result);
            }
        }
        merged.removeIf(result -> isVacuous(result) && isJudgedElsewhere(result, judged));
        return merged;
    }

    /** A judging check that found no response to judge says so once, without an API. */
    private static boolean isVacuous(CaseResult result) {
        return result.api() == null
                && result.verdict() == Verdict.SKIPPED
                && result.check().id().startsWith(JUDGING);
    }

    private static boolean isJudgedElsewhere(CaseResult vacuous, Map<CaseKey, Integer> judged) {
        return judged.keySet().stream()
                .anyMatch(key ->
                        key.api() != null && key.check().equals(vacuous.check().id()));
    }

    /** The judgement of what two shards received: the gravest verdict, and the number of all responses. */
    private static CaseResult together(CaseResult one, CaseResult other) {
        CaseResult gravest = gravity(other.verdict()) < gravity(one.verdict()) ? other : one;
        return new CaseResult(
                gravest.check(),
                gravest.api(),
                gravest.verdict(),
                gravest.reason(),
                gravest.failure(),
                gravest.durationMs(),
                one.exchanges() + other.exchanges(),
                gravest.timeline(),
                gravest.blame(),
                gravest.clients(),
                gravest.need(),
                gravest.measurements());
    }

    private static int gravity(Verdict verdict) {
        return switch (verdict) {
            case FAIL -> 0;
            case ERROR -> 1;
            case PASS -> 2;
            case BLOCKED -> 3;
            case NOT_PLAYED -> 4;
            case SKIPPED -> 5;
        };
    }

    private Instant finishedAt() {
        return parts.values().stream()
                .map(part -> part.log().footer() == null ? part.header().startedAt() : finished(part))
                .max(Comparator.naturalOrder())
                .orElse(first().header().startedAt());
    }

    private static Instant finished(Part part) {
        return Objects.requireNonNull(part.log().footer()).finishedAt();
    }

    private Liveness liveness() {
        @Nullable Liveness alive = null;
        for (Part part : parts.values()) {
            RunFooter footer = part.log().footer();
            if (footer != null && !footer.liveness().alive()) {
                return new Liveness(
                        false,
                        "shard " + part.shard() + ": " + footer.liveness().finding());
            }
            if (footer != null && alive == null) {
                alive = footer.liveness();
            }
        }
        return alive == null ? new Liveness(true, "not probed: no shard came to its end") : alive;
    }

    private @Nullable String incomplete() {
        List<String> reasons = new ArrayList<>();
        List<String> missing = IntStream.rangeClosed(1, count)
                .filter(index -> !parts.containsKey(index))
                .mapToObj(index -> new Shard(index, count).toString())
                .toList();
        if (!missing.isEmpty()) {
            reasons.add((missing.size() == 1 ? "shard " : "shards ") + String.join(", ", missing)
                    + (missing.size() == 1 ? " is" : " are") + " missing");
        }
        for (Part part : parts.values()) {
            RunFooter footer = part.log().footer();
            if (footer != null && footer.incomplete() != null) {
                reasons.add("shard " + part.shard() + ": " + footer.incomplete());
            }
            if (!part.log().faults().isEmpty()) {
                reasons.add("shard " + part.shard() + ": run log, "
                        + Part.first(part.log().faults()));
            }
        }
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }
}
