package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpFaultException;
import io.kspec.mock.admin.http.HttpReply;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicConfig;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The topics. */
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
                AdminRoute.of("DELETE", "/topics/{name}", this::delete));
    }

    private HttpReply list() {
        List<Map<String, Object>> topics = broker.withCluster(cluster ->
                cluster.topics().all().stream().map(TopicRoutes::tree).toList());
        return HttpReply.json(200, Map.of("topics", topics, "meta", Map.of("total", topics.size())));
    }

    private record NewTopic(String name, int partitions, Map<String, String> configs) {}

    private HttpReply create(AdminCall call) {
        NewTopic wanted = call.mapping("a topic", Set.of("name", "partitions", "configs"), TopicRoutes::read);
        try {
            TopicConfigs configs = TopicConfigs.of(wanted.configs());
            return HttpReply.json(201, broker.withCluster(cluster ->
                    tree(cluster.topics().create(wanted.name(), wanted.partitions(), configs))));
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
        return HttpReply.json(200, broker.withCluster(cluster -> tree(find(cluster, call))));
    }

    private HttpReply delete(AdminCall call) {
        broker.withCluster(cluster -> {
            cluster.delete(find(cluster, call));
            return true;
        });
        return HttpReply.json(200, Map.of());
    }

    private static Topic find(Cluster cluster, AdminCall call) {
        String name = call.parameter("name");
        return cluster.topics()
                .find(name)
                .orElseThrow(() -> new HttpFaultException(
                        404, HttpFault.mismatch("path parameter name", "the name of a topic", name)));
    }

    private static Map<String, Object> tree(Topic topic) {
        List<Map<String, Object>> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitions().size(); i++) {
            PartitionLog log = topic.partitions().get(i);
            Map<String, Object> partition = new LinkedHashMap<>();
            partition.put("partition", i);
            partition.put("startOffset", log.startOffset());
            partition.put("endOffset", log.endOffset());
            partitions.add(partition);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", topic.name());
        tree.put("id", KafkaUuid.format(topic.id()));
        Map<String, Object> configs = new LinkedHashMap<>();
        TopicConfig.ALL.stream()
                .filter(topic.configs()::isSet)
                .forEach(config -> configs.put(config.key(), topic.configs().get(config)));
        tree.put("configs", configs);
        tree.put("partitions", partitions);
        return tree;
    }
}
