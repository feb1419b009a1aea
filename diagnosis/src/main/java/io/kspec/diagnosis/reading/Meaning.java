package io.kspec.diagnosis.reading;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import java.util.Set;

/** The meaning of a number or text, as far as it determines which values are likely. */
public enum Meaning {
    PLAIN,
    BOOL,
    FLOAT,
    ERROR_CODE,
    THROTTLE_TIME,
    CORRELATION_ID,
    BROKER,
    PARTITION,
    OFFSET,
    TIMESTAMP,
    EPOCH,
    /** Of a member: a static one leaves for a while with -2 (KIP-848). */
    MEMBER_EPOCH,
    PORT,
    OPERATIONS,
    /** Of an API or a feature. */
    LOWEST_VERSION,
    /** Of an ACL: deny or allow. */
    PERMISSION,
    /** The minimum number of bytes a fetch waits for. */
    LEAST_BYTES,
    /** The maximum number of bytes a fetch returns. */
    MOST_BYTES,
    /** The number of bytes that follow in a record. */
    RECORD_LENGTH,
    GROUP_STATE,
    PROTOCOL_TYPE,
    ASSIGNOR,
    MEMBER_ID,
    /** What a quota applies to: {@code user}, {@code client-id} or {@code ip}. */
    QUOTA_ENTITY,
    PRINCIPAL_TYPE,
    /** {@code User:alice}. */
    PRINCIPAL,
    /** {@code /10.0.0.7}, or {@code *} for any. */
    CLIENT_HOST,
    SOFTWARE_NAME,
    SOFTWARE_VERSION,
    /** A text of several words, for humans. */
    SENTENCE;

    private static final Set<String> BROKERS = Set.of(
            "NodeId",
            "Leader",
            "LeaderId",
            "ControllerId",
            "BrokerId",
            "ReplicaId",
            "ReplicaNodes",
            "IsrNodes",
            "OfflineReplicas",
            "Replicas",
            "PreferredReadReplica");
    private static final Set<String> PARTITIONS = Set.of("PartitionIndex", "Partition", "PartitionId", "Partitions");

    static Meaning of(FieldSpec field) {
        FieldKind kind =
                field.kind() == FieldKind.ARRAY ? field.type().elementType().kind() : field.kind();
        String name = field.name();
        return switch (kind) {
            case BOOL -> BOOL;
            case FLOAT64 -> FLOAT;
            case INT8 -> name.equals("PermissionType") ? PERMISSION : PLAIN;
            case INT16 -> ofInt16(name);
            case INT32 -> ofInt32(field, name);
            case INT64 -> ofInt64(name);
            case STRING -> ofText(name);
            default -> PLAIN;
        };
    }

    private static Meaning ofInt16(String name) {
        if (name.endsWith("ErrorCode")) {
            return ERROR_CODE;
        }
        if (name.equals("MinVersion") || name.equals("MinSupportedVersion")) {
            return LOWEST_VERSION;
        }
        return name.endsWith("Epoch") ? EPOCH : PLAIN;
    }

    private static Meaning ofInt32(FieldSpec field, String name) {
        if (name.equals("ThrottleTimeMs")) {
            return THROTTLE_TIME;
        }
        if (name.equals("CorrelationId")) {
            return CORRELATION_ID;
        }
        if (field.entityType().equals("brokerId") || BROKERS.contains(name)) {
            return BROKER;
        }
        if (PARTITIONS.contains(name)) {
            return PARTITION;
        }
        if (name.endsWith("AuthorizedOperations")) {
            return OPERATIONS;
        }
        if (name.equals("MemberEpoch")) {
            return MEMBER_EPOCH;
        }
        if (name.endsWith("Epoch") || name.startsWith("Generation")) {
            return EPOCH;
        }
        return switch (name) {
            case "Port" -> PORT;
            case "MinBytes" -> LEAST_BYTES;
            case "MaxBytes", "PartitionMaxBytes" -> MOST_BYTES;
            default -> PLAIN;
        };
    }

    private static Meaning ofInt64(String name) {
        if (name.contains("Timestamp") || name.endsWith("TimeMs")) {
            return TIMESTAMP;
        }
        return name.contains("Offset") || name.endsWith("HighWatermark") ? OFFSET : PLAIN;
    }

    private static Meaning ofText(String name) {
        return switch (name) {
            case "GroupState" -> GROUP_STATE;
            case "ProtocolType", "GroupType" -> PROTOCOL_TYPE;
            case "ProtocolName", "ProtocolData", "AssignorName", "ServerAssignor" -> ASSIGNOR;
            case "MemberId", "Leader" -> MEMBER_ID;
            case "EntityType" -> QUOTA_ENTITY;
            case "Principal", "PrincipalFilter" -> PRINCIPAL;
            case "ClientHost", "HostFilter" -> CLIENT_HOST;
            case "ClientSoftwareName" -> SOFTWARE_NAME;
            case "ClientSoftwareVersion" -> SOFTWARE_VERSION;
            case "Reason" -> SENTENCE;
            default ->
                name.endsWith("ErrorMessage") ? SENTENCE : name.endsWith("PrincipalType") ? PRINCIPAL_TYPE : PLAIN;
        };
    }
}
