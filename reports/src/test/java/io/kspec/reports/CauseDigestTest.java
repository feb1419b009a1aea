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
import org.junit.jupiter.api.Test;

class CauseDigestTest {
    private static final String TITLE = "OffsetFetch: ErrorCode is 69 GROUP_ID_NOT_FOUND instead of 0 NONE";

    @Test
    void aFaceThatRepeatsTheTitleTellsItsVersionsAlone() {
        assertThat(faces(TITLE, "OffsetFetch v2 to v4", "ErrorCode is 69 GROUP_ID_NOT_FOUND instead of 0 NONE"))
                .containsExactly("OffsetFetch v2–v4");
        assertThat(faces(TITLE, "", TITLE)).containsExactly("OffsetFetch v2–v4");
    }

    @Test
    void aFaceThatSaysMoreIsToldWhole() {
        assertThat(faces(TITLE, "OffsetFetch v2 to v4", "ErrorCode is 16 NOT_COORDINATOR instead of 0 NONE"))
                .containsExactly("OffsetFetch v2 to v4: ErrorCode is 16 NOT_COORDINATOR instead of 0 NONE");
        assertThat(faces("ListGroups: Groups is empty", "ListGroups v5", "Groups is empty"))
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
                List.of(Face.of("the target dies or hangs", List.of(death))),
                List.of(),
                List.of());
        assertThat(new CauseDigest(1, cause).faces()).isEmpty();
    }

    /** The faces of a cause that has one, of cases about OffsetFetch. */
    private static List<String> faces(String title, String place, String fault) {
        List<CaseResult> cases = IntStream.rangeClosed(2, 4)
                .mapToObj(version -> CaseResult.passed(
                        SampleRun.check("ready.group-offsets", "Offsets are found", Level.MUST),
                        new ApiVersion(9, "OffsetFetch", version),
                        0,
                        0))
                .toList();
        Face face = place.isEmpty()
                ? Face.of(fault, cases)
                : new Face(place.substring(0, place.indexOf(' ')), place + ": " + fault, fault, cases);
        return new CauseDigest(
                        1,
                        new Cause(
                                "OffsetFetch ErrorCode",
                                title,
                                Severity.CLIENTS_FAIL,
                                List.of(face),
                                List.of(),
                                List.of()))
                .faces();
    }
}
