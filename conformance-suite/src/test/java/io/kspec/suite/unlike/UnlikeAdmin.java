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
            that("does not tell the types of configurations", CONFIGS)
                    .answering(
                            "DescribeConfigs",
                            response -> Rewrites.set(response, "Results[*].Configs[*].ConfigType", 0)),
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

    private static Message hidden(Message config) {
        return config.getBoolean("IsSensitive") ? config.with("Value", "") : config;
    }

    private static boolean isSet(Message config) {
        return config.has("ConfigSource")
                ? config.getInt("ConfigSource") == SET_FOR_TOPIC
                : !config.getBoolean("IsDefault");
    }
}
