package io.kspec.reports;

import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.KnownApi;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.VerdictCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The results by API and version: the APIs that clients use, those that the target advertises, and those that have
 * results.
 *
 * @param columns the number of columns, one per version from 0
 * @param rows in the order of their API keys; results that are not about one API come last
 */
record Matrix(int columns, List<Row> rows) {
    /** The most columns: no API has more versions, whatever a target claims. */
    private static final int MOST_COLUMNS = 32;

    /** The key of the row for results that are not about one API. */
    static final int NO_API = Integer.MAX_VALUE;

    /**
     * An API.
     *
     * @param key its key, or {@link #NO_API}
     * @param name its name in Kafka
     * @param known the versions that kspec knows, or null
     * @param advertised the versions that the target advertises, or null
     * @param cells one per column
     * @param other results that have no column
     */
    record Row(
            int key,
            String name,
            @Nullable KnownApi known,
            @Nullable AdvertisedApi advertised,
            List<Cell> cells,
            Cell other) {

        CellState state() {
            CellState gravest = other.state();
            for (Cell cell : cells) {
                gravest = gravest.moreSevere(cell.state());
            }
            return gravest;
        }
    }

    /**
     * A version of an API with its results.
     *
     * @param state the most severe of its results; it passes only if every case that applies was played and passed
     * @param counts its results by verdict
     * @param blamed the failed cases of other APIs and versions for which its answer is to blame
     */
    record Cell(CellState state, VerdictCounts counts, int blamed) {
        /** The number of cases that came to an end. */
        int played() {
            return counts.pass() + counts.fail();
        }

        /** The number of cases that apply: all but the skipped ones. */
        int applicable() {
            return counts.total() - counts.skipped();
        }
    }

    /** The matrix of a run. */
    static Matrix of(RunLog log) {
        Map<Integer, RowBuilder> rows = new TreeMap<>();
        RunHeader header = log.header();
        if (header != null) {
            header.known().stream()
                    .filter(KnownApi::brokerListener)
                    .forEach(api -> row(rows, api.key(), api.name()).known = api);
            header.advertised().forEach(api -> row(rows, api.key(), api.name()).advertised = api);
            header.known().stream()
                    .filter(api -> rows.containsKey(api.key()))
                    .forEach(api -> row(rows, api.key(), api.name()).known = api);
        }
        for (CaseResult result : log.results()) {
            ApiVersion api = result.api();
            RowBuilder row = api == null ? row(rows, NO_API, "No single API") : row(rows, api.key(), api.name());
            row.add(api == null ? null : api.version(), result);
            ApiVersion wrong = BlamedAnswer.elsewhere(result);
            if (wrong != null) {
                row(rows, wrong.key(), wrong.name()).blame(wrong.version());
            }
        }
        int columns = columns(rows);
        return new Matrix(
                columns, rows.values().stream().map(row -> row.build(columns)).toList());
    }

    private static RowBuilder row(Map<Integer, RowBuilder> rows, int key, String name) {
        return rows.computeIfAbsent(key, k -> new RowBuilder(k, name));
    }

    private static int columns(Map<Integer, RowBuilder> rows) {
        int last = -1;
        for (RowBuilder row : rows.values()) {
            last = Math.max(last, row.known == null ? -1 : row.known.max());
            last = Math.max(
                    last, row.advertised == null || row.advertised.max() >= MOST_COLUMNS ? -1 : row.advertised.max());
        }
        return Math.min(MOST_COLUMNS, last + 1);
    }

    private static final class RowBuilder {
        private final int key;
        private final String name;
        private @Nullable KnownApi known;
        private @Nullable AdvertisedApi advertised;
        private final Map<@Nullable Integer, List<CaseResult>> results = new HashMap<>();
        private final Map<@Nullable Integer, Integer> blamed = new HashMap<>();

        RowBuilder(int key, String name) {
            this.key = key;
            this.name = name;
        }

        void add(@Nullable Integer version, CaseResult result) {
            results.computeIfAbsent(version, v -> new ArrayList<>()).add(result);
        }

        void blame(@Nullable Integer version) {
            blamed.merge(version, 1, Integer::sum);
        }

        Row build(int columns) {
            List<Cell> cells = new ArrayList<>();
            for (int version = 0; version < columns; version++) {
                cells.add(ofVersion(
                        take(results, version, List.of()), take(blamed, version, 0), withoutResults(version)));
            }
            List<CaseResult> others =
                    results.values().stream().flatMap(List::stream).toList();
            int blamedOthers =
                    blamed.values().stream().mapToInt(Integer::intValue).sum();
            return new Row(
                    key,
                    name,
                    known,
                    advertised,
                    List.copyOf(cells),
                    cell(others, blamedOthers, CellState.NOT_EXISTING));
        }

        private static <T> T take(Map<@Nullable Integer, T> map, int version, T otherwise) {
            T taken = map.remove(version);
            return taken == null ? otherwise : taken;
        }

        private CellState withoutResults(int version) {
            if (advertised != null && version >= advertised.min() && version <= advertised.max()) {
                return CellState.UNCHECKED;
            }
            return known != null && version >= known.min() && version <= known.max()
                    ? CellState.NOT_ADVERTISED
                    : CellState.NOT_EXISTING;
        }

        /** A version that the target rightly refuses, because it does not advertise it, does not count as answered. */
        private static Cell ofVersion(List<CaseResult> results, int blamed, CellState otherwise) {
            Cell cell = cell(results, blamed, otherwise);
            boolean advertised = otherwise == CellState.UNCHECKED;
            boolean refused = !cell.state().troubled();
            return refused && !advertised ? new Cell(otherwise, cell.counts(), blamed) : cell;
        }

        private static Cell cell(List<CaseResult> results, int blamed, CellState otherwise) {
            CellState state = blamed > 0 ? CellState.BLAMED : otherwise;
            for (CaseResult result : results) {
                state = stateOf(result).moreSevere(state);
            }
            VerdictCounts counts = VerdictCounts.of(results);
            boolean partly = state == CellState.UNPLAYED && counts.pass() > 0;
            return new Cell(partly ? CellState.PARTLY : state, counts, blamed);
        }

        private static CellState stateOf(CaseResult result) {
            return switch (result.verdict()) {
                case FAIL -> result.check().level() == Level.MUST ? CellState.FAIL : CellState.DEPARTS;
                case ERROR -> CellState.ERROR;
                case BLOCKED, NOT_PLAYED -> CellState.UNPLAYED;
                case SKIPPED -> CellState.SKIPPED;
                case PASS -> CellState.PASS;
            };
        }
    }
}
