package io.kspec.clients.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The store of a Schema Registry, over Kafka's own clients and in the manner of Confluent's KafkaStore: all that it knows it
 * has read from a compacted topic. When it starts, and after each write, it waits until it has read its own record.
 */
final class SchemaStore implements AutoCloseable {
    private static final String TOPIC = "kspec-schemas";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final JsonMapper JSON = new JsonMapper();

    private final Duration limit;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<RegisteredSchema> schemas = new ArrayList<>();
    private long read = -1;

    /**
     * Opens the store on a broker, and reads what is in it.
     *
     * @param limit how long to wait at most until a record that was written is read; then the store goes on with what it has
     */
    SchemaStore(String bootstrap, Duration limit) throws InterruptedException {
        this.limit = limit;
        createTopic(bootstrap);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", false, "retries", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(Set.of(PARTITION));
        consumer.seekToBeginning(Set.of(PARTITION));
        write(Map.of("keytype", "NOOP", "magic", 0), null);
    }

    private static void createTopic(String bootstrap) throws InterruptedException {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
                admin.createTopics(Set.of(topic)).all().get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected topic " + TOPIC + ", found " + e.getCause(), e);
        }
    }

    /** The schemas that were read, in the order in which they were registered. */
    synchronized List<RegisteredSchema> schemas() {
        return List.copyOf(schemas);
    }

    /**
     * Registers a schema, unless the subject has it already.
     *
     * @throws TimeoutException if it was written, but not read within the limit
     */
    synchronized RegisteredSchema register(String subject, String schema)
            throws InterruptedException, TimeoutException {
        List<RegisteredSchema> versions = schemas.stream()
                .filter(known -> known.subject().equals(subject))
                .toList();
        for (RegisteredSchema known : versions) {
            if (known.schema().equals(schema)) {
                return known;
            }
        }
        RegisteredSchema added = new RegisteredSchema(subject, versions.size() + 1, schemas.size() + 1, schema);
        boolean seen = write(
                Map.of("keytype", "SCHEMA", "subject", subject, "version", added.version(), "magic", 1),
                Map.of(
                        "subject",
                        subject,
                        "version",
                        added.version(),
                        "id",
                        added.id(),
                        "schema",
                        schema,
                        "deleted",
                        false));
        if (!seen) {
            throw new TimeoutException("the reader stands at offset " + read + ", before what was just written");
        }
        return added;
    }

    /** Writes a record; returns whether it was read within the limit. */
    private synchronized boolean write(Map<String, ?> key, @Nullable Map<String, ?> value) throws InterruptedException {
        try {
            long written = producer.send(new ProducerRecord<>(TOPIC, 0, json(key), value == null ? null : json(value)))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
            long end = System.nanoTime() + limit.toNanos();
            while (read < written && System.nanoTime() < end) {
                consumer.poll(POLL).forEach(this::take);
            }
            return read >= written;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("expected " + key + " to be written, found " + e, e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        read = record.offset();
        try {
            JsonNode key = JSON.readTree(record.key());
            if (key.path("keytype").asText().equals("SCHEMA") && record.value() != null) {
                JsonNode value = JSON.readTree(record.value());
                schemas.add(new RegisteredSchema(
                        value.path("subject").asText(),
                        value.path("version").asInt(),
                        value.path("id").asInt(),
                        value.path("schema").asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("offset " + record.offset() + ": expected JSON", e);
        }
    }

    private static byte[] json(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        producer.close(Duration.ZERO);
        consumer.close();
    }
}
