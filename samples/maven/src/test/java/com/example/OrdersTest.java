package com.example;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kspec.mock.MockBroker;
import io.kspec.mock.junit.WithMockBroker;
import io.kspec.protocol.ErrorCode;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Tests a program that sends orders, here a bare producer, against the mock broker. */
@WithMockBroker(topics = "orders")
class OrdersTest {
    @Test
    void anOrderIsSentAgainIfTheLeaderHasMoved(MockBroker kafka) throws Exception {
        kafka.stubFor(request("Produce")
                .willReturn(asKafka().error(ErrorCode.NOT_LEADER_OR_FOLLOWER))
                .onFirst(1));

        try (KafkaProducer<String, String> orders = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new StringSerializer())) {
            RecordMetadata sent = orders.send(new ProducerRecord<>("orders", "one")).get();

            assertEquals(0, sent.offset());
        }

        kafka.verify(2, request("Produce"));
    }
}
