package io.kspec.mock.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers and gaps.txt together cover the message definitions, without overlap. */
class GapsTest {
    private final AnsweredVersions answered = Handlers.versions();
    private final Gaps gaps = Gaps.declared();

    @Test
    void everyVersionOnTheBrokerListenerIsAnsweredOrAGapAndNeverBoth() {
        List<String> problems = new ArrayList<>();
        for (ApiSpec api : Catalog.standard().apis()) {
            if (!api.onBrokerListener()) {
                continue;
            }
            for (int v = api.versions().lowest(); v <= api.versions().highest(); v++) {
                boolean isGap = gaps.reason(api, v).isPresent();
                if (isGap == answered.has(api, v)) {
                    problems.add(api.name() + " v" + v
                            + (isGap ? " is answered, and a gap" : " is neither answered nor a gap"));
                }
            }
        }

        assertThat(problems)
                .as("declare the version in its handler, or add or remove its line in gaps.txt")
                .isEmpty();
    }

    @Test
    void noGapIsStale() {
        assertThat(gaps.all()).allSatisfy(gap -> {
            ApiSpec api = Catalog.standard().api(gap.api());
            assertThat(gap.api()).isEqualTo(api.name());
            assertThat(api.onBrokerListener())
                    .as("%s on the broker listener", api)
                    .isTrue();
            assertWithin(api, gap.versions());
        });
    }

    @Test
    void handlersDeclareOnlyVersionsThatTheDefinitionsHave() {
        assertThat(answered.ranges()).isNotEmpty().allSatisfy(GapsTest::assertWithin);
    }

    private static void assertWithin(ApiSpec api, Versions versions) {
        assertThat(versions.isEmpty()).as("%s has versions", api).isFalse();
        assertThat(versions.intersect(api.versions()))
                .as("versions of %s within %s", api, api.versions())
                .isEqualTo(versions);
    }

    @Test
    void aReasonAppliesOnlyToTheVersionsOfItsLine() {
        Gaps some = Gaps.parse(
                """
                # a comment

                Fetch 16-17  no replicas
                Fetch 18     not measured
                """);

        ApiSpec fetch = Catalog.standard().api("Fetch");
        assertThat(some.reason(fetch, 15)).isEmpty();
        assertThat(some.reason(fetch, 17)).contains("no replicas");
        assertThat(some.reason(fetch, 18)).contains("not measured");
        assertThat(some.reason(Catalog.standard().api("Produce"), 17)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fetch 16-17", "Fetch all of them are missing", "Fetch 1-5 once\nFetch 5-6 twice"})
    void aMalformedLineIsRefusedWithItsNumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gaps.parse(text))
                .withMessageStartingWith("gaps.txt line " + text.lines().count() + ": ");
    }
}
