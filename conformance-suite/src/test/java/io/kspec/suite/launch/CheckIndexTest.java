package io.kspec.suite.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Judges;
import io.kspec.suite.session.Selection;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckIndexTest {
    @Test
    void everyAreaThatHasChecksOrScenariosHasAPlaceInTheOrder() {
        Set<String> areas = CheckIndex.all().stream()
                .map(indexed -> indexed.method().getDeclaringClass().getPackageName())
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());

        areas.add("scenario");
        assertThat(areas).containsExactlyInAnyOrderElementsOf(CheckOrder.AREAS);
    }

    @Test
    void checksThatJudgeOthersComeLast() {
        List<Method> played = CheckIndex.all().stream()
                .map(IndexedCheck::method)
                .sorted(CheckOrder.WAITING_FIRST)
                .toList();
        List<Boolean> judges = played.stream()
                .map(method -> method.isAnnotationPresent(Judges.class))
                .toList();

        assertThat(judges).isSorted().contains(true, false);
    }

    @Test
    void checksThatWaitForLongComeFirst() {
        List<Boolean> waiting = CheckIndex.all().stream()
                .sorted(Comparator.comparing(IndexedCheck::method, CheckOrder.WAITING_FIRST))
                .map(indexed -> !indexed.check().waits())
                .toList();

        assertThat(waiting).isSorted().contains(true, false);
    }

    @Test
    void checksAreOrderedByRisk() {
        assertThat(phase("ready.coordinator")).isEqualTo(Phase.READY);
        assertThat(phase("wire.well-formed-answer")).isEqualTo(Phase.WELL_FORMED);
        assertThat(phase("connection.any-client-id")).isEqualTo(Phase.WELL_FORMED);
        assertThat(phase("fetch.end-is-empty")).isEqualTo(Phase.MEANING);
        assertThat(phase("metadata.null-means-all-topics")).isEqualTo(Phase.ALONE);
        assertThat(phase("wire.unknown-api-refused")).isEqualTo(Phase.HOSTILE);
        assertThat(phase("wire.unadvertised-version-refused")).isEqualTo(Phase.HOSTILE);
        assertThat(phase("plausible.leader-unknown")).isEqualTo(Phase.JUDGING);
        assertThat(Phase.values())
                .containsExactly(
                        Phase.READY, Phase.WELL_FORMED, Phase.MEANING, Phase.ALONE, Phase.HOSTILE, Phase.JUDGING);
    }

    private static Phase phase(String id) {
        return CheckIndex.all().stream()
                .filter(indexed -> indexed.check().id().equals(id))
                .map(Phase::of)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTargetIsMadeReadyForWhatTheSelectedChecksNeed() {
        assertThat(preparing("produce.sequence-repeated")).containsExactly("ready.producer-id");
        assertThat(preparing("offset-commit.last-one-counts"))
                .containsExactly("ready.coordinator", "ready.group-offsets");
        assertThat(preparing("heartbeat.member-lives"))
                .containsExactly("ready.coordinator", "ready.group", "ready.group-offsets");
        assertThat(preparing("metadata.topic-is-shown")).isEmpty();
    }

    @Test
    void excludedChecksDoNotMakeTheTargetReady() {
        assertThat(checks(select(List.of("heartbeat.member-lives"), List.of("ready.*"), Set.of())))
                .extracting(ConformanceTest::id)
                .containsExactly("heartbeat.member-lives");
    }

    private static List<String> preparing(String check) {
        return checks(select(List.of(check), List.of(), Set.of())).stream()
                .map(ConformanceTest::id)
                .filter(id -> !id.equals(check))
                .toList();
    }

    @Test
    void aJudgeAloneIsFedByTheHarmlessChecksOfItsApis() {
        List<ConformanceTest> played = checks(select(List.of("plausible.leader-unknown"), List.of(), Set.of()));

        assertThat(played)
                .extracting(ConformanceTest::id)
                .contains("plausible.leader-unknown", "metadata.topic-is-shown", "wire.well-formed-answer")
                .doesNotContain("plausible.checksum", "fetch.end-is-empty", "wire.truncated-request-refused");
        assertThat(played).noneMatch(ConformanceTest::hostile);
    }

    @Test
    void excludedChecksFeedNothing() {
        assertThat(checks(select(
                        List.of("plausible.leader-unknown"), List.of("metadata.*", "cluster.*", "ready.*"), Set.of())))
                .extracting(ConformanceTest::id)
                .containsExactly(
                        "plausible.leader-unknown",
                        "rules.absent-tags-are-defaults",
                        "rules.any-client-id",
                        "rules.bad-item-spares-siblings",
                        "rules.every-item-answered-once",
                        "rules.same-request-same-answer",
                        "rules.throttle-time-can-be",
                        "rules.unknown-tags-ignored",
                        "wire.well-formed-answer");
    }

    @Test
    void aJudgeAmongOthersIsFedByThemAlone() {
        assertThat(checks(select(List.of("plausible.*", "fetch.end-is-empty"), List.of(), Set.of())))
                .extracting(ConformanceTest::id)
                .filteredOn(id -> !id.startsWith("plausible."))
                .containsExactly("fetch.end-is-empty");
    }

    @Test
    void aJudgeOfOtherApisThanTheSelectedOnesIsNotPlayed() {
        assertThat(checks(select(List.of(), List.of(), Set.of("Metadata"))))
                .extracting(ConformanceTest::id)
                .contains("plausible.leader-unknown", "metadata.topic-is-shown")
                .doesNotContain("plausible.checksum", "fetch.end-is-empty");
    }

    @Test
    void nothingIsPlayedForASelectionOfNothing() {
        assertThat(checks(select(List.of("no.such-check"), List.of(), Set.of())))
                .isEmpty();
    }

    private static List<ConformanceTest> checks(Selection selection) {
        return CheckIndex.playedFor(selection).stream().map(IndexedCheck::check).toList();
    }

    private static Selection select(List<String> include, List<String> exclude, Set<String> apis) {
        return Selection.EVERYTHING.including(include).excluding(exclude).withApis(apis);
    }
}
