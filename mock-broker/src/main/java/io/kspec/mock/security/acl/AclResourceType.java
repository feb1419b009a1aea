package io.kspec.mock.security.acl;

import io.kspec.protocol.ErrorCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What ACLs protect, by Kafka's codes. */
public enum AclResourceType {
    ANY(1, ErrorCode.UNKNOWN_SERVER_ERROR),
    TOPIC(
            2,
            ErrorCode.TOPIC_AUTHORIZATION_FAILED,
            AclOperation.READ,
            AclOperation.WRITE,
            AclOperation.CREATE,
            AclOperation.DELETE,
            AclOperation.ALTER,
            AclOperation.DESCRIBE,
            AclOperation.DESCRIBE_CONFIGS,
            AclOperation.ALTER_CONFIGS),
    GROUP(
            3,
            ErrorCode.GROUP_AUTHORIZATION_FAILED,
            AclOperation.READ,
            AclOperation.DELETE,
            AclOperation.DESCRIBE,
            AclOperation.DESCRIBE_CONFIGS,
            AclOperation.ALTER_CONFIGS),
    CLUSTER(
            4,
            ErrorCode.CLUSTER_AUTHORIZATION_FAILED,
            AclOperation.CREATE,
            AclOperation.ALTER,
            AclOperation.DESCRIBE,
            AclOperation.CLUSTER_ACTION,
            AclOperation.DESCRIBE_CONFIGS,
            AclOperation.ALTER_CONFIGS,
            AclOperation.IDEMPOTENT_WRITE),
    TRANSACTIONAL_ID(
            5,
            ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
            AclOperation.WRITE,
            AclOperation.DESCRIBE,
            AclOperation.TWO_PHASE_COMMIT),
    DELEGATION_TOKEN(6, ErrorCode.DELEGATION_TOKEN_AUTHORIZATION_FAILED, AclOperation.DESCRIBE),
    USER(7, ErrorCode.DELEGATION_TOKEN_AUTHORIZATION_FAILED, AclOperation.CREATE_TOKENS, AclOperation.DESCRIBE_TOKENS);

    private final int code;
    private final ErrorCode denied;
    /** A bit for each operation, by its position. */
    private final int operations;

    AclResourceType(int code, ErrorCode denied, AclOperation... operations) {
        this.code = code;
        this.denied = denied;
        this.operations = Arrays.stream(operations)
                .mapToInt(operation -> 1 << operation.ordinal())
                .sum();
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The error of a request that is not allowed. */
    public ErrorCode denied() {
        return denied;
    }

    /** The operations that responses tell of (KIP-430), in the order of their codes. */
    public Set<AclOperation> operations() {
        Set<AclOperation> all = EnumSet.allOf(AclOperation.class);
        all.removeIf(operation -> (operations & (1 << operation.ordinal())) == 0);
        return all;
    }

    /** The type of a code; empty if there is none. */
    public static Optional<AclResourceType> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
