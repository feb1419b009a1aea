package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseFactsTest {

    private static final String EXAMPLE =
            """
            # A comment.
            release: 3.9.2
            keys: 61
            pairs: 262

            answer: Produce
            releases: from 4.0
            versions: 0-2
            exchange: a batch
            path: Topics\\[\\d+].outcome
            reason: Old clients
              need them.

            check: create-topics.validate-only
            releases: before 3.3
            cases: CreateTopics v[1-7]
            reason: It is a preview.
            """;

    private final ReleaseFacts facts = ReleaseFacts.parse(EXAMPLE);

    @Test
    void aReleaseHasItsFigures() {
        assertThat(facts.advertised("3.9.2")).hasValue(new AdvertisedCount(61, 262));
        assertThat(facts.advertised("3.9.1")).isEmpty();
    }

    @Test
    void anAnswerIsLookedUpByRelease() {
        assertThat(facts.answers(List.of("3.3.2", "3.9.2"))).isEmpty();
        assertThat(facts.answers(List.of("3.9.2", "4.3.1")))
                .singleElement()
                .extracting(AnswerDifference::reason)
                .isEqualTo("Old clients need them.");
    }

    @ParameterizedTest
    @CsvSource({
        "4.3.1, Produce, 2, a batch, Topics[0].outcome, true",
        "3.9.2, Produce, 2, a batch, Topics[0].outcome, false",
        "4.3.1, Fetch,   2, a batch, Topics[0].outcome, false",
        "4.3.1, Produce, 3, a batch, Topics[0].outcome, false",
        "4.3.1, Produce, 2, another, Topics[0].outcome, false",
        "4.3.1, Produce, 2, a batch, Topics[x].outcome, false"
    })
    void anAnswerCoversOnlyWhatItNames(
            String release, String api, int version, String exchange, String path, boolean covered) {
        AnswerDifference difference = facts.answers(List.of("4.3.1")).get(0);
        assertThat(difference.covers(release, api, version, exchange, path)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "2.8.2, create-topics.validate-only, CreateTopics v1, true",
        "3.3.2, create-topics.validate-only, CreateTopics v1, false",
        "2.8.2, create-topics.invalid,       CreateTopics v1, false",
        "2.8.2, create-topics.validate-only, CreateTopics v0, false"
    })
    void aDepartureCoversOnlyWhatItNames(String release, String check, String apiAndVersion, boolean covered) {
        assertThat(facts.departures("2.8.2").get(0).covers(release, check, apiAndVersion))
                .isEqualTo(covered);
        assertThat(facts.departures("3.3.2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys: 61                 | keys: many         | line 2, paragraph release, keys: ",
                "keys: 61                 | kyes: 61           | line 2, paragraph release: expected one of [release, keys, pairs]",
                "pairs: 262               | keys: 262          | line 4: keys is given twice",
                "release: 3.9.2           | release: 3.9       | found \"3.9\"",
                "release: 3.9.2           | realese: 3.9.2     | line 2: expected a paragraph that begins with release",
                "from 4.0                 | since 4.0          | line 6, paragraph answer, releases: expected a range such as",
                "from 4.0                 | from 4             | line 6, paragraph answer, releases: expected a range such as",
                "versions: 0-2            | versions: all      | line 6, paragraph answer, versions: ",
                "reason: It is a preview. | # no reason        | line 14, paragraph check: expected reason",
                "reason: It is a preview. | because            | line 17: expected \"name: value\", found \"because\"",
                "cases: CreateTopics      | cases: (           | line 14, paragraph check, cases: "
            })
    void aMistakeIsNamedWithItsLine(String right, String wrong, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseFacts.parse(EXAMPLE.replace(right, wrong)))
                .withMessageStartingWith("releases.txt, ")
                .withMessageContaining(message);
    }

    @Test
    void aReleaseIsDeclaredOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseFacts.parse(EXAMPLE + "\nrelease: 3.9.2\nkeys: 1\npairs: 1\n"))
                .withMessageContaining("release 3.9.2 is given twice");
    }

    @Test
    void theDeclaredFactsAreReadable() {
        ReleaseFacts declared = ReleaseFacts.declared();
        assertThat(declared.advertised(ReferenceReleases.newest()))
                .as("what %s advertises", ReferenceReleases.newest())
                .isPresent();
        assertThat(declared.answers(List.of("3.9.2", "4.3.1"))).hasSizeGreaterThan(3);
        assertThat(declared.departures("2.8.2")).hasSize(5);
    }
}
