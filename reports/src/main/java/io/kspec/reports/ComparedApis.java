package io.kspec.reports;

import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The APIs of several runs.
 *
 * @param rows in the order of their API keys; results that are not about one API come last
 */
record ComparedApis(List<Row> rows) {
    private static final Set<Verdict> TELLING =
            EnumSet.of(Verdict.FAIL, Verdict.ERROR, Verdict.BLOCKED, Verdict.NOT_PLAYED);

    /**
     * An API in several runs.
     *
     * @param key its key, or {@link Matrix#NO_API}
     * @param name its name in Kafka
     * @param cells one per run: its row in the matrix of that run, or null if that has none
     * @param checks the checks that failed, or could not be played, in one of the runs
     */
    record Row(int key, String name, List<Matrix.@Nullable Row> cells, List<ComparedCheck> checks) {
        /** The id of what the page says about its checks. */
        String anchor() {
            return "api-" + (key == Matrix.NO_API ? "none" : "" + key);
        }

        /** Whether any run asked for it, or any target advertises it. */
        boolean isPresent() {
            return cells.stream()
                    .anyMatch(cell -> cell != null
                            && (cell.advertised() != null || cell.state().compareTo(CellState.SKIPPED) < 0));
        }
    }

    /**
     * A check of one API in several runs.
     *
     * @param id the check
     * @param versions one per run: the versions by verdict
     */
    record ComparedCheck(String id, List<Map<Verdict, Set<Integer>>> versions) {}

    static ComparedApis of(List<ComparedRun> runs) {
        Map<Integer, String> names = new TreeMap<>();
        List<Map<Integer, Matrix.Row>> matrices = new ArrayList<>();
        for (ComparedRun run : runs) {
            Map<Integer, Matrix.Row> matrix = new HashMap<>();
            for (Matrix.Row row : Matrix.of(run.log()).rows()) {
                names.putIfAbsent(row.key(), row.name());
                matrix.put(row.key(), row);
            }
            matrices.add(matrix);
        }
        Map<Integer, List<ComparedCheck>> checks = checks(runs);
        List<Row> rows = new ArrayList<>();
        names.forEach((key, name) -> {
            List<Matrix.@Nullable Row> cells = new ArrayList<>();
            matrices.forEach(matrix -> cells.add(matrix.get(key)));
            rows.add(new Row(key, name, cells, checks.getOrDefault(key, List.of())));
        });
        return new ComparedApis(rows);
    }

    private static Map<Integer, List<ComparedCheck>> checks(List<ComparedRun> runs) {
        Map<Integer, Map<String, List<Map<Verdict, Set<Integer>>>>> all = new TreeMap<>();
        for (int run = 0; run < runs.size(); run++) {
            for (CaseResult result : runs.get(run).log().results()) {
                int key = result.api() == null ? Matrix.NO_API : result.api().key();
                List<Map<Verdict, Set<Integer>>> cells = all.computeIfAbsent(key, unused -> new TreeMap<>())
                        .computeIfAbsent(result.check().id(), unused -> empty(runs.size()));
                Integer version = CaseKey.of(result).version();
                cells.get(run)
                        .computeIfAbsent(result.verdict(), unused -> new TreeSet<>())
                        .add(version == null ? NO_VERSION : version);
            }
        }
        Map<Integer, List<ComparedCheck>> telling = new HashMap<>();
        all.forEach((key, ids) -> ids.forEach((id, versions) -> {
            if (versions.stream().anyMatch(run -> run.keySet().stream().anyMatch(TELLING::contains))) {
                telling.computeIfAbsent(key, unused -> new ArrayList<>()).add(new ComparedCheck(id, versions));
            }
        }));
        return telling;
    }

    /** Stands for a case without a version. */
    static final int NO_VERSION = -1;

    private static List<Map<Verdict, Set<Integer>>> empty(int runs) {
        List<Map<Verdict, Set<Integer>>> cells = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            cells.add(new TreeMap<>());
        }
        return cells;
    }
}
