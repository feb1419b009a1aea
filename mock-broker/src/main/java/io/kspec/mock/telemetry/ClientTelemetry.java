package io.kspec.mock.telemetry;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Which client instances are subscribed to which metrics, and which of their pushes a broker takes (KIP-714). Owned by one thread;
 * times are milliseconds since the epoch.
 */
public final class ClientTelemetry {
    /** How many instances Apache Kafka remembers; those that were used longest ago are forgotten first. */
    private static final int MOST = 16_384;

    private final Supplier<List<SortedMap<String, String>>> configs;
    private final Map<UUID, ClientInstance> instances = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, ClientInstance> eldest) {
            return size() > MOST;
        }
    };
    private List<SortedMap<String, String>> known = List.of();
    private long changes;

    /**
     * Creates telemetry of which no instance is known.
     *
     * @param configs the values that are set for each subscription, by name
     */
    public ClientTelemetry(Supplier<List<SortedMap<String, String>>> configs) {
        this.configs = configs;
    }

    /**
     * The answer to a request for a subscription.
     *
     * @param subscription what to push; what nobody asks for if there is an error
     */
    public record Granted(ErrorCode error, int subscriptionId, TelemetrySubscription subscription) {}

    /** GetTelemetrySubscriptions: NONE, or THROTTLING_QUOTA_EXCEEDED if it comes before the next push is due. */
    public Granted get(TelemetryClient client, long nowMs) {
        ClientInstance instance = instance(client);
        return new Granted(instance.get(nowMs), instance.subscriptionId(), instance.subscription());
    }

    /**
     * PushTelemetry: NONE, INVALID_REQUEST after the last push, THROTTLING_QUOTA_EXCEEDED, UNKNOWN_SUBSCRIPTION_ID,
     * UNSUPPORTED_COMPRESSION_TYPE or TELEMETRY_TOO_LARGE, the first that applies.
     */
    public ErrorCode push(TelemetryClient client, TelemetryPush push, long nowMs) {
        return instance(client).push(push, nowMs);
    }

    /** The instance of a client; a new one whenever the subscriptions have changed. */
    private ClientInstance instance(TelemetryClient client) {
        List<SortedMap<String, String>> current = configs.get();
        if (!current.equals(known)) {
            known = List.copyOf(current);
            changes++;
        }
        ClientInstance instance = instances.get(client.instanceId());
        if (instance == null || instance.changes() != changes) {
            instance = created(client);
            instances.put(client.instanceId(), instance);
        }
        return instance;
    }

    private ClientInstance created(TelemetryClient client) {
        List<TelemetrySubscription> selecting = new ArrayList<>();
        for (SortedMap<String, String> config : known) {
            if (items(config, "match").stream().allMatch(pattern -> selects(pattern, client))) {
                selecting.add(new TelemetrySubscription(
                        new TreeSet<>(items(config, "metrics")),
                        Integer.parseInt(config.getOrDefault(
                                        "interval.ms", Integer.toString(TelemetrySubscription.DEFAULT_INTERVAL_MS))
                                .strip())));
            }
        }
        TelemetrySubscription subscription = TelemetrySubscription.of(selecting);
        CRC32C crc = new CRC32C();
        crc.update((subscription.metrics().toString() + subscription.intervalMs()).getBytes(StandardCharsets.UTF_8));
        return new ClientInstance(
                subscription, (int) crc.getValue() ^ client.instanceId().hashCode(), changes);
    }

    private static List<String> items(SortedMap<String, String> config, String name) {
        List<String> items = new ArrayList<>();
        for (String item : config.getOrDefault(name, "").split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    /** Like Kafka, a selector must match the whole value. The mock does not know the port that a client connects from. */
    private static boolean selects(String pattern, TelemetryClient client) {
        int equals = pattern.indexOf('=');
        Map<String, Function<TelemetryClient, String>> values = Map.of(
                "client_instance_id", each -> KafkaUuid.format(each.instanceId()),
                "client_id", TelemetryClient::clientId,
                "client_software_name", TelemetryClient::softwareName,
                "client_software_version", TelemetryClient::softwareVersion,
                "client_source_address", TelemetryClient::address);
        Function<TelemetryClient, String> value =
                values.get(pattern.substring(0, Math.max(0, equals)).strip());
        return value != null
                && Pattern.compile(pattern.substring(equals + 1).strip())
                        .matcher(value.apply(client))
                        .matches();
    }
}
