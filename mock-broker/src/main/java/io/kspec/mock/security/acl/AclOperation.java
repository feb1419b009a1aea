package io.kspec.mock.security.acl;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What can be done to a resource, by Kafka's codes. */
public enum AclOperation {
    ANY(1),
    ALL(2),
    READ(3),
    WRITE(4),
    CREATE(5),
    DELETE(6),
    ALTER(7),
    DESCRIBE(8),
    CLUSTER_ACTION(9),
    DESCRIBE_CONFIGS(10),
    ALTER_CONFIGS(11),
    IDEMPOTENT_WRITE(12),
    CREATE_TOKENS(13),
    DESCRIBE_TOKENS(14),
    TWO_PHASE_COMMIT(15);

    private static final Set<AclOperation> IMPLY_DESCRIBE = EnumSet.of(DESCRIBE, READ, WRITE, DELETE, ALTER);

    private final int code;

    AclOperation(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The operation of a code; empty if there is none. */
    public static Optional<AclOperation> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }

    /** Whether who is allowed this operation is allowed another one. */
    boolean implies(AclOperation other) {
        if (this == ALL || this == other) {
            return true;
        }
        return (other == DESCRIBE && IMPLY_DESCRIBE.contains(this))
                || (other == DESCRIBE_CONFIGS && this == ALTER_CONFIGS);
    }
}
