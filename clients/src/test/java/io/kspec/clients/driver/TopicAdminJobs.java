package io.kspec.clients.driver;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** Jobs of an admin about topics and their records. */
final class TopicAdminJobs {
    private TopicAdminJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.ofEntries(
                entry("list-topics", TopicAdminJobs::list),
                entry("create-topic", TopicAdminJobs::create),
                entry("delete-topic", TopicAdminJobs::delete),
                entry("add-partitions", TopicAdminJobs::addPartitions),
                entry("delete-records", TopicAdminJobs::deleteRecords),
                entry("list-offsets", TopicAdminJobs::listOffsets));
    }

    private static void list(JavaSite site) throws Exception {
        site.topic(1);
        Set<String> names = site.admin().listTopics().names().get();
        JobFailure.unless(names.contains(site.name()), "expected " + site.name() + " among the topics, found " + names);
    }

    private static void create(JavaSite site) throws Exception {
        Admin admin = site.admin();
        NewTopic topic = new NewTopic(site.name(), 3, (short) 1).configs(Map.of("retention.ms", "600000"));
        int partitions =
                admin.createTopics(List.of(topic)).numPartitions(site.name()).get();
        JobFailure.unlessEqual("partitions in the answer", 3, partitions);
        JavaSite.await("the topic", () -> admin.listTopics().names().get().contains(site.name()));
        TopicDescription described = JavaSite.entry(
                admin.describeTopics(List.of(site.name())).allTopicNames().get(), site.name());
        JobFailure.unlessEqual("partitions", 3, described.partitions().size());
        Failures.expect(
                TopicExistsException.class,
                () -> admin.createTopics(List.of(topic)).all().get());
    }

    private static void delete(JavaSite site) throws Exception {
        site.topic(2);
        Admin admin = site.admin();
        admin.deleteTopics(List.of(site.name())).all().get();
        JavaSite.await("no topic", () -> !admin.listTopics().names().get().contains(site.name()));
    }

    private static void addPartitions(JavaSite site) throws Exception {
        site.topic(1);
        Admin admin = site.admin();
        admin.createPartitions(Map.of(site.name(), NewPartitions.increaseTo(3)))
                .all()
                .get();
        JavaSite.await(
                "three partitions",
                () -> JavaSite.entry(
                                        admin.describeTopics(List.of(site.name()))
                                                .allTopicNames()
                                                .get(),
                                        site.name())
                                .partitions()
                                .size()
                        == 3);
        List<TopicPartition> added = List.of(new TopicPartition(site.name(), 2));
        JavaSite.send(site.producer(Map.of()), added, 0, 5);
        JobFailure.unlessEqual("records", JavaSite.values(0, 5), site.read(added, 5, "read_uncommitted"));
    }

    private static void deleteRecords(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        JavaSite.send(site.producer(Map.of()), topic, 0, 10);
        long lowWatermark = JavaSite.entry(
                        site.admin()
                                .deleteRecords(Map.of(topic.get(0), RecordsToDelete.beforeOffset(6)))
                                .lowWatermarks(),
                        topic.get(0))
                .get()
                .lowWatermark();
        JobFailure.unlessEqual("low watermark", 6L, lowWatermark);
        JobFailure.unlessEqual("records that are left", JavaSite.values(6, 4), site.read(topic, 4, "read_uncommitted"));
    }

    private static void listOffsets(JavaSite site) throws Exception {
        TopicPartition partition = site.topic(1).get(0);
        long time = System.currentTimeMillis() - 50_000;
        var producer = site.producer(Map.of("linger.ms", 0));
        for (long at : List.of(time, time + 2000, time + 1000)) {
            producer.send(new ProducerRecord<>(site.name(), 0, at, "k", "v")).get();
        }
        Admin admin = site.admin();
        JobFailure.unlessEqual(
                "earliest", 0L, offset(admin, partition, OffsetSpec.earliest()).offset());
        JobFailure.unlessEqual(
                "latest", 3L, offset(admin, partition, OffsetSpec.latest()).offset());
        JobFailure.unlessEqual(
                "by time",
                1L,
                offset(admin, partition, OffsetSpec.forTimestamp(time + 500)).offset());
        ListOffsetsResultInfo newest = offset(admin, partition, OffsetSpec.maxTimestamp());
        JobFailure.unlessEqual("offset of the newest record", 1L, newest.offset());
        JobFailure.unlessEqual("time of the newest record", time + 2000, newest.timestamp());
    }

    private static ListOffsetsResultInfo offset(Admin admin, TopicPartition partition, OffsetSpec spec)
            throws Exception {
        return admin.listOffsets(Map.of(partition, spec))
                .partitionResult(partition)
                .get();
    }
}
