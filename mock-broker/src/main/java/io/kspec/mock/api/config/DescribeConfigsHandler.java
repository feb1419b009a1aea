package io.kspec.mock.api.config;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.config.ConfigRefusal;
import io.kspec.mock.config.DescribedConfig;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * DescribeConfigs. A request without keys asks for all.
 *
 * <ul>
 *   <li>v0: whether a value is the default, which Apache Kafka 3.9 says of none.
 *   <li>v1: the source of a value, and its synonyms on request (KIP-226). v2: throttling happens after the response.
 *   <li>v3: types, and documentation on request (KIP-569). v4: flexible.
 * </ul>
 */
public final class DescribeConfigsHandler implements ApiHandler {
    private final Cluster cluster;

    public DescribeConfigsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DescribeConfigs";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 4);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        ResourceConfigs resources = new ResourceConfigs(cluster, context.brokerId());
        boolean withSynonyms = context.version() >= 1 && request.getBoolean("IncludeSynonyms");
        boolean withAbout = context.version() >= 3 && request.getBoolean("IncludeDocumentation");
        return HandlerAnswer.now(context.response()
                .setEach("Results", request.getStructs("Resources"), (result, asked) -> {
                    int type = asked.getInt("ResourceType");
                    String name = asked.getString("ResourceName");
                    result.set("ResourceType", type).set("ResourceName", name).set("ErrorMessage", "");
                    try {
                        result.setEach(
                                "Configs",
                                chosen(resources.describe(type, name), asked),
                                (entry, config) -> fill(entry, config, withSynonyms, withAbout));
                    } catch (ConfigRefusal refused) {
                        result.set("ErrorCode", refused.error()).set("ErrorMessage", refused.getMessage());
                    }
                })
                .build());
    }

    private static List<DescribedConfig> chosen(List<DescribedConfig> all, Message asked) {
        Set<String> keys =
                asked.isNull("ConfigurationKeys") ? Set.of() : new HashSet<>(asked.getStrings("ConfigurationKeys"));
        return keys.isEmpty()
                ? all
                : all.stream().filter(config -> keys.contains(config.name())).toList();
    }

    private static void fill(MessageBuilder entry, DescribedConfig config, boolean withSynonyms, boolean withAbout) {
        entry.set("Name", config.name())
                .set("Value", config.value())
                .set("ReadOnly", config.readOnly())
                .setIfPresent("ConfigSource", config.source().code())
                .set("IsSensitive", config.sensitive())
                .setIfPresent("ConfigType", config.typeCode())
                .setIfPresent("Documentation", withAbout || config.typeCode() == 0 ? config.about() : null);
        if (withSynonyms) {
            entry.setEach("Synonyms", config.synonyms(), (synonym, value) -> synonym.set("Name", value.name())
                    .set("Value", value.value())
                    .set("Source", value.source().code()));
        }
    }
}
