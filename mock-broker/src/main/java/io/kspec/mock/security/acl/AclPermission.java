package io.kspec.mock.security.acl;

import java.util.Arrays;
import java.util.Optional;

/** Whether an ACL allows or denies, by Kafka's codes. */
public enum AclPermission {
    /** In filters: either. */
    ANY(1),
    DENY(2),
    ALLOW(3);

    private final int code;

    AclPermission(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The permission of a code; empty if there is none. */
    public static Optional<AclPermission> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
