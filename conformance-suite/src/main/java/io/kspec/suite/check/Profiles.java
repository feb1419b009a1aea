package io.kspec.suite.check;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The profiles: what a broker must do for one kind of client. A check that names no profile belongs to that of its API, and
 * to {@code robustness} if no client sends what it sends.
 */
public final class Profiles {
    private static final String CORE = "core";
    private static final String ADMIN = "admin";
    private static final String SECURITY = "security";
    private static final String ROBUSTNESS = "robustness";
    /** The flows of real clients. */
    static final String CLIENTS = "clients";

    /** All profiles, from what every client needs to what none does. */
    public static final List<String> ALL = List.of(
            CORE,
            "producer",
            "consumer",
            "consumer-group",
            "consumer-protocol",
            "share-groups",
            "streams-groups",
            ADMIN,
            "quotas",
            "telemetry",
            "idempotence",
            "transactions",
            "cluster",
            SECURITY,
            "schema-registry",
            CLIENTS,
            ROBUSTNESS);

    /** The APIs that are not administrators'. */
    private static final Map<String, Set<String>> APIS = Map.ofEntries(
            Map.entry(CORE, Set.of("", ConformanceTest.EVERY_API, "ApiVersions", "Metadata")),
            Map.entry("producer", Set.of("Produce")),
            Map.entry("consumer", Set.of("Fetch", "ListOffsets", "OffsetForLeaderEpoch")),
            Map.entry(
                    "consumer-group",
                    Set.of(
                            "FindCoordinator",
                            "JoinGroup",
                            "SyncGroup",
                            "Heartbeat",
                            "LeaveGroup",
                            "OffsetCommit",
                            "OffsetFetch")),
            Map.entry("consumer-protocol", Set.of("ConsumerGroupHeartbeat", "ConsumerGroupDescribe")),
            Map.entry(
                    "share-groups",
                    Set.of(
                            "ShareGroupHeartbeat",
                            "ShareGroupDescribe",
                            "ShareFetch",
                            "ShareAcknowledge",
                            "DescribeShareGroupOffsets",
                            "AlterShareGroupOffsets",
                            "DeleteShareGroupOffsets",
                            "InitializeShareGroupState",
                            "ReadShareGroupState",
                            "WriteShareGroupState",
                            "DeleteShareGroupState",
                            "ReadShareGroupStateSummary")),
            Map.entry("streams-groups", Set.of("StreamsGroupHeartbeat", "StreamsGroupDescribe")),
            Map.entry("quotas", Set.of("DescribeClientQuotas", "AlterClientQuotas")),
            Map.entry("telemetry", Set.of("GetTelemetrySubscriptions", "PushTelemetry")),
            Map.entry("idempotence", Set.of("InitProducerId")),
            Map.entry(
                    SECURITY,
                    Set.of(
                            "SaslHandshake",
                            "SaslAuthenticate",
                            "DescribeAcls",
                            "CreateAcls",
                            "DeleteAcls",
                            "DescribeUserScramCredentials",
                            "AlterUserScramCredentials",
                            "CreateDelegationToken",
                            "RenewDelegationToken",
                            "ExpireDelegationToken",
                            "DescribeDelegationToken")));

    private Profiles() {}

    /** The profile that a check belongs to. */
    public static String of(ConformanceTest check) {
        if (!check.profile().isEmpty()) {
            return check.profile();
        }
        if (check.hostile()) {
            return ROBUSTNESS;
        }
        return APIS.entrySet().stream()
                .filter(profile -> profile.getValue().contains(check.api()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(ADMIN);
    }
}
