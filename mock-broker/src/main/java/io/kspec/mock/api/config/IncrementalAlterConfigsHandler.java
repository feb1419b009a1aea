package io.kspec.mock.api.config;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.config.ConfigChange;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * IncrementalAlterConfigs (KIP-339): sets and removes single values, and items of lists.
 *
 * <ul>
 *   <li>v1: flexible.
 * </ul>
 */
public final class IncrementalAlterConfigsHandler implements ApiHandler {
    private final Cluster cluster;

    public IncrementalAlterConfigsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "IncrementalAlterConfigs";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        ResourceConfigs resources = new ResourceConfigs(cluster, context.brokerId());
        return new ConfigChangeAnswer(resources, IncrementalAlterConfigsHandler::change, false).to(request, context);
    }

    private static ConfigChange change(Message entry) {
        return new ConfigChange(
                entry.getString("Name"), entry.getInt("ConfigOperation"), entry.getNullableString("Value"));
    }
}
