package io.kspec.suite.unlike;

import static io.kspec.suite.unlike.UnlikeBroker.that;

import io.kspec.protocol.message.Message;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Brokers that differ in what they tell administrators. */
final class UnlikeAdmin {
    private static final String[] CONFIGS = {"describe-configs.*", "alter-configs.*", "incremental-alter-configs.*"};
    private static final String DEFAULTS = "describe-configs.defaults-are-described";
    private static final int TOPIC = 2;
    private static final int SET_FOR_TOPIC = 1;

    static final List<UnlikeBroker> ALL = List.of(
            that("shows null for configurations of topics that nobody set", CONFIGS)
                    .answering(
                            "DescribeConfigs",
                            response -> describing(
                                    response,
                                    true,
                                    configs ->
                                            configs.map(config -> isSet(config) ? config : config.with("Value", null))))
                    .but(DEFAULTS),
            that("describes only the configurations of topics that were set", CONFIGS)
                    .answering(
                            "DescribeConfigs",
                            response -> describing(response, true, configs -> configs.filter(UnlikeAdmin::isSet)))
                    .but(DEFAULTS),
            that("shows sensitive configurations as empty texts", CONFIGS)
                    .answering(
                            "DescribeConfigs",
                            response -> describing(response, false, configs -> configs.map(UnlikeAdmin::hidden))),
            that("describes no configurations of brokers", CONFIGS)
                    .answering("DescribeConfigs", response -> describing(response, false, configs -> Stream.of()))
                    .but("describe-configs.loggers"),
            that("has configurations that no release has", CONFIGS).with(new Unlikeness() {
                @Override
                public Message response(Message request, Message response) {
                    return asksForAllKeys(request)
                            ? Rewrites.entries(response, "Results[*].Configs", UnlikeAdmin::andAnother)
                            : response;
                }
            }),
            that("has more synonyms of each configuration", CONFIGS)
                    .answering(
                            "DescribeConfigs",
                            response -> Rewrites.entries(
                                    response, "Results[*].Configs[*].Synonyms", UnlikeAdmin::andAnother)),
            that("does not tell the types of configurations", CONFIGS)
                    .answering(
                            "DescribeConfigs",
                            response -> Rewrites.set(response, "Results[*].Configs[*].ConfigType", 0)),
            that("has another log directory, which is empty", "describe-log-dirs.*", "alter-replica-log-dirs.*")
                    .answering(
                            "DescribeLogDirs",
                            response -> Rewrites.entries(
                                    response, "Results", dirs -> dirs.flatMap(dir -> Stream.of(empty(dir), dir)))),
            that("lists groups and configured resources of others", "list-groups.*", "list-config-resources.*")
                    .answering(
                            "ListGroups",
                            response -> Rewrites.entries(response, "Groups", groups -> another(groups, "GroupId")))
                    .answering(
                            "ListConfigResources",
                            response -> Rewrites.entries(
                                    response, "ConfigResources", resources -> another(resources, "ResourceName"))),
            that("does not know how large its volumes are", "describe-log-dirs.*")
                    .answering(
                            "DescribeLogDirs",
                            response -> Rewrites.set(
                                    Rewrites.set(response, "Results[*].TotalBytes", -1), "Results[*].UsableBytes", -1)),
            that("returns partitions of topics without pages", "describe-topic-partitions.*")
                    .reading(
                            "DescribeTopicPartitions",
                            request -> request.with("ResponsePartitionLimit", Integer.MAX_VALUE))
                    .but("describe-topic-partitions.limit-is-kept"));

    private UnlikeAdmin() {}

    /** Describes the configurations of topics, or of everything else, differently. */
    private static Message describing(Message response, boolean topics, UnaryOperator<Stream<Message>> change) {
        return Rewrites.entries(
                response,
                "Results",
                results -> results.map(result -> (result.getInt("ResourceType") == TOPIC) == topics
                        ? Rewrites.entries(result, "Configs", change)
                        : result));
    }

    private static boolean asksForAllKeys(Message request) {
        return request.id().name().equals("DescribeConfigs")
                && request.getStructs("Resources").stream().allMatch(resource -> resource.isNull("ConfigurationKeys"));
    }

    /** The same entries and a last one, which is like the first one but for its name. */
    private static Stream<Message> andAnother(Stream<Message> entries) {
        return another(entries, "Name");
    }

    private static Stream<Message> another(Stream<Message> entries, String name) {
        List<Message> all = entries.toList();
        return Stream.concat(all.stream(), all.stream().limit(1).map(entry -> entry.with(name, "kspec.another")));
    }

    private static Message empty(Message dir) {
        return dir.with("LogDir", dir.getString("LogDir") + "-2").with("Topics", List.of());
    }

    private static Message hidden(Message config) {
        return config.getBoolean("IsSensitive") ? config.with("Value", "") : config;
    }

    private static boolean isSet(Message config) {
        return config.has("ConfigSource")
                ? config.getInt("ConfigSource") == SET_FOR_TOPIC
                : !config.getBoolean("IsDefault");
    }
}
