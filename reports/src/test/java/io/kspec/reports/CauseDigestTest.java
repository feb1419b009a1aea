package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Level;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Face;
import io.kspec.runlog.cause.Severity;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CauseDigestTest {
    private static final String TITLE = "OffsetFetch: ErrorCode is 69 GROUP_ID_NOT_FOUND instead of 0 NONE";

    @Test
    void aFaceThatRepeatsTheTitleTellsItsVersionsAlone() {
        assertThat(faces(TITLE, "OffsetFetch v2 to v4: ErrorCode is 69 GROUP_ID_NOT_FOUND instead of 0 NONE"))
                .containsExactly("OffsetFetch v2–v4");
        assertThat(faces(TITLE, TITLE)).containsExactly("OffsetFetch v2–v4");
    }

    @Test
    void aFaceThatSaysMoreIsToldWhole() {
        String more = "OffsetFetch v2 to v4: ErrorCode is 16 NOT_COORDINATOR instead of 0 NONE";
        assertThat(faces(TITLE, more)).containsExactly(more);
        assertThat(faces("ListGroups: Groups is empty", "ListGroups v5: Groups is empty"))
                .containsExactly("OffsetFetch v2–v4: ListGroups v5: Groups is empty");
    }

    @Test
    void aFaceOfNoApiThatRepeatsTheTitleIsLeftOut() {
        String title = "An unknown api key is rejected: the target dies or hangs";
        CaseResult death = CaseResult.error(
                SampleRun.check("wire.unknown-api-refused", "An unknown api key is rejected", Level.MUST),
                null,
                "it died",
                0,
                0,
                List.of());
        Cause cause = new Cause(
                "death",
                title,
                Severity.TARGET_DIES,
                List.of(new Face("the target dies or hangs", List.of(death))),
                List.of(),
                List.of());
        assertThat(new CauseDigest(1, cause).faces()).isEmpty();
    }

    private static List<String> faces(String title, String... sentences) {
        List<CaseResult> cases = IntStream.rangeClosed(2, 4)
                .mapToObj(version -> CaseResult.passed(
                        SampleRun.check("ready.group-offsets", "Offsets are found", Level.MUST),
                        new ApiVersion(9, "OffsetFetch", version),
                        0,
                        0))
                .toList();
        List<Face> faces =
                Stream.of(sentences).map(sentence -> new Face(sentence, cases)).toList();
        return new CauseDigest(
                        1,
                        new Cause("OffsetFetch ErrorCode", title, Severity.CLIENTS_FAIL, faces, List.of(), List.of()))
                .faces();
    }
}
