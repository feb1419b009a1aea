package io.kspec.reference;

/**
 * A broker's place in its cluster. Node 1 is also the only controller.
 *
 * @param nodeId 1 or more
 * @param clusterId a UUID in Kafka's notation
 * @param controllerPort where node 1 listens as the controller
 */
record ClusterMembership(int nodeId, String clusterId, int controllerPort) {
    /** The node that is also the controller. */
    static final int CONTROLLER = 1;

    boolean controls() {
        return nodeId == CONTROLLER;
    }

    ClusterMembership withNodeId(int other) {
        return new ClusterMembership(other, clusterId, controllerPort);
    }
}
