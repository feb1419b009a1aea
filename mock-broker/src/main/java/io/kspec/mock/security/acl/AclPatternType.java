package io.kspec.mock.security.acl;

import java.util.Arrays;
import java.util.Optional;

/** How the name of an ACL matches resources, by Kafka's codes (KIP-290). */
public enum AclPatternType {
    /** In filters: every type. */
    ANY(1),
    /** In filters: whatever would affect a resource of this name. */
    MATCH(2),
    /** The resource of exactly this name, or all if the name is an asterisk. */
    LITERAL(3),
    /** Resources whose name begins so. */
    PREFIXED(4);

    private final int code;

    AclPatternType(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The type of a code; empty if there is none. */
    public static Optional<AclPatternType> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
