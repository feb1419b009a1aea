package io.kspec.stage.cluster;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Connections;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.TargetUnreachable;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorResponses;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.FoundCoordinator;
import io.kspec.stage.requests.MetadataRequests;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds coordinators and partition leaders. A single broker is not asked: everything goes to the target itself, whatever
 * address it advertises.
 */
public final class Brokers {
    /** Version 13 adds nothing that is needed here. */
    private static final Versions METADATA = new Versions(0, 12);

    private final Connections client;
    private final VersionChoice versions;
    private @Nullable Boolean single;
    private @Nullable SharedCluster shared;

    /**
     * The brokers that the target knows.
     *
     * @param client asks the target
     */
    public Brokers(Connections client, VersionChoice versions) {
        this.client = client;
        this.versions = versions;
    }

    /** Shares what is learned of the target with other stages. */
    public synchronized void share(SharedCluster common) {
        shared = common;
    }

    /**
     * The coordinator of a key.
     *
     * @param key a group id, a transactional id, or the key of a share-group partition
     * @throws RequestRefused if the target names none
     */
    public synchronized Target coordinator(CoordinatorType type, String key) {
        if (isSingle()) {
            return client.target();
        }
        Exchange exchange = client.toTarget()
                .exchange(CoordinatorRequests.find(type, key), versions.version("FindCoordinator", type.versions()));
        Message answer = Connection.decode(exchange);
        List<FoundCoordinator> found = CoordinatorResponses.coordinators(answer);
        String what = "finding the " + type.name().toLowerCase(Locale.ROOT) + " coordinator of " + key;
        if (found.isEmpty()) {
            throw new RequestRefused(what, 0, "the answer names none", exchange);
        }
        FoundCoordinator coordinator = found.get(0);
        if (coordinator.errorCode() != 0) {
            throw new RequestRefused(
                    what,
                    coordinator.errorCode(),
                    null,
                    exchange,
                    CoordinatorResponses.firstPath(answer) + "ErrorCode");
        }
        return address(coordinator.host(), coordinator.port(), what, exchange);
    }

    /**
     * The leader of a partition.
     *
     * @throws RequestRefused if the target names none
     */
    public synchronized Target leader(String topic, int partition) {
        if (isSingle()) {
            return client.target();
        }
        Exchange exchange = metadata(List.of(topic));
        Message answer = Connection.decode(exchange);
        for (Message found : answer.getStructs("Topics")) {
            for (Message entry : found.getStructs("Partitions")) {
                if (topic.equals(found.getNullableString("Name")) && entry.getInt("PartitionIndex") == partition) {
                    return address(answer, entry, topic, exchange);
                }
            }
        }
        throw new RequestRefused("finding the leader of " + topic + "-" + partition, 0, "no such partition", exchange);
    }

    /** The broker that creates topics, as Metadata names it now; the target itself if it names none, or is alone. */
    synchronized Target controller() {
        if (isSingle()) {
            return client.target();
        }
        Exchange exchange = unpinnedMetadata(List.of());
        Message answer = Connection.decode(exchange);
        Optional<Message> broker =
                answer.has("ControllerId") ? broker(answer, answer.getInt("ControllerId")) : Optional.empty();
        return broker.map(found -> address(found, "finding the controller", exchange))
                .orElse(client.target());
    }

    private static Optional<Message> broker(Message metadata, int nodeId) {
        return metadata.getStructs("Brokers").stream()
                .filter(broker -> broker.getInt("NodeId") == nodeId)
                .findFirst();
    }

    private static Target address(Message metadata, Message partition, String topic, Exchange exchange) {
        int leader = partition.getInt("LeaderId");
        String what = "finding the leader of " + topic + "-" + partition.getInt("PartitionIndex");
        return broker(metadata, leader)
                .map(found -> address(found, what, exchange))
                .orElseThrow(() -> new RequestRefused(
                        what,
                        partition.getShort("ErrorCode"),
                        "its leader " + leader + " is not among the brokers",
                        exchange));
    }

    private static Target address(Message broker, String what, Exchange exchange) {
        return address(broker.getString("Host"), broker.getInt("Port"), what, exchange);
    }

    private static Target address(String host, int port, String what, Exchange exchange) {
        try {
            return new Target(host, port);
        } catch (IllegalArgumentException e) {
            throw new RequestRefused(what, 0, "its address is \"" + host + "\", port " + port, exchange);
        }
    }

    /** Asks for the metadata of topics; of the brokers alone if the list is empty. */
    Exchange metadata(List<String> topics) {
        return metadata(topics, versions.version("Metadata", METADATA));
    }

    /** As {@link #metadata}, whatever version is pinned. */
    Exchange unpinnedMetadata(List<String> topics) {
        return metadata(topics, versions.unpinned("Metadata", METADATA));
    }

    /** Asks for a topic, which is to be created if there is none, whatever version is pinned. */
    Exchange metadataThatCreates(String topic) {
        return client.toTarget().exchange(MetadataRequests.creating(topic), versions.unpinned("Metadata", METADATA));
    }

    private Exchange metadata(List<String> topics, int version) {
        return client.toTarget().exchange(MetadataRequests.topics(topics), version);
    }

    private boolean isSingle() {
        if (single == null) {
            SharedCluster common = shared;
            single = (common == null ? Optional.<Boolean>empty() : common.single()).orElseGet(this::askWhetherSingle);
        }
        return single;
    }

    private boolean askWhetherSingle() {
        // What is shared does not depend on the version that one stage pins.
        int version = shared == null ? versions.version("Metadata", METADATA) : versions.unpinned("Metadata", METADATA);
        if (versions.rank("Metadata", version) == VersionRanking.SILENT) {
            client.transcript().note("treated as a single broker, since its Metadata is never answered");
            return true;
        }
        try {
            boolean alone = Connection.decode(metadata(List.of(), version))
                            .getStructs("Brokers")
                            .size()
                    <= 1;
            if (shared != null) {
                shared.learn(alone);
            }
            return alone;
        } catch (TargetUnreachable | StageInterrupted e) {
            throw e;
        } catch (StageFailure e) {
            client.transcript()
                    .note("treated as a single broker, since its Metadata cannot be read: " + e.getMessage());
            client.closeAll();
            return true;
        }
    }
}
