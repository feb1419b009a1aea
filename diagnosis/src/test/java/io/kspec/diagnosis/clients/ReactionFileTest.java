package io.kspec.diagnosis.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.Reaction;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReactionFileTest {
    private static final String FILE =
            """
            {
              // comments are allowed
              "clients": {"Sarama": {"repository": "IBM/sarama", "commit": "bd98b3a"}},
              "faults": [{"id": "boolean", "title": "t", "means": "m", "usually": "u", "checks": ["wire.well-formed-answer"]}],
              "reactions": [
                {
                  "client": "Sarama", "source": "real_decoder.go", "prints": "invalid bool", "fault": "boolean",
                  "when": {"failures": ["INVALID_BOOLEAN"], "apis": ["Metadata"]}
                }
              ]
            }
            """;

    @Test
    void everyClientOfTheStandardFileHasReactions() {
        ReactionFile file = ReactionFile.standard();

        Set<String> named =
                file.reactions().stream().map(rule -> rule.reaction().client()).collect(Collectors.toSet());
        assertThat(file.clients()).hasSize(10).containsOnlyKeys(named);
        assertThat(file.clients().values())
                .allSatisfy(client -> assertThat(client.commit()).matches("[0-9a-f]{7}"));
    }

    @Test
    void noReactionOfTheStandardFileIsListedTwice() {
        Set<Object> seen = new HashSet<>();

        assertThat(ReactionFile.standard().reactions())
                .allSatisfy(
                        rule -> assertThat(seen.add(rule)).as(rule.toString()).isTrue());
    }

    /** What a client does with an implausible value depends on the API, which must be one where it is looked for. */
    @Test
    void reactionsToImplausibleValuesAreLimitedToApisThatCanHaveThem() {
        for (ReactionRule rule : ReactionFile.standard().reactions()) {
            Set<String> kinds = rule.when().implausible();
            if (!kinds.isEmpty()) {
                assertThat(rule.when().apis()).as(rule.toString()).isNotEmpty();
                assertThat(rule.when().apis()).as(rule.toString()).allSatisfy(name -> {
                    ApiSpec api = Catalog.standard().api(name);
                    assertThat(Plausibility.kinds(api, api.versions().highest()))
                            .extracting(Enum::name)
                            .containsAnyElementsOf(kinds);
                });
            }
        }
    }

    /** A text that names an API is shown for that API only. */
    @Test
    void textsThatNameAnApiAreLimitedToIt() {
        for (String api : Set.of("Produce", "Fetch", "Metadata", "ListOffsets", "OffsetFetch", "OffsetCommit")) {
            assertThat(ReactionFile.standard().reactions())
                    .filteredOn(rule -> rule.reaction().text().matches("(?i).*\\b" + api + "(Request)?\\b.*"))
                    .filteredOn(rule -> !rule.when().implausible().isEmpty())
                    .filteredOn(rule -> !rule.source().startsWith("observed"))
                    .allSatisfy(rule -> assertThat(rule.when().apis())
                            .as(rule.toString())
                            .hasSize(1)
                            .allMatch(each ->
                                    api.equals(each) || rule.reaction().text().contains("cached metadata")));
        }
    }

    @Test
    void aFileIsReadWithItsComments() {
        ReactionRule rule = ReactionFile.read(FILE).reactions().get(0);

        assertThat(rule.reaction()).isEqualTo(new Reaction("Sarama", "invalid bool", true));
        assertThat(rule.source()).isEqualTo("real_decoder.go");
        assertThat(rule.when().concerns("Metadata")).isTrue();
        assertThat(rule.when().concerns("Fetch")).isFalse();
        assertThat(rule.when().isImplausible(ImplausibleKind.CHECKSUM)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"prints\" | \"says\": \"no\", \"prints\" | Unrecognized field \"says\" | reactions[0].says",
                "\"failures\" | \"faults\": [], \"failures\" | Unrecognized field \"faults\" | line 8,",
                "\"commit\" | \"version\": \"1\", \"commit\" | Unrecognized field \"version\" | line 3,",
                ", \"commit\": \"bd98b3a\" | ``                   | Missing required creator property 'commit' | line 3,",
                "\"INVALID_BOOLEAN\"    | \"WRONG_BOOLEAN\"       | unknown failure WRONG_BOOLEAN | line 8,",
                "\"failures\": [\"INVALID_BOOLEAN\"] | \"slips\": [\"TYPO\"] | unknown slip TYPO | reactions[0].when",
                "\"failures\": [\"INVALID_BOOLEAN\"] | \"implausible\": [\"TYPO\"] | unknown implausible value TYPO | line 8,",
                "\"failures\": [\"INVALID_BOOLEAN\"], | `` | expected slips, failures or implausible values, found none | line 8,",
                "\"Metadata\"           | \"Metadata2\"           | unknown API Metadata2 | line 8,",
                "\"source\": \"real_decoder.go\", | ``          | expected source, found nothing | line 9,",
                "\"prints\": \"invalid bool\" | \"prints\": \"\"  | expected prints, found nothing | line 9,",
                "\"prints\": \"invalid bool\", | ``               | expected either prints or does | line 9,",
                "\"client\": \"Sarama\", | \"client\": \"Dance\", | reactions[0]: unknown client Dance | line 11,",
                "\"source\": \"real_decoder.go\", | \"source\": \"a\", \"source\": \"b\", | Duplicate field 'source' | line 7,",
                "\"fault\": \"boolean\", | `` | expected fault with prints, and only there | line 9,",
                "\"fault\": \"boolean\", | \"fault\": \"bool\", | reactions[0]: unknown fault bool | line 11,",
                "\"usually\": \"u\", | \"usually\": \"\", | expected id, title, means, usually and checks | line 4,",
                "\"usually\": \"u\", | \"usually\": \"u\", \"fields\": [\"Fetch response: Topic\"], | no version of the Fetch response has the field Topic | line 4,",
            })
    void aFaultyFileIsRefusedWithThePlace(String part, String replacement, String message, String place) {
        String faulty = FILE.replace(part, replacement);

        assertThat(faulty).isNotEqualTo(FILE);
        assertThatThrownBy(() -> ReactionFile.read(faulty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(place);
    }
}
