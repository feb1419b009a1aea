package io.kspec.mock.example;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The code under test in the examples: sends orders with Kafka's own client. */
final class Orders implements AutoCloseable {
    private final KafkaProducer<String, String> producer;

    Orders(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        20_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Sends an order, and waits until the broker has it; returns why it was refused, if it was. */
    Optional<Throwable> send(String order) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>("orders", order)).get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.ofNullable(e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
