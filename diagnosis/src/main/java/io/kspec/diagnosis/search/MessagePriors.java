package io.kspec.diagnosis.search;

import io.kspec.protocol.spec.ApiSpec;
import java.util.Set;

/** How surprising it is, in bits, that bytes of an unknown message are a response of an API. */
final class MessagePriors {
    private static final double CLIENT = 5;
    private static final double LISTENER = 6.5;
    private static final double INTERNAL = 10;

    /** The APIs that usual producers, consumers and admins use, which are most of what people ask about. */
    private static final Set<String> CLIENTS = Set.of(
            "ApiVersions",
            "Metadata",
            "Produce",
            "Fetch",
            "ListOffsets",
            "FindCoordinator",
            "JoinGroup",
            "SyncGroup",
            "Heartbeat",
            "LeaveGroup",
            "OffsetCommit",
            "OffsetFetch",
            "InitProducerId",
            "SaslHandshake",
            "SaslAuthenticate",
            "CreateTopics",
            "DeleteTopics",
            "DescribeConfigs",
            "ListGroups",
            "DescribeGroups");

    private MessagePriors() {}

    static double response(ApiSpec api) {
        return CLIENTS.contains(api.name()) ? CLIENT : api.onBrokerListener() ? LISTENER : INTERNAL;
    }
}
