package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockCluster;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpFaultException;
import io.kspec.mock.admin.http.HttpReply;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.PartitionRegistration;
import io.kspec.mock.config.ConfigSource;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The topics, and who leads their partitions. */
final class TopicRoutes {
    private final MockBroker broker;

    TopicRoutes(MockBroker broker) {
        this.broker = broker;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/topics", call -> list()),
                AdminRoute.of("POST", "/topics", this::create),
                AdminRoute.of("GET", "/topics/{name}", this::show),
                AdminRoute.of("DELETE", "/topics/{name}", this::delete),
                AdminRoute.of("PUT", "/topics/{name}/partitions/{partition}/leader", this::moveLeader),
                AdminRoute.of("POST", "/topics/{name}/partitions/{partition}/elect", this::elect),
                AdminRoute.of("POST", "/topics/{name}/partitions/{partition}/fence", this::fence),
                AdminRoute.of("PUT", "/topics/{name}/partitions/{partition}/isr", this::setIsr));
    }

    private HttpReply list() {
        List<Map<String, Object>> topics = broker.cluster().call(cluster -> cluster.topics().all().stream()
                .map(topic -> tree(cluster, topic))
                .toList());
        return HttpReply.json(200, Map.of("topics", topics, "meta", Map.of("total", topics.size())));
    }

    private record NewTopic(String name, int partitions, Map<String, String> configs) {}

    private HttpReply create(AdminCall call) {
        NewTopic wanted = call.mapping("a topic", Set.of("name", "partitions", "configs"), TopicRoutes::read);
        try {
            return HttpReply.json(201, broker.cluster().call(cluster -> {
                TopicConfigs configs =
                        TopicConfigs.of(wanted.configs(), cluster.configs().brokers());
                return tree(cluster, cluster.create(wanted.name(), wanted.partitions(), configs));
            }));
        } catch (TopicRefusal e) {
            int status = e.error() == ErrorCode.TOPIC_ALREADY_EXISTS ? 409 : 422;
            throw new HttpFaultException(status, HttpFault.of("body", String.valueOf(e.getMessage())));
        }
    }

    private static NewTopic read(MappingReader body, Problems problems) {
        String name = body.requireText("name");
        Integer partitions = body.integer("partitions", 1, 100_000);
        Map<String, String> configs = new LinkedHashMap<>();
        for (Entry config : body.entries("configs")) {
            if (config.value() instanceof Scalar scalar) {
                configs.put(config.name(), scalar.text());
            } else {
                problems.mismatch(config.value(), "the value of " + config.name());
            }
        }
        return new NewTopic(name, partitions == null ? 1 : partitions, configs);
    }

    private HttpReply show(AdminCall call) {
        return HttpReply.json(200, broker.cluster().call(cluster -> tree(cluster, find(cluster, call))));
    }

    private HttpReply delete(AdminCall call) {
        broker.cluster().call(cluster -> {
            cluster.delete(find(cluster, call));
            return true;
        });
        return HttpReply.json(200, Map.of());
    }

    private HttpReply moveLeader(AdminCall call) {
        int broker = ClusterRoutes.broker(call);
        MockCluster partitions = partitions(call);
        ClusterRoutes.checked(
                "broker", () -> partitions.moveLeader(call.parameter("name"), call.number("partition"), broker));
        return show(call);
    }

    /** Elects a leader; 409 if nobody can be elected. A leader that need not be elected stays. */
    private HttpReply elect(AdminCall call) {
        boolean unclean = !call.http().body().isBlank()
                && call.mapping("an election", Set.of("unclean"), (body, problems) -> body.flag("unclean", false));
        String name = call.parameter("name");
        int partition = call.number("partition");
        ErrorCode error = unclean
                ? partitions(call).electUncleanLeader(name, partition)
                : partitions(call).electPreferredLeader(name, partition);
        if (error != ErrorCode.NONE && error != ErrorCode.ELECTION_NOT_NEEDED) {
            throw new HttpFaultException(
                    409, HttpFault.mismatch("path", "a partition for which a leader can be elected", error.name()));
        }
        return show(call);
    }

    private HttpReply fence(AdminCall call) {
        partitions(call).bumpLeaderEpoch(call.parameter("name"), call.number("partition"));
        return show(call);
    }

    private HttpReply setIsr(AdminCall call) {
        List<Integer> isr = call.mapping("replicas in sync", Set.of("isr"), TopicRoutes::isr);
        MockCluster partitions = partitions(call);
        ClusterRoutes.checked("isr", () -> partitions.setIsr(call.parameter("name"), call.number("partition"), isr));
        return show(call);
    }

    private static List<Integer> isr(MappingReader body, Problems problems) {
        List<Integer> isr = new ArrayList<>();
        body.require("isr");
        for (YamlNode item : body.items("isr")) {
            if (item.plain() instanceof Long id && id >= 0 && id <= Integer.MAX_VALUE) {
                isr.add(id.intValue());
            } else {
                problems.mismatch(item, "the node id of a broker");
            }
        }
        return isr;
    }

    /** The cluster, after checking that the partition of the path exists. */
    private MockCluster partitions(AdminCall call) {
        int index = call.number("partition");
        boolean exists = broker.cluster()
                .call(cluster -> find(cluster, call).partition(index).isPresent());
        if (!exists) {
            throw new HttpFaultException(
                    404,
                    HttpFault.mismatch(
                            "path parameter partition", "a partition of the topic", Integer.toString(index)));
        }
        return broker.cluster();
    }

    private static Topic find(Cluster cluster, AdminCall call) {
        String name = call.parameter("name");
        return cluster.topics()
                .find(name)
                .orElseThrow(() -> new HttpFaultException(
                        404, HttpFault.mismatch("path parameter name", "the name of a topic", name)));
    }

    private static Map<String, Object> tree(Cluster cluster, Topic topic) {
        List<PartitionRegistration> registrations = cluster.replicas().of(topic);
        List<Map<String, Object>> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitions().size(); i++) {
            PartitionLog log = topic.partitions().get(i);
            Map<String, Object> partition = new LinkedHashMap<>();
            partition.put("partition", i);
            PartitionRegistration registration = registrations.get(i);
            partition.put("leader", registration.leader());
            partition.put("leaderEpoch", registration.leaderEpoch());
            partition.put("replicas", registration.replicas());
            partition.put("isr", registration.isr());
            partition.put("startOffset", log.startOffset());
            partition.put("endOffset", log.endOffset());
            partitions.add(partition);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", topic.name());
        tree.put("id", KafkaUuid.format(topic.id()));
        Map<String, Object> configs = new LinkedHashMap<>();
        int anyBroker = cluster.brokers().all().get(0).nodeId();
        topic.configs().describe(cluster.configs().brokers(), anyBroker).stream()
                .filter(config -> config.source() == ConfigSource.TOPIC)
                .forEach(config -> configs.put(config.name(), config.value()));
        tree.put("configs", configs);
        tree.put("partitions", partitions);
        return tree;
    }
}
