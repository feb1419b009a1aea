package io.kspec.mock.cluster;

/** The bits of all operations that Kafka grants without an authorizer (KIP-430). */
public final class AllOperations {
    /** The operations on a topic. */
    public static final int TOPIC = 0xdf8;

    /** The operations on the cluster. */
    public static final int CLUSTER = 0x1fa0;

    private AllOperations() {}
}
