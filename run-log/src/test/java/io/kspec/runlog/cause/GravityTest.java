package io.kspec.runlog.cause;

import static io.kspec.runlog.cause.Cases.api;
import static io.kspec.runlog.cause.Cases.check;
import static io.kspec.runlog.cause.Cases.deadly;
import static io.kspec.runlog.cause.Cases.failed;
import static io.kspec.runlog.cause.Cases.guess;
import static io.kspec.runlog.cause.Cases.harmful;
import static io.kspec.runlog.cause.Cases.hostile;
import static io.kspec.runlog.cause.Cases.should;
import static io.kspec.runlog.cause.Cases.silent;
import static io.kspec.runlog.cause.Cases.undecodable;
import static io.kspec.runlog.cause.Cases.unexplained;
import static io.kspec.runlog.cause.Cases.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Rival;
import java.util.List;
import org.junit.jupiter.api.Test;

class GravityTest {
    private static Severity severity(CaseResult... results) {
        return Causes.of(List.of(results)).gravestFirst().get(0).severity();
    }

    @Test
    void theCausesAreListedGravestFirst() {
        List<CaseResult> results = List.of(
                unexplained(hostile("f"), api("Fetch", 1), "an answer", null),
                wrong(should("e"), api("Fetch", 1), "E", "1", "2"),
                wrong(check("d"), api("Fetch", 1), "D", "1", "2"),
                deadly(check("c"), api("ListOffsets", 1)),
                wrong(harmful("b", Harm.DATA_LOST), api("Fetch", 1), "B", "1", "2"),
                undecodable(check("a"), api("Metadata", 1), guess("FIELD_MISSING", "Rack", "Rack is missing", 0.9)));

        assertThat(Causes.of(results).gravestFirst())
                .extracting(Cause::severity)
                .containsExactly(Severity.values());
    }

    @Test
    void noClientConnectsWhereTheFirstAnswersAreBrokenOrLeadNowhere() {
        assertThat(severity(silent(check("a"), api("ApiVersions", 3)))).isEqualTo(Severity.NO_CLIENT_CONNECTS);
        assertThat(severity(wrong(
                        harmful("metadata.brokers-can-be-dialled", Harm.NO_CONNECTION),
                        api("Metadata", 1),
                        "Brokers[0].Host",
                        "an address",
                        "0.0.0.0")))
                .isEqualTo(Severity.NO_CLIENT_CONNECTS);
        assertThat(severity(wrong(check("a"), api("Metadata", 1), "ControllerId", "1", "0")))
                .isEqualTo(Severity.CLIENTS_FAIL);
    }

    @Test
    void anAddressThatLeadsNowhereIsAsGraveWhereOtherChecksMeetItToo() {
        CaseResult[] results = {
            wrong(
                    harmful("metadata.brokers-can-be-dialled", Harm.NO_CONNECTION),
                    api("Metadata", 1),
                    "Brokers[0].Host",
                    "an address",
                    "0.0.0.0"),
            wrong(check("metadata.a"), api("Metadata", 2), "Brokers[0].Host", "a host", "0.0.0.0"),
            wrong(check("metadata.b"), api("Metadata", 3), "Brokers[0].Host", "a host", "0.0.0.0")
        };

        assertThat(severity(results)).isEqualTo(Severity.NO_CLIENT_CONNECTS);
    }

    @Test
    void someClientsConnectWhereOnlySurplusBytesFollowTheFirstAnswers() {
        Rival tags = guess("TAG_BUFFER_ADDED", "TaggedFields", "the tag buffer is repeated at the end", 0.99);
        Rival field = new Rival("FIELD_ADDED", 0, 4, "ThrottleTimeMs", "ThrottleTimeMs is not in v1", 0.9);
        Rival trailing = guess("TRAILING_BYTES", "", "4 bytes follow", 0.01);

        assertThat(severity(undecodable(check("a"), api("Metadata", 9), trailing)))
                .isEqualTo(Severity.CLIENTS_FAIL);
        assertThat(severity(undecodable(check("a"), api("Metadata", 9), tags, trailing)))
                .isEqualTo(Severity.CLIENTS_FAIL);
        assertThat(severity(undecodable(check("a"), api("Metadata", 9), tagsAt(7, 8))))
                .isEqualTo(Severity.CLIENTS_FAIL);
        assertThat(severity(undecodable(check("a"), api("Metadata", 9), tagsAt(6, 7))))
                .isEqualTo(Severity.NO_CLIENT_CONNECTS);
        assertThat(severity(undecodable(check("a"), api("Metadata", 9), field, trailing)))
                .as("bytes that follow because a field before them is wrong")
                .isEqualTo(Severity.NO_CLIENT_CONNECTS);
    }

    /** A superfluous tag buffer in a response of 8 bytes. */
    private static Rival tagsAt(int start, int end) {
        return new Rival("TAG_BUFFER_ADDED", start, end, "TaggedFields", "the tag buffer is repeated", 0.99);
    }

    @Test
    void clientsHangWhereTheVersionThatTheyUseIsNeverAnswered() {
        CaseResult old = silent(check("a"), api("Fetch", 0));
        assertThat(severity(old)).isEqualTo(Severity.DATA_LOST_OR_CLIENTS_HANG);
        assertThat(severity(old, CaseResult.passed(check("a"), api("Fetch", 11), 1, 1)))
                .isEqualTo(Severity.CLIENTS_FAIL);
    }

    @Test
    void theHarmOfAFewChecksOnTheWayDoesNotCount() {
        CaseResult harmful = wrong(harmful("a", Harm.DATA_LOST), api("JoinGroup", 4), "ErrorCode", "79 X", "0 NONE");
        CaseResult other = wrong(check("b"), api("JoinGroup", 4), "ErrorCode", "79 X", "0 NONE");
        CaseResult third = wrong(check("c"), api("JoinGroup", 4), "ErrorCode", "79 X", "0 NONE");

        assertThat(severity(harmful, other, third)).isEqualTo(Severity.CLIENTS_FAIL);
        assertThat(severity(harmful, other)).isEqualTo(Severity.DATA_LOST_OR_CLIENTS_HANG);
    }

    @Test
    void ofTwoEquallyGraveTheOneThatStopsMoreClientsComesFirst() {
        Failure failure = new Failure("It holds.", "nothing", List.of());
        CaseResult one = failed(check("a"), api("Fetch", 1), failure, List.of(), null, "Java");
        CaseResult two = failed(check("b"), api("Fetch", 1), failure, List.of(), null, "Java", "Sarama");

        assertThat(Causes.of(List.of(one, two)).gravestFirst())
                .extracting(cause -> cause.cases().get(0))
                .containsExactly(two, one);
    }
}
