package io.kspec.diagnosis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.Reaction;
import io.kspec.diagnosis.search.ByteWriter;
import io.kspec.diagnosis.search.Diagnostician;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReactionValuesTest {

    private static List<String> printed(String api, int version, Bytes frame) {
        Diagnosis diagnosis = Diagnostician.diagnose(
                FrameUnderTest.response(Catalog.standard().api(api), version, frame)
                        .expecting(7));
        ReactionValues values =
                ReactionValues.of(api, version, diagnosis, frame.size(), 7, frame.size() < 4 ? null : frame.getInt(0));
        return ClientReactions.to(diagnosis).stream()
                .map(values::fill)
                .map(Reaction::text)
                .toList();
    }

    @Test
    void everyListedTextIsOneOfTheReactionsWithAsManyValues() {
        List<String> texts = ReactionFile.standard().reactions().stream()
                .map(rule -> rule.reaction().text())
                .toList();
        assertThat(ReactionValueNames.standard()).allSatisfy((text, names) -> {
            assertThat(texts).contains(text);
            assertThat(names).as(text).hasSize((int) ReactionValues.placeholders(text));
        });
    }

    @Test
    void noPlaceholderIsLeftInAnyText() {
        ReactionValues values = ReactionValues.of("Fetch", 4, "17");
        assertThat(ReactionFile.standard().reactions().stream()
                        .map(rule -> values.fill(rule.reaction()))
                        .filter(Reaction::printed)
                        .map(Reaction::text)
                        .collect(Collectors.joining("\n")))
                .doesNotContain("%d", "%s", "%v", "%z", "%x", "%h", "%l")
                .contains("Unexpected error code 17 while fetching at offset … from topic-partition …");
    }

    @Test
    void whatWasAskedForStandsInTheRequest() {
        ReactionValues values =
                ReactionValues.of("Fetch", 4, "17").with(Map.of("offset", "12", "partition", "orders-0"));

        assertThat(ReactionFile.standard().reactions().stream()
                        .map(rule -> values.fill(rule.reaction()).text()))
                .contains("Unexpected error code 17 while fetching at offset 12 from topic-partition orders-0");
    }

    @Test
    void correlationIdsAreThoseOfTheResponse() {
        assertThat(printed("Heartbeat", 0, new ByteWriter().int32(9).int16(0).bytes()))
                .contains(
                        "Correlation id for response (9) does not match request (7), request header:"
                                + " RequestHeader(apiKey=HEARTBEAT, apiVersion=0, clientId=…, correlationId=7, …)",
                        "correlation id mismatch (expected=7, found=9)");
    }

    @Test
    void bytesThatAreLeftAreCounted() {
        Bytes frame = new ByteWriter()
                .int32(7)
                .int16(0)
                .int32(1)
                .string("a")
                .int32(9092)
                .int32(0)
                .bytes();
        assertThat(printed("FindCoordinator", 0, frame)).contains("reading a response left 4 unread bytes");
    }

    @Test
    void bytesThatAreMissingAreCounted() {
        assertThat(printed("Heartbeat", 1, new ByteWriter().int32(7).int32(0).bytes()))
                .anyMatch(text -> text.startsWith("Protocol read buffer underflow for Heartbeat v1")
                        && text.endsWith("expected 2 bytes > 0 remaining bytes"));
    }

    @Test
    void aValueThatCannotBeRightIsNamed() {
        ReactionValues values = ReactionValues.of("Metadata", 8, "7");
        assertThat(ClientReactions.to(ImplausibleKind.LEADER_UNKNOWN, "Metadata").stream()
                        .map(values::fill)
                        .map(Reaction::text))
                .contains("Broker 7 not found in the cached metadata");
    }
}
