package io.kspec.clients.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Face;
import io.kspec.runlog.cause.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CauseReviewTest {
    private static final String LIST =
            """
            - cause: an unknown group is said to be not found
              says: 69 GROUP_ID_NOT_FOUND
              cases:
                heartbeat.unknown: Heartbeat 0-2, LeaveGroup 3
                connection.garbage: once
              kafka: answers 25
              clients: none
            """;

    private final Path file;
    private List<ReviewedCause> reviewed = List.of();

    CauseReviewTest(@TempDir Path folder) {
        file = folder.resolve("causes.yaml");
    }

    @BeforeEach
    void read() throws IOException {
        reviewed = ReviewedCauses.read(Files.writeString(file, LIST));
    }

    private static List<String> review(List<ReviewedCause> listed, List<Cause> causes) {
        return review(listed, causes, Set.of());
    }

    private static List<String> review(List<ReviewedCause> listed, List<Cause> causes, Set<FailedCase> unplayed) {
        return CauseReview.of(listed, causes, unplayed).stream()
                .map(ToReview::text)
                .toList();
    }

    private static CaseResult failed(String check, String api, int version) {
        return CaseResult.failed(
                new Check(check, "t", Level.MUST, "r", "s", "w", "core"),
                api.isEmpty() ? null : new ApiVersion(1, api, version),
                new Failure("25", "69", List.of()),
                1,
                1,
                List.of(),
                null,
                List.of());
    }

    private static Cause cause(String says, CaseResult... cases) {
        return new Cause(
                "id",
                "Heartbeat is wrong",
                Severity.CLIENTS_FAIL,
                List.of(Face.of(says, List.of(cases))),
                List.of(),
                List.of());
    }

    private static CaseResult[] listedCases() {
        return IntStream.range(0, 5)
                .mapToObj(i -> i < 3
                        ? failed("heartbeat.unknown", "Heartbeat", i)
                        : i == 3 ? failed("heartbeat.unknown", "LeaveGroup", 3) : failed("connection.garbage", "", 0))
                .toArray(CaseResult[]::new);
    }

    @Test
    void whatWasReviewedAndFoundLeavesNothingToReview() {
        assertThat(review(reviewed, List.of(cause("found 69 GROUP_ID_NOT_FOUND", listedCases()))))
                .isEmpty();
    }

    @Test
    void aReviewedCauseMayBeToldInOneOfSeveralWays() throws IOException {
        Files.writeString(
                file, LIST.replace("says: 69 GROUP_ID_NOT_FOUND", "says: [no topics, 69 GROUP_ID_NOT_FOUND]"));
        List<ReviewedCause> several = ReviewedCauses.read(file);

        assertThat(review(several, List.of(cause("found no topics", listedCases()))))
                .isEmpty();
        assertThat(review(several, List.of(cause("found 15", listedCases())))).hasSize(2);
    }

    @Test
    void oneReviewedCauseMayBeToldAsTwo() {
        CaseResult[] all = listedCases();
        Cause one = cause("found 69 GROUP_ID_NOT_FOUND", all[0], all[1]);
        Cause two = cause("found 69 GROUP_ID_NOT_FOUND here too", all[2], all[3], all[4]);

        assertThat(review(reviewed, List.of(one, two))).isEmpty();
    }

    @Test
    void aCauseThatIsNotListedIsGivenAsAnEntryToComplete() {
        List<String> problems = review(List.of(), List.of(cause("says \"15\"", listedCases())));

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("heartbeat.unknown: Heartbeat 0-2, LeaveGroup 3")
                .contains("connection.garbage: once")
                .contains("# says \"15\"")
                .contains("- cause: \"Heartbeat is wrong\"");
    }

    @Test
    void theSameCasesWithAnotherCauseAreNotReviewed() {
        List<String> problems = review(reviewed, List.of(cause("found 15", listedCases())));

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).startsWith("not reviewed");
        assertThat(problems.get(1)).isEqualTo("listed, but not found: an unknown group is said to be not found");
    }

    @Test
    void aListedCauseThatIsNotFoundAnyMoreIsNamed() {
        assertThat(review(reviewed, List.of()))
                .containsExactly("listed, but not found: an unknown group is said to be not found");
    }

    @Test
    void casesBeyondTheListedOnesAndListedCasesThatPassAreNamed() {
        CaseResult[] all = listedCases();
        all[2] = failed("heartbeat.unknown", "Heartbeat", 4);

        List<String> problems = review(reviewed, List.of(cause("69 GROUP_ID_NOT_FOUND", all)));

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("not listed").contains("heartbeat.unknown: Heartbeat 4");
        assertThat(problems.get(1)).contains("does not fail").contains("heartbeat.unknown: Heartbeat 2");
    }

    @Test
    void theCasesThatDifferAreGiven() {
        CaseResult[] all = listedCases();
        all[2] = failed("heartbeat.unknown", "Heartbeat", 4);

        assertThat(CauseReview.of(reviewed, List.of(cause("69 GROUP_ID_NOT_FOUND", all)), Set.of()))
                .extracting(ToReview::cases)
                .containsExactly(
                        Set.of(new FailedCase("heartbeat.unknown", "Heartbeat", 4)),
                        Set.of(new FailedCase("heartbeat.unknown", "Heartbeat", 2)));
        assertThat(CauseReview.of(reviewed, List.of(), Set.of()))
                .extracting(ToReview::cases)
                .containsExactly(reviewed.get(0).cases());
    }

    @Test
    void casesThatMayFailNeedNot() throws IOException {
        Files.writeString(file, LIST.replace("kafka:", "may: [heart*]\n  kafka:"));
        List<ReviewedCause> lenient = ReviewedCauses.read(file);
        CaseResult[] more = Arrays.copyOf(listedCases(), 6);
        more[5] = failed("heartbeat.other", "Heartbeat", 9);

        assertThat(review(lenient, List.of(cause("69 GROUP_ID_NOT_FOUND", listedCases()))))
                .isEmpty();
        assertThat(review(lenient, List.of(cause("69 GROUP_ID_NOT_FOUND", more))))
                .isEmpty();
        assertThat(review(reviewed, List.of(cause("69 GROUP_ID_NOT_FOUND", more))))
                .singleElement()
                .asString()
                .contains("heartbeat.other: Heartbeat 9");
    }

    @Test
    void listedCasesThatWereNotPlayedNeedNotFail() {
        CaseResult[] all = listedCases();
        List<Cause> causes = List.of(cause("69 GROUP_ID_NOT_FOUND", all[0], all[1], all[4]));
        Set<FailedCase> blocked = Set.of(FailedCase.of(all[2]), FailedCase.of(all[3]));

        assertThat(review(reviewed, causes, blocked)).isEmpty();
        assertThat(review(reviewed, causes))
                .singleElement()
                .asString()
                .contains("does not fail")
                .contains("Heartbeat 2, LeaveGroup 3");
    }

    @Test
    void aListedCauseNeedNotBeFoundIfNoneOfItsCasesWasPlayed() {
        List<FailedCase> all = Arrays.stream(listedCases()).map(FailedCase::of).toList();

        assertThat(review(reviewed, List.of(), Set.copyOf(all))).isEmpty();
        assertThat(review(reviewed, List.of(), Set.copyOf(all.subList(1, 5))))
                .containsExactly("listed, but not found: an unknown group is said to be not found");
    }

    @Test
    void aCauseWithoutCasesOfItsOwnIsFoundUnlessOneThatItMayFailWasNotPlayed() throws IOException {
        String mayOnly = LIST.substring(0, LIST.indexOf("  cases:")) + "  cases: {}\n  may: [heart*]\n"
                + LIST.substring(LIST.indexOf("  kafka:"));
        Files.writeString(file, mayOnly);
        List<ReviewedCause> lenient = ReviewedCauses.read(file);

        assertThat(review(lenient, List.of())).singleElement().asString().startsWith("listed, but not found");
        assertThat(review(lenient, List.of(), Set.of(FailedCase.of(listedCases()[0]))))
                .isEmpty();
    }

    @Test
    void aListedCaseMayFailBecauseOfAnotherListedCauseInstead() throws IOException {
        Files.writeString(
                file,
                LIST
                        + """
                        - cause: a Heartbeat kills
                          says: kills the target
                          cases: {}
                          may: [heartbeat.*]
                          kafka: lives
                          clients: none
                        """);
        List<ReviewedCause> two = ReviewedCauses.read(file);
        CaseResult[] all = listedCases();
        Cause first = cause("69 GROUP_ID_NOT_FOUND", all[1], all[2], all[3], all[4]);

        assertThat(review(two, List.of(first, cause("kills the target", all[0]))))
                .isEmpty();
        assertThat(review(reviewed, List.of(first, cause("kills the target", all[0]))))
                .hasSize(2);
    }

    @Test
    void ofTwoListedCausesThatAreToldAlikeTheOneWithMoreOfTheCasesIsMeant() throws IOException {
        Files.writeString(
                file,
                """
                - cause: Metadata too
                  says: GROUP_ID_NOT_FOUND
                  cases: {}
                  may: [connection.*]
                  kafka: answers 25
                  clients: none
                """
                        + LIST);
        List<ReviewedCause> alike = ReviewedCauses.read(file);

        assertThat(review(alike, List.of(cause("69 GROUP_ID_NOT_FOUND", listedCases()))))
                .containsExactly("listed, but not found: Metadata too");
    }

    @Test
    void aListWithTyposIsRefusedWithTheLine() throws IOException {
        Files.writeString(file, LIST.replace("0-2", "zero").replace("says:", "say:"));

        assertThatThrownBy(() -> ReviewedCauses.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("say")
                .hasMessageContaining("Heartbeat zero");
    }
}
