package io.kspec.clients.driver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a job works with: names of its own, and clients that are closed when the job ends. */
final class JavaSite implements AutoCloseable {
    private static final String PROTOCOL = "group.protocol";
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final String name;
    private final Deque<Runnable> closing = new ArrayDeque<>();

    JavaSite(String bootstrap, String name) {
        this.bootstrap = bootstrap;
        this.name = name;
    }

    /** A name that no other job uses, for a topic, a group or a transactional id. */
    String name() {
        return name;
    }

    Admin admin() {
        return admin(Map.of("bootstrap.servers", bootstrap));
    }

    Admin admin(Map<String, Object> properties) {
        Admin admin = Admin.create(properties);
        closing.push(() -> admin.close(CLOSE));
        return admin;
    }

    KafkaProducer<String, String> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("bootstrap.servers", bootstrap, "max.block.ms", 20_000));
        all.putAll(settings);
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
        closing.push(() -> producer.close(CLOSE));
        return producer;
    }

    KafkaConsumer<byte[], String> consumer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "heartbeat.interval.ms",
                500,
                "session.timeout.ms",
                10_000));
        String protocol = System.getenv("KSPEC_GROUP_PROTOCOL");
        if (protocol != null) {
            all.put(PROTOCOL, protocol);
        }
        all.putAll(settings);
        if (all.containsKey(PROTOCOL)) {
            // With another protocol than the classic one, the broker decides.
            all.keySet().removeAll(List.of("heartbeat.interval.ms", "session.timeout.ms"));
        }
        KafkaConsumer<byte[], String> consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new StringDeserializer());
        closing.push(consumer::close);
        return consumer;
    }

    /** A consumer that acknowledges each record. */
    KafkaShareConsumer<byte[], String> shareConsumer() {
        KafkaShareConsumer<byte[], String> consumer = new KafkaShareConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "group.id", name, "share.acknowledgement.mode", "explicit"),
                new ByteArrayDeserializer(),
                new StringDeserializer());
        closing.push(() -> consumer.close(CLOSE));
        return consumer;
    }

    /** Creates the topic of the job, and waits until it has leaders. */
    List<TopicPartition> topic(int partitions) throws Exception {
        return topic(name, partitions);
    }

    List<TopicPartition> topic(String topic, int partitions) throws Exception {
        Admin admin = admin();
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
        await("leaders of " + topic, () -> hasLeaders(admin, topic, partitions));
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static boolean hasLeaders(Admin admin, String topic, int partitions) throws InterruptedException {
        try {
            var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return Objects.requireNonNull(described.get(topic)).partitions().stream()
                            .filter(partition -> partition.leader() != null)
                            .count()
                    == partitions;
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    /** Sends numbered records to partitions in turn, and waits until all of them are acknowledged. */
    static void send(KafkaProducer<String, String> producer, List<TopicPartition> partitions, int first, int count)
            throws ExecutionException, InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            TopicPartition partition = partitions.get(i % partitions.size());
            sent.add(producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), "k" + i, value(i))));
        }
        producer.flush();
        for (Future<?> each : sent) {
            each.get();
        }
    }

    /** The value of a numbered record: long enough to be compressed. */
    static String value(int number) {
        return "value " + number + " of a job " + "x".repeat(100);
    }

    static List<String> values(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(JavaSite::value).toList();
    }

    /** Reads the values of some partitions from the beginning, until there are as many as expected. */
    List<String> read(List<TopicPartition> partitions, int count, String isolation) {
        KafkaConsumer<byte[], String> consumer = consumer(Map.of("isolation.level", isolation));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return poll(consumer, count);
    }

    /** Polls until there are as many records as expected, and once more, so that surplus records are found. */
    static List<String> poll(KafkaConsumer<byte[], String> consumer, int count) {
        List<String> values = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (values.size() < count) {
            JobFailure.unless(
                    System.nanoTime() < end, "expected " + count + " records, found " + values.size() + " in 30 s");
            values.addAll(valuesOf(consumer));
        }
        values.addAll(valuesOf(consumer));
        return values;
    }

    static List<String> valuesOf(KafkaConsumer<byte[], String> consumer) {
        List<String> values = new ArrayList<>();
        for (ConsumerRecord<byte[], String> record : consumer.poll(POLL)) {
            values.add(record.value());
        }
        return values;
    }

    /** Waits until something is true, which is asked every 100 ms. */
    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            JobFailure.unless(System.nanoTime() < end, what + ": not within 30 s");
            Thread.sleep(POLL.toMillis());
        }
    }

    static <T extends Comparable<T>> List<T> sorted(Collection<T> values) {
        return values.stream().sorted().toList();
    }

    static <K, V> V entry(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new JobFailure("expected an entry for " + key + ", found " + map);
        }
        return value;
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
