package io.kspec.clients.driver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A member of a group that counts what it reads and what is taken from it. */
final class GroupMember implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], String> consumer;
    private final List<String> values = new ArrayList<>();
    private final Set<TopicPartition> revoked = new HashSet<>();

    private GroupMember(KafkaConsumer<byte[], String> consumer) {
        this.consumer = consumer;
    }

    static GroupMember join(JavaSite site, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("group.id", site.name());
        GroupMember member = new GroupMember(site.consumer(all));
        member.consumer.subscribe(List.of(site.name()), member);
        return member;
    }

    void poll() {
        List<String> read = JavaSite.valuesOf(consumer);
        values.addAll(read);
        if (!read.isEmpty()) {
            consumer.commitSync();
        }
    }

    int partitions() {
        return consumer.assignment().size();
    }

    Set<TopicPartition> assignment() {
        return consumer.assignment();
    }

    List<String> values() {
        return values;
    }

    Set<TopicPartition> revoked() {
        return revoked;
    }

    void close() {
        consumer.close();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        revoked.addAll(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // The consumer's assignment tells it.
    }
}
