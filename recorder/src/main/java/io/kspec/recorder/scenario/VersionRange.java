package io.kspec.recorder.scenario;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The versions at which a recorded request can be sent: up to the recorded one, and down to where a field would be lost that
 * matters.
 */
record VersionRange(ApiSpec api, int lowest, int highest) {
    /** The names under which structures have a topic, where other versions have its id. */
    static final List<String> TOPIC_NAMES = List.of("Topic", "Name", "TopicName");

    static final String TOPIC_ID = "TopicId";

    /** Fields without which a request still asks for the same. */
    private static final Set<String> EXPENDABLE = Set.of(
            "TimeoutMs",
            "ClientSoftwareName",
            "ClientSoftwareVersion",
            "Reason",
            "Rack",
            "RackId",
            "ReplicaDirectoryId",
            "AllowAutoTopicCreation",
            "IncludeClusterAuthorizedOperations",
            "IncludeTopicAuthorizedOperations",
            "IncludeFencedBrokers",
            "EndpointType",
            "RequireStable",
            "ProtocolType",
            "ProtocolName",
            "CurrentLeaderEpoch",
            "LastFetchedEpoch",
            "CommittedLeaderEpoch",
            "LeaderEpoch",
            "LogStartOffset",
            "HighWatermark",
            "ReplicaState");

    /** The first version of Metadata that answers for ids of topics: before, brokers reject them (KIP-516). */
    private static final int FIRST_METADATA_BY_ID = 12;

    /** From this version on, Produce adds its partitions to the transaction, which AddPartitionsToTxn does before (KIP-890). */
    private static final int FIRST_ADDING = 12;

    /** From this version of ConsumerGroupHeartbeat on, members choose their own ids, which the broker did before (KIP-1082). */
    private static final int FIRST_OF_OWN_IDS = 1;

    static VersionRange of(SessionStep step) {
        int lowest = step.version();
        int floor = floor(step);
        while (lowest > floor
                && keeps(step.request(), step.api().request(lowest - 1).struct())) {
            lowest--;
        }
        return new VersionRange(step.api(), lowest, step.version());
    }

    /** The lowest version that means the same, whatever its fields. */
    private static int floor(SessionStep step) {
        if (step.is("ConsumerGroupHeartbeat") && step.version() >= FIRST_OF_OWN_IDS) {
            return FIRST_OF_OWN_IDS;
        }
        if (step.is("Produce")
                && step.version() >= FIRST_ADDING
                && step.request().get("TransactionalId") != null) {
            return FIRST_ADDING;
        }
        return step.is("Metadata") && asksById(step.request())
                ? FIRST_METADATA_BY_ID
                : step.api().versions().lowest();
    }

    private static boolean asksById(Message metadata) {
        return metadata.get("Topics") != null
                && metadata.getStructs("Topics").stream().anyMatch(topic -> topic.get("Name") == null);
    }

    /** The versions that both ranges have; of two that have none in common, the first. */
    VersionRange intersect(VersionRange other) {
        int low = Math.max(lowest, other.lowest);
        int high = Math.min(highest, other.highest);
        return low <= high ? new VersionRange(api, low, high) : this;
    }

    private static boolean keeps(Message message, StructSpec other) {
        for (FieldSpec field : message.spec().allFields()) {
            Object value = message.get(field);
            if (EXPENDABLE.contains(field.name()) || isDefault(message, field)) {
                continue;
            }
            FieldSpec there = other.find(field.name());
            if (there == null) {
                boolean named =
                        field.name().equals(TOPIC_ID) && TOPIC_NAMES.stream().anyMatch(other::has);
                if (!named) {
                    return false;
                }
            } else if (value == null) {
                if (!there.nullable()) {
                    return false;
                }
            } else if (value instanceof Message struct) {
                if (!keeps(struct, there.type().structSpec())) {
                    return false;
                }
            } else if (value instanceof List<?> entries && field.type().isStructArray()) {
                StructSpec entry = there.type().elementType().structSpec();
                if (!entries.stream().allMatch(each -> keeps((Message) each, entry))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a field has the value that it has if it is not set. */
    static boolean isDefault(Message message, FieldSpec field) {
        Object value = message.get(field);
        Object otherwise = message.spec().defaults().get(field);
        return value == null ? otherwise == null : value.equals(otherwise);
    }

    /** The structures of the request at all of these versions. */
    List<StructSpec> requests() {
        List<StructSpec> specs = new ArrayList<>();
        for (int version = lowest; version <= highest; version++) {
            specs.add(api.request(version).struct());
        }
        return specs;
    }

    /** Whether responses have the fields of a path, which may have indexes, at all of these versions. */
    boolean isInAllResponses(String path) {
        for (int version = lowest; version <= highest; version++) {
            if (!has(api.response(version).struct(), path)) {
                return false;
            }
        }
        return true;
    }

    /** Those of these versions whose responses have the fields of a path; the highest has. */
    VersionRange with(String path) {
        int low = highest;
        while (low > lowest && has(api.response(low - 1).struct(), path)) {
            low--;
        }
        return new VersionRange(api, low, highest);
    }

    /** Those of these versions that are not below another one, as far as there are any. */
    VersionRange from(int floor) {
        return new VersionRange(api, Math.min(highest, Math.max(lowest, floor)), highest);
    }

    private static boolean has(StructSpec spec, String path) {
        StructSpec struct = spec;
        int start = 0;
        while (true) {
            int dot = path.indexOf('.', start);
            String step = path.substring(start, dot < 0 ? path.length() : dot);
            int bracket = step.indexOf('[');
            FieldSpec field = struct.find(bracket < 0 ? step : step.substring(0, bracket));
            if (field == null) {
                return false;
            }
            if (dot < 0) {
                return true;
            }
            struct = field.type().structSpec();
            start = dot + 1;
        }
    }

    /** {@code 3-9}, as scenarios write it. */
    String text() {
        return lowest == highest ? String.valueOf(lowest) : lowest + "-" + highest;
    }
}
