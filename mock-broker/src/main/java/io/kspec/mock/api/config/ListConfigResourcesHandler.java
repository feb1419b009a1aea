package io.kspec.mock.api.config;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.config.ConfigResourceType;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * ListConfigResources, which had the name ListClientMetricsResources in version 0.
 *
 * <ul>
 *   <li>v0: client metrics subscriptions (KIP-714).
 *   <li>v1: resources of the types that the client chooses, or of all types (KIP-1142); a type that does not exist is
 *       answered UNSUPPORTED_VERSION.
 * </ul>
 */
public final class ListConfigResourcesHandler implements ApiHandler {
    /** In the order of Apache Kafka's response. */
    private static final List<ConfigResourceType> ORDER = List.of(
            ConfigResourceType.GROUP,
            ConfigResourceType.CLIENT_METRICS,
            ConfigResourceType.BROKER_LOGGER,
            ConfigResourceType.BROKER,
            ConfigResourceType.TOPIC);

    private final Cluster cluster;

    public ListConfigResourcesHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ListConfigResources";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        Set<Integer> asked = context.version() == 0
                ? Set.of(ConfigResourceType.CLIENT_METRICS.code())
                : request.getList("ResourceTypes", Byte.class).stream()
                        .map(Byte::intValue)
                        .collect(Collectors.toSet());
        MessageBuilder response = context.response();
        if (asked.stream().anyMatch(code -> ConfigResourceType.of(code).isEmpty())) {
            return HandlerAnswer.now(
                    response.set("ErrorCode", ErrorCode.UNSUPPORTED_VERSION).build());
        }
        for (ConfigResourceType type : ORDER) {
            if (asked.isEmpty() || asked.contains(type.code())) {
                names(type)
                        .forEach(name -> response.add("ConfigResources", resource -> resource.set("ResourceName", name)
                                .setIfPresent("ResourceType", type.code())));
            }
        }
        return HandlerAnswer.now(response.build());
    }

    private List<String> names(ConfigResourceType type) {
        return switch (type) {
            case GROUP -> cluster.configs().groups().names();
            case CLIENT_METRICS -> cluster.configs().clientMetrics().names();
            case TOPIC -> cluster.topics().all().stream().map(Topic::name).toList();
            case BROKER, BROKER_LOGGER ->
                cluster.configs().brokers().nodeIds().stream()
                        .map(id -> Integer.toString(id))
                        .toList();
        };
    }
}
