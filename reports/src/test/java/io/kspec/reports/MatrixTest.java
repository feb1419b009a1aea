package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.VerdictCounts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {
    private static Matrix.Row row(Matrix matrix, String name) {
        return matrix.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + name));
    }

    private static CaseResult pass(int key, String name, int version) {
        return CaseResult.passed(
                SampleRun.check("wire.answers", "It answers", Level.MUST), new ApiVersion(key, name, version), 1, 1);
    }

    @Test
    void aCellShowsTheMostSevereOfItsResults() {
        Matrix matrix = Matrix.of(SampleRun.young());
        assertThat(row(matrix, "OffsetFetch").cells().get(2).state()).isEqualTo(CellState.FAIL);
        assertThat(row(matrix, "OffsetFetch").cells().get(2).counts()).isEqualTo(new VerdictCounts(5, 2, 0, 0, 0, 0));
        assertThat(row(matrix, "DescribeGroups").cells().get(0).state()).isEqualTo(CellState.DEPARTS);
        assertThat(row(matrix, "Fetch").cells().get(9).state()).isEqualTo(CellState.ERROR);
        assertThat(row(matrix, "Produce").cells().get(0).state()).isEqualTo(CellState.PASS);
        assertThat(row(matrix, "AddPartitionsToTxn").other().state()).isEqualTo(CellState.SKIPPED);
    }

    @Test
    void versionsWithoutResultsSayWhy() {
        AdvertisedApi produce = new AdvertisedApi(0, "Produce", 3, 5);
        Matrix.Row row = row(Matrix.of(SampleRun.log(List.of(produce), List.of(pass(0, "Produce", 4)))), "Produce");
        assertThat(row.cells().subList(0, 7))
                .extracting(Matrix.Cell::state)
                .containsExactly(
                        CellState.NOT_ADVERTISED,
                        CellState.NOT_ADVERTISED,
                        CellState.NOT_ADVERTISED,
                        CellState.UNCHECKED,
                        CellState.PASS,
                        CellState.UNCHECKED,
                        CellState.NOT_ADVERTISED);
        assertThat(row.cells().get(18).state()).isEqualTo(CellState.NOT_EXISTING);
    }

    @Test
    void aTargetThatClaimsEveryVersionDoesNotWidenTheMatrix() {
        List<AdvertisedApi> claims =
                List.of(new AdvertisedApi(0, "Produce", 0, 32767), new AdvertisedApi(777, "key 777", -5, 2));
        Matrix matrix = Matrix.of(SampleRun.log(claims, List.of()));
        assertThat(matrix.columns()).isEqualTo(19);
        assertThat(row(matrix, "key 777").cells().get(1).state()).isEqualTo(CellState.UNCHECKED);
    }

    @Test
    void resultsOfNoColumnAreKept() {
        List<CaseResult> results = new ArrayList<>(List.of(pass(18, "ApiVersions", 99), pass(18, "ApiVersions", -1)));
        results.add(CaseResult.skipped(SampleRun.check("run.alive", "It lives", Level.MUST), null, "why not"));
        Matrix matrix = Matrix.of(SampleRun.log(List.of(), results));
        assertThat(row(matrix, "ApiVersions").other().counts().pass()).isEqualTo(2);
        Matrix.Row last = matrix.rows().get(matrix.rows().size() - 1);
        assertThat(last.name()).isEqualTo("No single API");
        assertThat(last.other().state()).isEqualTo(CellState.SKIPPED);
    }

    @Test
    void aVersionThatWasNotFullyPlayedDoesNotPass() {
        AdvertisedApi fetch = new AdvertisedApi(1, "Fetch", 4, 6);
        Check check = SampleRun.check("fetch.long", "It waits", Level.MUST);
        Matrix.Row row = row(
                Matrix.of(SampleRun.log(
                        List.of(fetch),
                        List.of(
                                pass(1, "Fetch", 4),
                                CaseResult.skipped(check, new ApiVersion(1, "Fetch", 4), "no"),
                                pass(1, "Fetch", 5),
                                CaseResult.blocked(check, new ApiVersion(1, "Fetch", 5), "no leader", "a leader"),
                                CaseResult.notPlayed(check, new ApiVersion(1, "Fetch", 6), "interrupted")))),
                "Fetch");
        assertThat(row.cells().get(4).state()).isEqualTo(CellState.PASS);
        assertThat(row.cells().get(5).state()).isEqualTo(CellState.PARTLY);
        assertThat(row.cells().get(5).played()).isEqualTo(1);
        assertThat(row.cells().get(5).applicable()).isEqualTo(2);
        assertThat(row.cells().get(6).state()).isEqualTo(CellState.UNPLAYED);
    }

    @Test
    void theApiWhoseAnswerWasWrongIsMarked() {
        Matrix matrix = Matrix.of(SampleRun.log(
                List.of(new AdvertisedApi(3, "Metadata", 0, 8)),
                List.of(pass(3, "Metadata", 8), SampleCauses.topicIdIsUnknown(4), SampleCauses.topicIdIsUnknown(5))));
        Matrix.Cell metadata = row(matrix, "Metadata").cells().get(8);
        assertThat(metadata.state()).isEqualTo(CellState.BLAMED);
        assertThat(metadata.blamed()).isEqualTo(2);
        assertThat(row(matrix, "Fetch").cells().get(4).state()).isEqualTo(CellState.FAIL);
        assertThat(row(matrix, "Metadata").state().troubled()).isTrue();
    }

    @Test
    void aLogWithoutHeaderStillHasRowsForItsResults() {
        Matrix matrix = Matrix.of(new RunLog(null, List.of(pass(18, "ApiVersions", 3)), null, List.of()));
        assertThat(matrix.columns()).isZero();
        assertThat(row(matrix, "ApiVersions").other().state()).isEqualTo(CellState.PASS);
    }
}
