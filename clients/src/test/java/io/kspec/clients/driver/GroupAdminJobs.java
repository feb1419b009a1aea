package io.kspec.clients.driver;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;

/** Jobs of an admin about classic groups and their offsets. */
final class GroupAdminJobs {
    private GroupAdminJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.ofEntries(
                entry("list-groups", GroupAdminJobs::list),
                entry("describe-group", GroupAdminJobs::describe),
                entry("delete-group", GroupAdminJobs::delete),
                entry("alter-offsets", GroupAdminJobs::alterOffsets),
                entry("delete-offsets", GroupAdminJobs::deleteOffsets),
                entry("remove-members", GroupAdminJobs::removeMembers));
    }

    private static GroupMember member(JavaSite site, Map<String, Object> settings) throws Exception {
        GroupMember member = GroupMember.join(site, settings);
        JavaSite.await("a partition", () -> {
            member.poll();
            return member.partitions() > 0;
        });
        return member;
    }

    @SuppressWarnings("removal") // 3.9 has no listGroups.
    private static void list(JavaSite site) throws Exception {
        site.topic(1);
        member(site, Map.of());
        List<String> groups = site.admin().listConsumerGroups().all().get().stream()
                .map(ConsumerGroupListing::groupId)
                .toList();
        JobFailure.unless(
                groups.contains(site.name()), "expected " + site.name() + " among the groups, found " + groups);
    }

    private static void describe(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(2);
        GroupMember member = member(site, Map.of());
        Admin admin = site.admin();
        ConsumerGroupDescription group = group(admin, site.name());
        JobFailure.unlessEqual("members", 1, group.members().size());
        JobFailure.unlessEqual(
                "assignment",
                Set.copyOf(topic),
                group.members().iterator().next().assignment().topicPartitions());
        JobFailure.unlessEqual("assignor", "range", group.partitionAssignor());
        member.close();
        JavaSite.await("no member", () -> group(admin, site.name()).members().isEmpty());
    }

    private static ConsumerGroupDescription group(Admin admin, String name) throws Exception {
        return JavaSite.entry(admin.describeConsumerGroups(List.of(name)).all().get(), name);
    }

    private static void delete(JavaSite site) throws Exception {
        site.topic(1);
        GroupMember member = member(site, Map.of());
        Admin admin = site.admin();
        Failures.expect(
                GroupNotEmptyException.class,
                () -> admin.deleteConsumerGroups(List.of(site.name())).all().get());
        member.close();
        admin.deleteConsumerGroups(List.of(site.name())).all().get();
        JobFailure.unless(
                admin.listConsumerGroupOffsets(site.name())
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .isEmpty(),
                "expected no offsets of a deleted group, found some");
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin, String group) throws Exception {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static void alterOffsets(JavaSite site) throws Exception {
        TopicPartition partition = site.topic(1).get(0);
        Admin admin = site.admin();
        admin.alterConsumerGroupOffsets(site.name(), Map.of(partition, new OffsetAndMetadata(7)))
                .all()
                .get();
        JobFailure.unlessEqual(
                "offset",
                7L,
                JavaSite.entry(offsets(admin, site.name()), partition).offset());
    }

    private static void deleteOffsets(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(2);
        GroupMember member = member(site, Map.of());
        JavaSite.send(site.producer(Map.of()), topic, 0, 4);
        JavaSite.await("four records", () -> {
            member.poll();
            return member.values().size() == 4;
        });
        Admin admin = site.admin();
        Failures.expect(GroupSubscribedToTopicException.class, () -> admin.deleteConsumerGroupOffsets(
                        site.name(), Set.of(topic.get(0)))
                .all()
                .get());
        member.close();
        admin.deleteConsumerGroupOffsets(site.name(), Set.of(topic.get(0)))
                .all()
                .get();
        JobFailure.unlessEqual(
                "partitions with offsets",
                Set.of(topic.get(1)),
                offsets(admin, site.name()).keySet());
    }

    private static void removeMembers(JavaSite site) throws Exception {
        site.topic(2);
        member(site, Map.of("group.instance.id", "it"));
        Admin admin = site.admin();
        admin.removeMembersFromConsumerGroup(
                        site.name(), new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove("it"))))
                .all()
                .get();
        JobFailure.unlessEqual("members", 0, group(admin, site.name()).members().size());
    }
}
