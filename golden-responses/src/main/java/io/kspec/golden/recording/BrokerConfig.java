package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ConfigRequests;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a broker says of its own configuration where that is not the default.
 *
 * @param values by name, without what names a place on its machine, and without its roles and the sizes of its internal
 *     topics, which follow from how many nodes there are
 */
public record BrokerConfig(SortedMap<String, String> values) {
    /** The source of a value that stands in the broker's own file. */
    private static final int STATIC_BROKER_CONFIG = 4;

    private static final List<String> PLACES = List.of("listener", "voters", "log.dir", "path", "location", "password");
    private static final List<String> NODES = List.of(
            "node.id",
            "broker.id",
            "process.roles",
            "offsets.topic.",
            "transaction.state.log.",
            "share.coordinator.state.topic.");

    public BrokerConfig {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static BrokerConfig ask(BrokerFixture ground) {
        if (!ground.speaks("DescribeConfigs")) {
            return new BrokerConfig(new TreeMap<>());
        }
        Message answer = ground.ask(ConfigRequests.describeBroker(ground.broker()), 1);
        SortedMap<String, String> values = new TreeMap<>();
        for (Message config : answer.getStructs("Results").get(0).getStructs("Configs")) {
            String value = config.getNullableString("Value");
            if (config.getInt("ConfigSource") == STATIC_BROKER_CONFIG
                    && value != null
                    && !isLeftOut(config.getString("Name"))) {
                values.put(config.getString("Name"), value);
            }
        }
        return new BrokerConfig(values);
    }

    private static boolean isLeftOut(String name) {
        return PLACES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains)
                || NODES.stream().anyMatch(name::startsWith);
    }
}
