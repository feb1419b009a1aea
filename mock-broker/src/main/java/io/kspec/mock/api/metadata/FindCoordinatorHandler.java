package io.kspec.mock.api.metadata;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.cluster.CoordinatorTable.Kind;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import org.jspecify.annotations.Nullable;

/**
 * FindCoordinator. The first request for a group creates the topic {@code __consumer_offsets}, that for a transactional id
 * {@code __transaction_state}, that for a partition of a share group {@code __share_group_state}, whether or not topics are created
 * automatically. Kafka answers it COORDINATOR_NOT_AVAILABLE
 * meanwhile; the mock, whose topic is there at once, does not.
 *
 * <ul>
 *   <li>v0: groups only.
 *   <li>v1: key type (0 group, 1 transaction); throttle time; an error message, which Kafka sets to {@code NONE} on
 *       success.
 *   <li>v3: flexible.
 *   <li>v4: several keys per request (KIP-699); the message is empty on success.
 *   <li>v5: TRANSACTION_ABORTABLE is possible; the mock never returns it.
 *   <li>v6: key type 2, partitions of share groups (KIP-932).
 * </ul>
 */
public final class FindCoordinatorHandler implements ApiHandler {
    private static final int GROUP = 0;
    private static final int TRANSACTION = 1;
    private static final int SHARE = 2;

    private final Cluster cluster;

    public FindCoordinatorHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "FindCoordinator";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 6);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        int version = context.version();
        int type = version >= 1 ? request.getInt("KeyType") : GROUP;
        MessageBuilder response = context.response();
        if (version >= 4) {
            response.setEach("Coordinators", request.getStrings("CoordinatorKeys"), (entry, key) -> {
                Found found = find(type, key, version);
                fill(entry.set("Key", key), found, context.listener());
                entry.set("ErrorMessage", messageOf(found.error(), type, ""));
            });
        } else {
            Found found = find(type, request.getString("Key"), version);
            fill(response, found, context.listener());
            response.setIfPresent("ErrorMessage", messageOf(found.error(), type, "NONE"));
        }
        return HandlerAnswer.now(response.build());
    }

    /** The coordinator of a key, or why there is none. */
    private record Found(ErrorCode error, @Nullable ClusterBroker broker) {}

    private Found find(int type, String key, int version) {
        ErrorCode error = check(type, key, version);
        if (error != ErrorCode.NONE) {
            return new Found(error, null);
        }
        Kind kind =
                switch (type) {
                    case GROUP -> Kind.GROUP;
                    case TRANSACTION -> Kind.TRANSACTION;
                    default -> Kind.SHARE;
                };
        cluster.createTopicOf(kind);
        int coordinator = cluster.coordinators().coordinator(kind, key);
        return cluster.brokers()
                .find(coordinator)
                .map(broker -> new Found(ErrorCode.NONE, broker))
                .orElseGet(() -> new Found(ErrorCode.COORDINATOR_NOT_AVAILABLE, null));
    }

    private static ErrorCode check(int type, String key, int version) {
        if (type == GROUP || type == TRANSACTION) {
            return ErrorCode.NONE;
        }
        return type == SHARE && version >= 6 && isSharePartition(key) ? ErrorCode.NONE : ErrorCode.INVALID_REQUEST;
    }

    /** Whether a key has the form {@code groupId:topicId:partition}. */
    private static boolean isSharePartition(String key) {
        String[] parts = key.split(":", -1);
        if (parts.length < 3) {
            return false;
        }
        try {
            return KafkaUuid.parse(parts[parts.length - 2]) != null && Integer.parseInt(parts[parts.length - 1]) >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void fill(MessageBuilder coordinator, Found found, String listener) {
        ClusterBroker broker = found.broker();
        coordinator
                .set("ErrorCode", found.error())
                .set("NodeId", broker == null ? -1 : broker.nodeId())
                .set("Host", broker == null ? "" : broker.host())
                .set("Port", broker == null ? -1 : broker.port(listener));
    }

    private static String messageOf(ErrorCode error, int type, String whenFound) {
        if (error == ErrorCode.NONE) {
            return whenFound;
        }
        return error == ErrorCode.COORDINATOR_NOT_AVAILABLE
                ? ""
                : "There is no coordinator for keys of type " + type + ".";
    }
}
