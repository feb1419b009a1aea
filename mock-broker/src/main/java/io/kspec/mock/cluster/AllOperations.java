package io.kspec.mock.cluster;

import io.kspec.mock.release.BrokerRelease;

/** The bits of all operations that Kafka grants without an authorizer (KIP-430). */
public final class AllOperations {
    /** The operations on a topic. */
    public static final int TOPIC = 0xdf8;

    /** The operations on the cluster. */
    public static final int CLUSTER = 0x1fa0;

    /** The operations on a group before groups had configurations, which can be described and altered. */
    private static final int GROUP_WITHOUT_CONFIGS = 0x148;

    private static final int GROUP = 0xd48;

    private AllOperations() {}

    /** The operations on a group: more since 4.0, when groups got configurations. */
    public static int onGroup(BrokerRelease release) {
        return release.isAtLeast(4, 0) ? GROUP : GROUP_WITHOUT_CONFIGS;
    }
}
