package io.kspec.clients.driver;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Jobs of an admin about transactions and the producers of partitions. */
final class TransactionAdminJobs {
    private TransactionAdminJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.ofEntries(
                entry("describe-transactions", TransactionAdminJobs::describe),
                entry("describe-producers", TransactionAdminJobs::producers),
                entry("abort-transaction", TransactionAdminJobs::abort),
                entry("fence-producers", TransactionAdminJobs::fence));
    }

    private static KafkaProducer<String, String> begun(JavaSite site, List<TopicPartition> topic) throws Exception {
        KafkaProducer<String, String> producer = TransactionJobs.producer(site);
        producer.initTransactions();
        producer.beginTransaction();
        JavaSite.send(producer, topic, 0, 5);
        return producer;
    }

    private static TransactionDescription transaction(Admin admin, String id) throws Exception {
        return admin.describeTransactions(List.of(id)).description(id).get();
    }

    private static void describe(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        KafkaProducer<String, String> producer = begun(site, topic);
        Admin admin = site.admin();
        TransactionDescription open = transaction(admin, site.name());
        JobFailure.unlessEqual("state", TransactionState.ONGOING, open.state());
        JobFailure.unlessEqual("partitions", Set.copyOf(topic), open.topicPartitions());
        JobFailure.unlessEqual("timeout", 30_000L, open.transactionTimeoutMs());
        List<String> listed = admin.listTransactions().all().get().stream()
                .map(TransactionListing::transactionalId)
                .toList();
        JobFailure.unless(
                listed.contains(site.name()), "expected " + site.name() + " among the transactions, found " + listed);
        producer.commitTransaction();
        JavaSite.await(
                "a complete commit", () -> transaction(admin, site.name()).state() == TransactionState.COMPLETE_COMMIT);
    }

    private static List<ProducerState> active(Admin admin, TopicPartition partition) throws Exception {
        return admin.describeProducers(List.of(partition))
                .partitionResult(partition)
                .get()
                .activeProducers();
    }

    private static void producers(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        KafkaProducer<String, String> producer = begun(site, topic);
        List<ProducerState> states = active(site.admin(), topic.get(0));
        JobFailure.unlessEqual("producers", 1, states.size());
        JobFailure.unlessEqual("last sequence", 4, states.get(0).lastSequence());
        JobFailure.unlessEqual(
                "start of the transaction",
                0L,
                states.get(0).currentTransactionStartOffset().orElse(-1));
        producer.abortTransaction();
    }

    private static void abort(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        begun(site, topic);
        Admin admin = site.admin();
        ProducerState state = active(admin, topic.get(0)).get(0);
        admin.abortTransaction(new AbortTransactionSpec(
                        topic.get(0),
                        state.producerId(),
                        (short) state.producerEpoch(),
                        state.coordinatorEpoch().orElse(0)))
                .all()
                .get();
        JavaSite.send(site.producer(Map.of()), topic, 5, 1);
        JobFailure.unlessEqual("committed records", JavaSite.values(5, 1), site.read(topic, 1, "read_committed"));
    }

    private static void fence(JavaSite site) throws Exception {
        KafkaProducer<String, String> producer = begun(site, site.topic(1));
        site.admin().fenceProducers(List.of(site.name())).all().get();
        Failures.expect(ProducerFencedException.class, () -> {
            try {
                producer.commitTransaction();
                return "a commit";
            } catch (ProducerFencedException e) {
                return e;
            }
        });
    }
}
