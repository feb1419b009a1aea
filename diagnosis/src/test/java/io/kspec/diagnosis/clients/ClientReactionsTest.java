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
import org.junit.jupiter.api.Test;

class ClientReactionsTest {

    /** S14: this is what kafka-go printed. */
    @Test
    void kafkaGoCountsTrailingBytes() {
        Bytes frame = new ByteWriter()
                .int32(7)
                .int16(0)
                .int32(1)
                .string("a")
                .int32(9092)
                .int32(0)
                .bytes();

        assertThat(ClientReactions.to(diagnosis("FindCoordinator", 0, frame)))
                .contains(new Reaction(
                        "kafka-go",
                        "reading a response left %d unread bytes",
                        true,
                        "segmentio/kafka-go 3ce2979",
                        "protocol.go"));
    }

    /** S2: kafka-go claimed that the topic did not exist. */
    @Test
    void kafkaGoTakesBrokenMetadataForAMissingTopic() {
        Bytes frame = new ByteWriter()
                .int32(7)
                .int32(0)
                .int32(0)
                .noString()
                .int32(1)
                .int32(0)
                .bytes();

        assertThat(ClientReactions.to(diagnosis("Metadata", 1, frame)))
                .extracting(Reaction::toString)
                .anyMatch(text -> text.startsWith("kafka-go: \"[3] Unknown Topic Or Partition"));
    }

    @Test
    void everyClientNoticesADoubledCorrelationId() {
        Bytes frame = new ByteWriter().int32(7).int32(7).int16(0).bytes();

        assertThat(ClientReactions.to(diagnosis("Heartbeat", 0, frame)))
                .extracting(Reaction::client)
                .contains(
                        "Java",
                        "Sarama",
                        "kafka-go",
                        "franz-go",
                        "KafkaJS",
                        "kafka-python",
                        "librdkafka",
                        "aiokafka",
                        "platformatic",
                        "rskafka");
    }

    @Test
    void aCorrectResponseHasNoReactions() {
        assertThat(ClientReactions.to(diagnosis(
                        "Heartbeat", 0, new ByteWriter().int32(7).int16(0).bytes())))
                .isEmpty();
    }

    @Test
    void aRequestHasNoReactions() {
        FrameUnderTest request = FrameUnderTest.request(
                Catalog.standard().api("Heartbeat"),
                0,
                new ByteWriter().int16(12).int16(0).int32(7).noString().int8(0).bytes());

        assertThat(Diagnostician.diagnose(request).failure()).isNotNull();
        assertThat(ClientReactions.to(Diagnostician.diagnose(request))).isEmpty();
    }

    @Test
    void textsAboutFetchAndProduceAreNotShownForOtherApis() {
        for (String api : List.of("Metadata", "OffsetCommit", "ListOffsets", "DeleteTopics")) {
            assertThat(ClientReactions.to(ImplausibleKind.TOPIC_EXTRA, api))
                    .as(api)
                    .extracting(Reaction::text)
                    .noneMatch(text -> text.contains("fetch") || text.contains("Produce"));
        }
        assertThat(ClientReactions.to(ImplausibleKind.TOPIC_EXTRA, "Fetch"))
                .extracting(Reaction::client)
                .contains("Java", "kafka-go");
        assertThat(ClientReactions.to(ImplausibleKind.TOPIC_EXTRA, "Produce"))
                .extracting(Reaction::client)
                .containsExactly("rskafka", "librdkafka");
        assertThat(ClientReactions.to(ImplausibleKind.ERROR_UNKNOWN, "Heartbeat"))
                .isEmpty();
    }

    @Test
    void onlyASizeThatIsTooHighMakesClientsWait() {
        Bytes heartbeat = new ByteWriter().int32(7).int16(0).bytes();

        assertThat(ClientReactions.to(announced(heartbeat, 8)))
                .extracting(Reaction::text)
                .contains("waits for the rest of the frame until the request times out");
        assertThat(ClientReactions.to(announced(heartbeat, 5)))
                .extracting(Reaction::text)
                .contains("response did not contain enough data to be valid")
                .noneMatch(text -> text.startsWith("waits") || text.contains("response size"));
        assertThat(ClientReactions.to(announced(heartbeat, -1)))
                .extracting(Reaction::text)
                .contains("invalid negative response size %d")
                .noneMatch(text -> text.startsWith("waits"));
    }

    /** Observed with kafka-python 3.0.12: its parser expects the error of unpacking, not that of indexing. */
    @Test
    void kafkaPythonDoesNotExpectAResponseToEndWithinAVarint() {
        Bytes withoutTags = new ByteWriter().int32(7).int8(0).int32(0).int16(0).bytes();
        Bytes withoutError = new ByteWriter().int32(7).int8(0).int32(0).bytes();

        assertThat(ClientReactions.to(diagnosis("Heartbeat", 4, withoutTags)))
                .extracting(Reaction::text)
                .contains("IndexError: index out of bounds on dimension %d")
                .doesNotContain("Unable to decode response");
        assertThat(ClientReactions.to(diagnosis("Heartbeat", 4, withoutError)))
                .extracting(Reaction::text)
                .contains("Unable to decode response")
                .noneMatch(text -> text.startsWith("IndexError"));
    }

    @Test
    void aWrongChecksumIsHarmlessToLibrdkafkaAsItIsConfiguredByDefault() {
        assertThat(ClientReactions.to(ImplausibleKind.CHECKSUM, "Fetch"))
                .filteredOn(reaction -> reaction.client().equals("librdkafka"))
                .singleElement()
                .matches(reaction -> ClientReactions.isHarmless(reaction.client(), reaction.text()));
    }

    private static Diagnosis announced(Bytes frame, int size) {
        return Diagnostician.diagnose(FrameUnderTest.response(Catalog.standard().api("Heartbeat"), 0, frame)
                .announcing(size));
    }

    private static Diagnosis diagnosis(String api, int version, Bytes frame) {
        return Diagnostician.diagnose(FrameUnderTest.response(Catalog.standard().api(api), version, frame)
                .expecting(7));
    }
}
