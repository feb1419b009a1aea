package io.kspec.clients.driver;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Jobs of a single consumer. */
final class ConsumerJobs {
    private ConsumerJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.of(
                "consume-assigned", ConsumerJobs::assigned,
                "commit-resume", ConsumerJobs::commitAndResume,
                "seek-time", ConsumerJobs::seekByTime);
    }

    private static void assigned(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(3);
        JavaSite.send(site.producer(Map.of()), topic, 0, 30);
        KafkaConsumer<byte[], String> consumer = site.consumer(Map.of());
        consumer.assign(topic);
        consumer.seekToBeginning(topic);
        JobFailure.unlessEqual(
                "records", JavaSite.sorted(JavaSite.values(0, 30)), JavaSite.sorted(JavaSite.poll(consumer, 30)));
        JobFailure.unlessEqual("end offset", 10L, JavaSite.entry(consumer.endOffsets(topic), topic.get(1)));
        consumer.seek(topic.get(1), 8);
        JobFailure.unlessEqual(
                "records after the seek", List.of(JavaSite.value(25), JavaSite.value(28)), JavaSite.poll(consumer, 2));
    }

    private static void commitAndResume(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        JavaSite.send(site.producer(Map.of()), topic, 0, 20);
        KafkaConsumer<byte[], String> first = site.consumer(Map.of("group.id", site.name()));
        first.subscribe(List.of(site.name()));
        JobFailure.unlessEqual("records", JavaSite.values(0, 20), JavaSite.poll(first, 20));
        first.commitSync(Map.of(topic.get(0), new OffsetAndMetadata(12, "noted")));
        first.close();
        KafkaConsumer<byte[], String> second = site.consumer(Map.of("group.id", site.name()));
        second.subscribe(List.of(site.name()));
        JobFailure.unlessEqual("records after the commit", JavaSite.values(12, 8), JavaSite.poll(second, 8));
        JobFailure.unlessEqual(
                "metadata of the commit",
                "noted",
                JavaSite.entry(second.committed(Set.of(topic.get(0))), topic.get(0))
                        .metadata());
    }

    private static void seekByTime(JavaSite site) throws Exception {
        TopicPartition partition = site.topic(1).get(0);
        long begin = System.currentTimeMillis() - 100_000;
        KafkaProducer<String, String> producer = site.producer(Map.of("linger.ms", 0));
        for (int i = 0; i < 10; i++) {
            producer.send(new ProducerRecord<>(site.name(), 0, begin + i * 1000L, "k", JavaSite.value(i)))
                    .get();
        }
        KafkaConsumer<byte[], String> consumer = site.consumer(Map.of());
        consumer.assign(List.of(partition));
        long offset = JavaSite.entry(consumer.offsetsForTimes(Map.of(partition, begin + 5500)), partition)
                .offset();
        JobFailure.unlessEqual("offset at the time", 6L, offset);
        consumer.seek(partition, offset);
        JobFailure.unlessEqual("records since the time", JavaSite.values(6, 4), JavaSite.poll(consumer, 4));
    }
}
