package io.kspec.diagnosis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.ClientReaction;
import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.search.Blame;
import io.kspec.diagnosis.search.Wire;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.Catalog;
import org.junit.jupiter.api.Test;

class ClientReactionsTest {

    /** S14: kafka-go printed this of it. */
    @Test
    void bytesLeftOverAreCountedByKafkaGo() {
        Bytes frame = new Wire()
                .int32(7)
                .int16(0)
                .int32(1)
                .string("a")
                .int32(9092)
                .int32(0)
                .bytes();

        assertThat(ClientReactions.to(diagnosis("FindCoordinator", 0, frame)))
                .contains(ClientReaction.prints("kafka-go", "reading a response left %d unread bytes"));
    }

    /** S2: kafka-go said that the topic did not exist. */
    @Test
    void brokenMetadataIsAMissingTopicToKafkaGo() {
        Bytes frame = new Wire()
                .int32(7)
                .int32(0)
                .int32(0)
                .noString()
                .int32(1)
                .int32(0)
                .bytes();

        assertThat(ClientReactions.to(diagnosis("Metadata", 1, frame)))
                .extracting(ClientReaction::toString)
                .anyMatch(text -> text.startsWith("kafka-go: \"[3] Unknown Topic Or Partition"));
    }

    @Test
    void aDoubledCorrelationIdShowsInEveryClient() {
        Bytes frame = new Wire().int32(7).int32(7).int16(0).bytes();

        assertThat(ClientReactions.to(diagnosis("Heartbeat", 0, frame)))
                .extracting(ClientReaction::client)
                .contains("Java", "Sarama", "kafka-go", "franz-go", "KafkaJS", "kafka-python", "librdkafka");
    }

    @Test
    void nothingIsToBeSaidOfASoundResponse() {
        assertThat(ClientReactions.to(
                        diagnosis("Heartbeat", 0, new Wire().int32(7).int16(0).bytes())))
                .isEmpty();
    }

    @Test
    void nothingIsToBeSaidOfARequest() {
        FrameUnderTest request = FrameUnderTest.request(
                Catalog.standard().api("Heartbeat"),
                0,
                new Wire().int16(12).int16(0).int32(7).noString().int8(0).bytes());

        assertThat(Blame.diagnose(request).failure()).isNotNull();
        assertThat(ClientReactions.to(Blame.diagnose(request))).isEmpty();
    }

    private static Diagnosis diagnosis(String api, int version, Bytes frame) {
        return Blame.diagnose(FrameUnderTest.response(Catalog.standard().api(api), version, frame)
                .expecting(7));
    }
}
