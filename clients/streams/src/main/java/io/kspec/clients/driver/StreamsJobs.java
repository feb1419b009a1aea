package io.kspec.clients.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;

/** Jobs of Kafka Streams: an application counts the words of a bounded input, ends, and counts on when it is started again. */
final class StreamsJobs {
    private static final List<String> LINES = List.of(
            "all streams lead to kafka", "hello kafka streams", "join kafka summit", "kafka counts all that streams");
    private static final String PROTOCOL = "group.protocol";
    private static final String STORE = "words";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(20);

    private final String bootstrap;

    private StreamsJobs(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    static Map<String, Job<JavaSite>> all(String bootstrap) {
        StreamsJobs jobs = new StreamsJobs(bootstrap);
        return Map.of(
                "word-count", site -> jobs.count(site, Map.of(PROTOCOL, "classic")),
                "word-count-once",
                        site -> jobs.count(
                                site, Map.of(PROTOCOL, "classic", "processing.guarantee", "exactly_once_v2")),
                "word-count-streams", site -> jobs.count(site, Map.of(PROTOCOL, "streams")));
    }

    /** Something that happens while an application runs. */
    @FunctionalInterface
    private interface Meanwhile {
        void happens() throws Exception;
    }

    private void count(JavaSite site, Map<String, Object> settings) throws Exception {
        List<TopicPartition> lines = site.topic(lines(site), 2);
        List<TopicPartition> counts = site.topic(counts(site), 2);
        KafkaProducer<String, String> producer = site.producer(Map.of());
        KafkaConsumer<byte[], String> reader = site.consumer(Map.of("isolation.level", "read_committed"));
        reader.assign(counts);
        reader.seekToBeginning(counts);
        Map<String, String> counted = new TreeMap<>();

        write(producer, lines);
        run(site, settings, () -> await(reader, counted, 1));
        write(producer, lines);
        run(site, settings, () -> await(reader, counted, 2));

        Set<String> topics = site.admin().listTopics().names().get();
        for (String kind : List.of("changelog", "repartition")) {
            String topic = site.name() + "-" + STORE + "-" + kind;
            JobFailure.unless(topics.contains(topic), "expected the topic " + topic + ", found " + topics);
        }
    }

    private static String lines(JavaSite site) {
        return site.name() + "-lines";
    }

    private static String counts(JavaSite site) {
        return site.name() + "-counts";
    }

    private static void write(KafkaProducer<String, String> producer, List<TopicPartition> topic)
            throws ExecutionException, InterruptedException {
        for (int i = 0; i < LINES.size(); i++) {
            TopicPartition partition = topic.get(i % topic.size());
            producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), "k" + i, LINES.get(i)))
                    .get();
        }
    }

    /** Runs the application while something happens. Its state is in memory, so that it is restored from its changelog. */
    private void run(JavaSite site, Map<String, Object> settings, Meanwhile meanwhile) throws Exception {
        Path folder = Files.createTempDirectory("streams");
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.put("application.id", site.name());
        properties.put("bootstrap.servers", bootstrap);
        properties.put("state.dir", folder.toString());
        properties.put("commit.interval.ms", 100);
        properties.put("default.key.serde", Serdes.StringSerde.class.getName());
        properties.put("default.value.serde", Serdes.StringSerde.class.getName());
        try (KafkaStreams streams = new KafkaStreams(topology(site), properties)) {
            streams.start();
            meanwhile.happens();
            boolean ended = streams.close(CloseOptions.timeout(CLOSE)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            JobFailure.unless(ended, "expected that the application ends within " + CLOSE);
        } finally {
            delete(folder);
        }
    }

    private static Topology topology(JavaSite site) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream(lines(site))
                .flatMapValues(StreamsJobs::words)
                .groupBy((key, word) -> word, Grouped.as(STORE))
                .count(Materialized.as(Stores.inMemoryKeyValueStore(STORE)))
                .toStream()
                .mapValues(String::valueOf)
                .to(counts(site));
        return builder.build();
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" ", -1));
    }

    /** Reads counts until the last one of each word is what it should be, and polls once more, so that surplus ones are found. */
    private static void await(KafkaConsumer<byte[], String> reader, Map<String, String> counted, int times)
            throws Exception {
        Map<String, String> expected = LINES.stream()
                .flatMap(line -> words(line).stream())
                .collect(Collectors.groupingBy(
                        word -> word,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.counting(), count -> String.valueOf(count * times))));
        JavaSite.await("the counts " + expected, () -> {
            read(reader, counted);
            return counted.equals(expected);
        });
        read(reader, counted);
        JobFailure.unlessEqual("counts", expected, counted);
    }

    private static void read(KafkaConsumer<byte[], String> reader, Map<String, String> counted) {
        for (ConsumerRecord<byte[], String> record : reader.poll(POLL)) {
            counted.put(new String(record.key(), StandardCharsets.UTF_8), record.value());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
