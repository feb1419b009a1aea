package io.kspec.clients.driver;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.apache.kafka.common.errors.InvalidUpdateVersionException;
import org.apache.kafka.common.errors.NoReassignmentInProgressException;

/** Jobs of an admin about brokers, replicas and the controllers. */
final class ClusterAdminJobs {
    private static final int NO_SUCH_BROKER = 99_999;

    private ClusterAdminJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.ofEntries(
                entry("connect", ClusterAdminJobs::connect),
                entry("log-dirs", ClusterAdminJobs::logDirs),
                entry("alter-log-dirs", ClusterAdminJobs::alterLogDirs),
                entry("quorum", ClusterAdminJobs::quorum),
                entry("features", ClusterAdminJobs::features),
                entry("update-features", ClusterAdminJobs::updateFeatures),
                entry("unregister-broker", ClusterAdminJobs::unregisterBroker),
                entry("elect-leaders", ClusterAdminJobs::electLeaders),
                entry("reassign-partitions", ClusterAdminJobs::reassign));
    }

    private static void connect(JavaSite site) throws Exception {
        Admin admin = site.admin();
        Collection<Node> nodes = admin.describeCluster().nodes().get();
        JobFailure.unless(!nodes.isEmpty(), "expected brokers, found none");
        JobFailure.unless(!admin.describeCluster().clusterId().get().isEmpty(), "expected a cluster id, found none");
        Node controller = admin.describeCluster().controller().get();
        JobFailure.unless(
                nodes.contains(controller), "expected the controller among " + nodes + ", found " + controller);
    }

    private static int leader(Admin admin, TopicPartition partition) throws Exception {
        return JavaSite.entry(
                        admin.describeTopics(List.of(partition.topic()))
                                .allTopicNames()
                                .get(),
                        partition.topic())
                .partitions()
                .get(partition.partition())
                .leader()
                .id();
    }

    private static LogDirDescription directory(Admin admin, int broker, TopicPartition partition) throws Exception {
        Map<String, LogDirDescription> directories = JavaSite.entry(
                admin.describeLogDirs(List.of(broker)).allDescriptions().get(), broker);
        return directories.values().stream()
                .filter(each -> each.replicaInfos().containsKey(partition))
                .findFirst()
                .orElseThrow(() -> new JobFailure("expected " + partition + " in a directory, found " + directories));
    }

    private static void logDirs(JavaSite site) throws Exception {
        List<TopicPartition> topic = site.topic(1);
        JavaSite.send(site.producer(Map.of()), topic, 0, 10);
        Admin admin = site.admin();
        ReplicaInfo replica = JavaSite.entry(
                directory(admin, leader(admin, topic.get(0)), topic.get(0)).replicaInfos(), topic.get(0));
        JobFailure.unless(replica.size() >= 1000, "expected 1000 bytes or more, found " + replica.size());
        JobFailure.unlessEqual("lag", 0L, replica.offsetLag());
        JobFailure.unless(!replica.isFuture(), "expected a current replica, found a future one");
    }

    private static void alterLogDirs(JavaSite site) throws Exception {
        TopicPartition partition = site.topic(1).get(0);
        Admin admin = site.admin();
        int broker = leader(admin, partition);
        TopicPartitionReplica replica = new TopicPartitionReplica(partition.topic(), partition.partition(), broker);
        String directory = JavaSite.entry(
                        admin.describeReplicaLogDirs(List.of(replica)).all().get(), replica)
                .getCurrentReplicaLogDir();
        admin.alterReplicaLogDirs(Map.of(replica, directory)).all().get();
    }

    private static void quorum(JavaSite site) throws Exception {
        QuorumInfo quorum = site.admin().describeMetadataQuorum().quorumInfo().get();
        JobFailure.unless(
                quorum.voters().stream().anyMatch(voter -> voter.replicaId() == quorum.leaderId()),
                "expected the leader among the voters, found " + quorum);
        JobFailure.unless(quorum.highWatermark() > 0, "expected a high watermark, found " + quorum);
    }

    private static void features(JavaSite site) throws Exception {
        FeatureMetadata features =
                site.admin().describeFeatures().featureMetadata().get();
        for (String name : List.of("metadata.version", "group.version", "transaction.version")) {
            JobFailure.unless(
                    features.supportedFeatures().containsKey(name),
                    "expected the feature " + name + ", found " + features);
        }
        JobFailure.unless(
                features.finalizedFeatures().containsKey("metadata.version"),
                "expected a finalized metadata.version, found " + features);
    }

    private static void updateFeatures(JavaSite site) throws Exception {
        FeatureUpdate tooHigh = new FeatureUpdate((short) 99, FeatureUpdate.UpgradeType.UPGRADE);
        Failures.expect(InvalidUpdateVersionException.class, () -> site.admin()
                .updateFeatures(Map.of("group.version", tooHigh), new UpdateFeaturesOptions().validateOnly(true))
                .all()
                .get());
    }

    private static void unregisterBroker(JavaSite site) throws Exception {
        Failures.expect(
                BrokerIdNotRegisteredException.class,
                () -> site.admin().unregisterBroker(NO_SUCH_BROKER).all().get());
    }

    private static void electLeaders(JavaSite site) throws Exception {
        TopicPartition partition = site.topic(1).get(0);
        Optional<Throwable> failure = JavaSite.entry(
                site.admin()
                        .electLeaders(ElectionType.PREFERRED, Set.of(partition))
                        .partitions()
                        .get(),
                partition);
        JobFailure.unless(
                failure.isPresent() && failure.get() instanceof ElectionNotNeededException,
                "expected ElectionNotNeededException, found " + failure);
    }

    private static void reassign(JavaSite site) throws Exception {
        TopicPartition partition = site.topic(1).get(0);
        Admin admin = site.admin();
        int broker = leader(admin, partition);
        admin.alterPartitionReassignments(Map.of(partition, Optional.of(new NewPartitionReassignment(List.of(broker)))))
                .all()
                .get();
        JavaSite.await(
                "no reassignment",
                () -> admin.listPartitionReassignments().reassignments().get().isEmpty());
        Failures.expect(NoReassignmentInProgressException.class, () -> admin.alterPartitionReassignments(
                        Map.of(partition, Optional.empty()))
                .all()
                .get());
    }
}
