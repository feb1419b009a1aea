package io.kspec.clients.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Jobs of consumers that share the records of a partition. */
final class ShareJobs {
    private ShareJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.of("share-group", ShareJobs::released);
    }

    /** The first record is released and so delivered again; all are accepted. */
    private static void released(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        site.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.GROUP, site.name()),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        JavaSite.send(site.producer(Map.of()), topic, 0, 10);
        KafkaShareConsumer<byte[], String> consumer = site.shareConsumer();
        consumer.subscribe(List.of(site.name()));
        List<String> delivered = new ArrayList<>();
        JavaSite.await("11 deliveries", () -> {
            for (ConsumerRecord<byte[], String> record : consumer.poll(Duration.ofMillis(100))) {
                boolean first = delivered.isEmpty();
                delivered.add(record.value());
                consumer.acknowledge(record, first ? AcknowledgeType.RELEASE : AcknowledgeType.ACCEPT);
            }
            consumer.commitSync();
            return delivered.size() >= 11;
        });
        List<String> expected = new ArrayList<>(JavaSite.values(0, 10));
        expected.add(JavaSite.value(0));
        JobFailure.unlessEqual("deliveries", JavaSite.sorted(expected), JavaSite.sorted(delivered));
    }
}
