package io.kspec.stage.requests;

import io.kspec.protocol.spec.Versions;

/** What FindCoordinator finds the coordinator of. */
public enum CoordinatorType {
    /** A group, by its id. */
    GROUP(0, 0),
    /** A transactional producer, by its transactional id. */
    TRANSACTION(1, 1),
    /** A share-group partition, by group id, topic id and partition: {@code group:topicId:partition} (KIP-932). */
    SHARE(2, 6);

    private final int keyType;
    private final int firstVersion;

    CoordinatorType(int keyType, int firstVersion) {
        this.keyType = keyType;
        this.firstVersion = firstVersion;
    }

    int keyType() {
        return keyType;
    }

    /** The versions of FindCoordinator that can ask for this type. */
    public Versions versions() {
        return new Versions(firstVersion, Short.MAX_VALUE);
    }
}
