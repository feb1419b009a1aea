package io.kspec.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Profiles;
import io.kspec.suite.launch.ConformanceRun;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every check says of itself. */
class DeclaredChecksTest {
    private static final List<ConformanceTest> CHECKS = ConformanceRun.checks();
    private static final int MANY = 40;
    private static final String PLAUSIBLE = "plausible.";

    static Stream<ConformanceTest> checks() {
        return CHECKS.stream();
    }

    @Test
    void noTwoChecksHaveTheSameId() {
        assertThat(CHECKS.stream().map(ConformanceTest::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void anIdIsAnAreaAndAFewWords(ConformanceTest check) {
        assertThat(check.id()).matches("[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aCheckSaysWhatIsRequiredWhereAndWhy(ConformanceTest check) {
        assertThat(check.requirement()).as("%s, requirement", check.id()).endsWith(".");
        assertThat(check.source()).as("%s, source", check.id()).isNotBlank();
        assertThat(check.why()).as("%s, why", check.id()).isNotBlank();
        assertThat(Profiles.ALL).as("%s, profile", check.id()).contains(Profiles.of(check));
    }

    @Test
    void checksBelongToTheClientsThatNeedThem() {
        Map<String, String> profiles = CHECKS.stream().collect(Collectors.toMap(ConformanceTest::id, Profiles::of));

        assertThat(profiles)
                .containsEntry("metadata.topic-is-shown", "core")
                .containsEntry("wire.well-formed-answer", "core")
                .containsEntry("ready.topic", "core")
                .containsEntry("ready.group", "consumer-group")
                .containsEntry("ready.producer-id", "idempotence")
                .containsEntry("produce.records-come-back", "producer")
                .containsEntry("fetch.end-is-empty", "consumer")
                .containsEntry("join-group.first-member-leads", "consumer-group")
                .containsEntry("delete-groups.offsets-are-gone", "admin")
                .containsEntry("consumer-group-heartbeat.member-joins", "consumer-protocol")
                .containsEntry("offset-commit.stale-member-epoch-refused", "consumer-protocol")
                .containsEntry("share-fetch.records-delivered", "share-groups")
                .containsEntry("streams-group-heartbeat.member-joins", "streams-groups")
                .containsEntry("list-groups.streams-group", "streams-groups")
                .containsEntry("push-telemetry.accepted", "telemetry")
                .containsEntry("alter-client-quotas.unknown-quota-refused", "quotas")
                .containsEntry("describe-configs.reads-back", "admin")
                .containsEntry("produce.sequence-repeated", "idempotence")
                .containsEntry("fetch.open-transaction-hidden", "transactions")
                .containsEntry("produce.hostile-batches-refused", "robustness");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aCheckSweepsVersionsThatThereAre(ConformanceTest check) {
        assertThat(check.needs())
                .allSatisfy(api -> assertThat(Catalog.standard().api(api)).isNotNull());
        Versions wanted = Versions.parse(check.versions());
        boolean ofOneApi = !check.api().isEmpty() && !check.api().equals(ConformanceTest.EVERY_API);
        if (ofOneApi) {
            assertThat(Catalog.standard()
                            .api(check.api())
                            .versions()
                            .intersect(wanted)
                            .isEmpty())
                    .as("%s: versions %s of %s", check.id(), wanted, check.api())
                    .isFalse();
        }
    }

    @Test
    void everyApiThatTheMockAnswersHasACheckOfMeaning() throws IOException {
        Set<String> answered = apisOfTheMock();
        Set<String> checked = CHECKS.stream().map(ConformanceTest::api).collect(Collectors.toSet());

        assertThat(answered).filteredOn(api -> !checked.contains(api)).isEmpty();
        assertThat(CHECKS.stream().filter(check -> answered.contains(check.api())))
                .hasSizeGreaterThanOrEqualTo(MANY);
    }

    /** The APIs that the mock broker advertises: those that it has handlers for. */
    private static Set<String> apisOfTheMock() throws IOException {
        try (MockBroker broker = MockBroker.builder().clientTelemetry(true).start();
                Stage stage = Stage.on(new Target(broker.host(), broker.port())).open()) {
            Set<Integer> keys = stage.advertised().ranges().keySet();
            assertThat(keys).isNotEmpty();
            return keys.stream()
                    .map(key -> Catalog.standard().find(key).orElseThrow().name())
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everyKindOfImplausibleValueThatAResponseCanHaveIsJudged() {
        Set<ImplausibleKind> kinds = EnumSet.noneOf(ImplausibleKind.class);
        for (ApiSpec api : Catalog.standard().apis()) {
            IntStream.rangeClosed(api.versions().lowest(), api.versions().highest())
                    .forEach(version -> kinds.addAll(Plausibility.kinds(api, version)));
        }
        assertThat(CHECKS.stream().map(ConformanceTest::id).filter(id -> id.startsWith(PLAUSIBLE)))
                .containsExactlyInAnyOrderElementsOf(
                        kinds.stream().map(DeclaredChecksTest::id).toList());
    }

    @Test
    void anImplausibleValueThatRealClientsStumbleOverIsAMust() {
        Map<String, ImplausibleKind> kinds = Arrays.stream(ImplausibleKind.values())
                .collect(Collectors.toMap(DeclaredChecksTest::id, Function.identity()));
        assertThat(CHECKS.stream().filter(check -> check.id().startsWith(PLAUSIBLE)))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.level())
                        .as(check.id())
                        .isEqualTo(
                                clientsReact(Objects.requireNonNull(kinds.get(check.id())))
                                        ? Level.MUST
                                        : Level.SHOULD));
    }

    private static boolean clientsReact(ImplausibleKind kind) {
        return Catalog.standard().apis().stream()
                .anyMatch(api -> !ClientReactions.to(kind, api.name()).isEmpty());
    }

    private static String id(ImplausibleKind kind) {
        return PLAUSIBLE + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
