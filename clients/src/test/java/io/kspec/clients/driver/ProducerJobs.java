package io.kspec.clients.driver;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Jobs of a producer without transactions. */
final class ProducerJobs {
    private static final int RECORDS = 30;

    private ProducerJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.ofEntries(
                entry("produce-acks-0", site -> produce(site, Map.of("acks", "0", "enable.idempotence", false))),
                entry("produce-acks-1", site -> produce(site, Map.of("acks", "1", "enable.idempotence", false))),
                entry("produce-acks-all", site -> produce(site, Map.of("acks", "all", "enable.idempotence", false))),
                entry("produce-gzip", site -> compressed(site, "gzip")),
                entry("produce-snappy", site -> compressed(site, "snappy")),
                entry("produce-lz4", site -> compressed(site, "lz4")),
                entry("produce-zstd", site -> compressed(site, "zstd")),
                entry("idempotent", ProducerJobs::idempotent));
    }

    private static void compressed(JavaSite site, String codec) throws Exception {
        produce(site, Map.of("compression.type", codec, "enable.idempotence", false));
    }

    private static void produce(JavaSite site, Map<String, Object> settings) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        JavaSite.send(site.producer(settings), topic, 0, RECORDS);
        JobFailure.unlessEqual("records", JavaSite.values(0, RECORDS), site.read(topic, RECORDS, "read_uncommitted"));
    }

    private static void idempotent(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        KafkaProducer<String, String> producer =
                site.producer(Map.of("acks", "all", "enable.idempotence", true, "linger.ms", 0));
        for (int i = 0; i < RECORDS; i++) {
            long offset = producer.send(new ProducerRecord<>(site.name(), 0, "k" + i, JavaSite.value(i)))
                    .get()
                    .offset();
            JobFailure.unlessEqual("offset", (long) i, offset);
        }
        JobFailure.unlessEqual("records", JavaSite.values(0, RECORDS), site.read(topic, RECORDS, "read_uncommitted"));
    }
}
