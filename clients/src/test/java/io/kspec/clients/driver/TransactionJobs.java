package io.kspec.clients.driver;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Jobs of a producer with transactions. */
final class TransactionJobs {
    private static final String COMMITTED = "read_committed";

    private TransactionJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.of(
                "transaction-commit", TransactionJobs::commit,
                "transaction-abort", TransactionJobs::abort,
                "transaction-offsets", TransactionJobs::offsets,
                "transaction-fenced", TransactionJobs::fenced);
    }

    static KafkaProducer<String, String> producer(JavaSite site) {
        return site.producer(Map.of("transactional.id", site.name(), "transaction.timeout.ms", 30_000));
    }

    private static void commit(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(2);
        KafkaProducer<String, String> producer = producer(site);
        producer.initTransactions();
        for (int i = 0; i < 3; i++) {
            producer.beginTransaction();
            JavaSite.send(producer, topic, i * 10, 10);
            producer.commitTransaction();
        }
        JobFailure.unlessEqual(
                "records", JavaSite.sorted(JavaSite.values(0, 30)), JavaSite.sorted(site.read(topic, 30, COMMITTED)));
    }

    private static void abort(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        KafkaProducer<String, String> producer = producer(site);
        producer.initTransactions();
        producer.beginTransaction();
        JavaSite.send(producer, topic, 0, 10);
        producer.abortTransaction();
        producer.beginTransaction();
        JavaSite.send(producer, topic, 10, 5);
        producer.commitTransaction();
        JobFailure.unlessEqual("committed records", JavaSite.values(10, 5), site.read(topic, 5, COMMITTED));
        JobFailure.unlessEqual("all records", JavaSite.values(0, 15), site.read(topic, 15, "read_uncommitted"));
    }

    private static void offsets(JavaSite site) throws Exception {
        List<TopicPartition> from = site.topic(site.name() + "-from", 1);
        List<TopicPartition> to = site.topic(site.name() + "-to", 1);
        JavaSite.send(site.producer(Map.of()), from, 0, 10);
        KafkaConsumer<byte[], String> consumer =
                site.consumer(Map.of("group.id", site.name(), "isolation.level", COMMITTED));
        consumer.subscribe(List.of(site.name() + "-from"));
        JobFailure.unlessEqual("records", JavaSite.values(0, 10), JavaSite.poll(consumer, 10));
        KafkaProducer<String, String> producer = producer(site);
        producer.initTransactions();

        producer.beginTransaction();
        JavaSite.send(producer, to, 0, 4);
        producer.sendOffsetsToTransaction(Map.of(from.get(0), new OffsetAndMetadata(4)), consumer.groupMetadata());
        producer.commitTransaction();
        JobFailure.unlessEqual("committed offset", 4L, committed(consumer, from.get(0)));

        producer.beginTransaction();
        JavaSite.send(producer, to, 4, 6);
        producer.sendOffsetsToTransaction(Map.of(from.get(0), new OffsetAndMetadata(10)), consumer.groupMetadata());
        producer.abortTransaction();
        JobFailure.unlessEqual("offset after the abort", 4L, committed(consumer, from.get(0)));
        JobFailure.unlessEqual("committed records", JavaSite.values(0, 4), site.read(to, 4, COMMITTED));
    }

    private static long committed(KafkaConsumer<byte[], String> consumer, TopicPartition partition) {
        return JavaSite.entry(consumer.committed(Set.of(partition)), partition).offset();
    }

    private static void fenced(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        KafkaProducer<String, String> old = producer(site);
        old.initTransactions();
        old.beginTransaction();
        JavaSite.send(old, topic, 0, 5);
        KafkaProducer<String, String> young = producer(site);
        young.initTransactions();
        try {
            old.commitTransaction();
            throw new JobFailure("expected the first producer to be fenced, but it committed");
        } catch (ProducerFencedException expected) {
            young.beginTransaction();
            JavaSite.send(young, topic, 5, 5);
            young.commitTransaction();
        }
        JobFailure.unlessEqual("committed records", JavaSite.values(5, 5), site.read(topic, 5, COMMITTED));
    }
}
