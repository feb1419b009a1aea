package io.kspec.clients.driver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/** Jobs of a group that a second member joins and leaves. */
final class GroupJobs {
    private static final String ASSIGNOR = "partition.assignment.strategy";

    private GroupJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.of(
                "group-eager", site -> joinAndLeave(site, Map.of(ASSIGNOR, RangeAssignor.class.getName()), 4),
                "group-cooperative",
                        site -> joinAndLeave(site, Map.of(ASSIGNOR, CooperativeStickyAssignor.class.getName()), 2),
                "group-consumer", site -> joinAndLeave(site, Map.of("group.protocol", "consumer"), 2),
                "group-static", GroupJobs::staticMembers);
    }

    /** A second member joins and leaves, and every record is read once by either of them. */
    private static void joinAndLeave(JavaSite site, Map<String, Object> settings, int revoked) throws Exception {
        List<TopicPartition> topic = site.topic(4);
        KafkaProducer<String, String> producer = site.producer(Map.of());
        GroupMember first = GroupMember.join(site, settings);
        until("all partitions of the first member", List.of(first), () -> first.partitions() == 4);
        JavaSite.send(producer, topic, 0, 40);
        until("40 records", List.of(first), () -> first.values().size() >= 40);

        GroupMember second = GroupMember.join(site, settings);
        until(
                "two partitions for each member",
                List.of(first, second),
                () -> first.partitions() == 2 && second.partitions() == 2);
        JobFailure.unlessEqual(
                "number of partitions taken from the first member",
                revoked,
                first.revoked().size());
        Set<TopicPartition> both = new HashSet<>(first.assignment());
        both.addAll(second.assignment());
        JobFailure.unlessEqual("partitions of both members", Set.copyOf(topic), both);
        JavaSite.send(producer, topic, 40, 40);
        until(
                "80 records",
                List.of(first, second),
                () -> first.values().size() + second.values().size() >= 80);

        second.close();
        until("all partitions again", List.of(first), () -> first.partitions() == 4);
        JavaSite.send(producer, topic, 80, 40);
        until(
                "120 records",
                List.of(first),
                () -> first.values().size() + second.values().size() >= 120);
        List<String> values = new ArrayList<>(first.values());
        values.addAll(second.values());
        JobFailure.unlessEqual("records", JavaSite.sorted(JavaSite.values(0, 120)), JavaSite.sorted(values));
    }

    /** A static member that restarts gets its partitions back, and nothing is taken from the other one. */
    private static void staticMembers(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(4);
        GroupMember first = GroupMember.join(site, Map.of("group.instance.id", "first"));
        GroupMember second = GroupMember.join(site, Map.of("group.instance.id", "second"));
        until(
                "two partitions for each member",
                List.of(first, second),
                () -> first.partitions() == 2 && second.partitions() == 2);
        first.revoked().clear();
        Set<TopicPartition> before = Set.copyOf(second.assignment());
        second.close();
        GroupMember again = GroupMember.join(site, Map.of("group.instance.id", "second"));
        until("partitions of the member that restarted", List.of(first, again), () -> again.partitions() == 2);
        JobFailure.unlessEqual("partitions of the member that restarted", before, again.assignment());
        JobFailure.unlessEqual("partitions taken from the other member", Set.of(), first.revoked());
        JavaSite.send(site.producer(Map.of()), topic, 0, 40);
        until(
                "40 records",
                List.of(first, again),
                () -> first.values().size() + again.values().size() == 40);
    }

    private static void until(String what, List<GroupMember> members, Callable<Boolean> condition) throws Exception {
        JavaSite.await(what, () -> {
            members.forEach(GroupMember::poll);
            return condition.call();
        });
    }
}
