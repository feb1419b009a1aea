package io.kspec.stage.requests;

/** DescribeConfigs requests. */
public final class ConfigRequests {
    private static final int BROKER = 4;

    private ConfigRequests() {}

    /** Asks for the whole configuration of a broker. */
    public static ClientRequest describeBroker(int nodeId) {
        return ClientRequest.of(
                "DescribeConfigs",
                body -> body.add("Resources", resource -> resource.set("ResourceType", BROKER)
                        .set("ResourceName", Integer.toString(nodeId))
                        .set("ConfigurationKeys", null)));
    }
}
