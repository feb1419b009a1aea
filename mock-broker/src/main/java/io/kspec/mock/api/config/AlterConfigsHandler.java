package io.kspec.mock.api.config;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.config.ConfigChange;
import io.kspec.mock.config.ConfigOperation;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * AlterConfigs: replaces all values of a resource; those that are not in the request are removed. To a request that names a
 * resource twice, which Apache Kafka never answers, the mock answers INVALID_REQUEST.
 *
 * <ul>
 *   <li>v1: throttling happens after the response. v2: flexible.
 * </ul>
 */
public final class AlterConfigsHandler implements ApiHandler {
    private final Cluster cluster;

    public AlterConfigsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "AlterConfigs";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        ResourceConfigs resources = new ResourceConfigs(cluster, context.brokerId());
        return new ConfigChangeAnswer(resources, AlterConfigsHandler::change, true).to(request, context);
    }

    private static ConfigChange change(Message entry) {
        return new ConfigChange(entry.getString("Name"), ConfigOperation.SET.code(), entry.getNullableString("Value"));
    }
}
