package io.kspec.suite.checks.plausible;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.mock.api.Handlers;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/**
 * Brokers whose responses decode and have values that cannot be right. Each is fed by a check that does not look at the
 * wrong value, and passes.
 */
final class PlausibleMutants implements AreaMutants {
    private static final String WELL_FORMED = "wire.well-formed-answer";
    private static final Map<String, Integer> HEARTBEAT = Map.of("ApiKey", 12, "MinVersion", 0, "MaxVersion", 4);

    private static final List<Mutant> ALL = List.of(
            invented("K91", "the controller is none of the brokers")
                    .by(request("Metadata").willReturn(asKafka().with("ControllerId", 999)))
                    .failing("plausible.controller-unknown", "Metadata", "1-13")
                    .playing(WELL_FORMED)
                    .blaming("ControllerId")
                    .saying("the controller 999 is not one of the brokers"),
            invented("K150", "the leader of a partition is none of the brokers")
                    .by(request("Metadata").willReturn(asKafka().with("Topics[*].Partitions[*].LeaderId", 999)))
                    .failing("plausible.leader-unknown", "Metadata", "0-13")
                    .playing("metadata.topic-is-shown")
                    .blaming("Topics[0].Partitions[0].LeaderId")
                    .saying("the leader 999 is not one of the brokers"),
            invented("K92", "replicas are in sync that a partition does not have")
                    .by(request("Metadata")
                            .willReturn(asKafka().with("Topics[*].Partitions[*].IsrNodes", List.of(999))))
                    .failing("plausible.leader-amiss", "Metadata", "0-13")
                    .playing("metadata.topic-is-shown")
                    .blaming("Topics[0].Partitions[0].IsrNodes")
                    .saying("in-sync replicas [999] are not among the replicas"),
            invented("K93", "a group has no coordinator, and there is no error")
                    .by(request("FindCoordinator").willReturn(asKafka().with("Coordinators[*].NodeId", -1)))
                    .failing("plausible.coordinator-unknown", "FindCoordinator", "4-6")
                    .playing("find-coordinator.several-keys")
                    .blaming("Coordinators[0].NodeId")
                    .saying("the coordinator is -1 although there is no error"),
            invented("K94", "brokers listen at port 0")
                    .by(request("Metadata").willReturn(asKafka().with("Brokers[*].Port", 0)))
                    .failing("plausible.host-unusable", "Metadata", "0-13")
                    .playing(WELL_FORMED)
                    .blaming("Brokers[0].Port")
                    .saying("port 0"),
            invented("K95", "a topic has a partition 7 and none before it")
                    .by(request("Metadata")
                            .willReturn(asKafka().adding("Topics[*].Partitions", Map.of("PartitionIndex", 7))))
                    .failing("plausible.partitions-not-contiguous", "Metadata", "4-13")
                    .playing("metadata.unknown-topic-is-answered")
                    .blaming("Topics[0].Partitions")
                    .saying("the partitions are [7]: 0 is missing"),
            invented("K108", "members that are not static have an empty instance id")
                    .by(request("JoinGroup").willReturn(asKafka().with("Members[*].GroupInstanceId", "")))
                    .failing("plausible.empty-for-null", "JoinGroup", "5-9")
                    .playing("join-group.first-member-leads")
                    .blaming("Members[0].GroupInstanceId")
                    .saying("empty where Kafka writes null"),
            invented("K109", "a timestamp is in seconds")
                    .by(request("ListOffsets")
                            .willReturn(asKafka().with("Topics[*].Partitions[*].Timestamp", 1_600_000_000L)))
                    .failing("plausible.timestamp-implausible", "ListOffsets", "1-11")
                    .playing("list-offsets.earliest-is-the-start")
                    .blaming("Topics[0].Partitions[0].Timestamp")
                    .saying("looks like an offset or seconds"),
            invented("K110", "a client is to be throttled for less than no time")
                    .by(request("Heartbeat").willReturn(asKafka().with("ThrottleTimeMs", -1)))
                    .failing("plausible.throttle-negative", "Heartbeat", "1-4")
                    .playing(WELL_FORMED)
                    .blaming("ThrottleTimeMs")
                    .saying("the throttle time is -1 ms"),
            invented("K111", "a broker has errors of its own")
                    .by(request("Heartbeat").willReturn(asKafka().with("ErrorCode", 999)))
                    .failing("plausible.error-unknown", "Heartbeat", "0-4")
                    .playing(WELL_FORMED)
                    .blaming("ErrorCode")
                    .saying("Kafka has no error code 999"),
            invented("K112", "a member joins a group that has agreed on no protocol")
                    .by(request("JoinGroup")
                            .atVersions(0, 3)
                            .willReturn(asKafka().with("ProtocolName", "")))
                    .failing("plausible.protocol-name-empty", "JoinGroup", "0-3")
                    .playing("join-group.new-member-gets-id")
                    .blaming("ProtocolName")
                    .saying("the group has no protocol although there is no error"),
            invented("K113", "a member joins a group and is given no id")
                    .by(request("JoinGroup").willReturn(aResponse()))
                    .failing("plausible.member-id-empty", "JoinGroup", "0-9")
                    .playing(WELL_FORMED)
                    .blaming("MemberId")
                    .saying("the member id is empty although there is no error"),
            invented("K114", "a follower is told the members")
                    .by(request("JoinGroup")
                            .willReturn(aResponse()
                                    .with("Leader", "leader")
                                    .with("MemberId", "follower")
                                    .adding("Members", Map.of("MemberId", "follower"))))
                    .failing("plausible.members-amiss", "JoinGroup", "0-9")
                    .playing(WELL_FORMED)
                    .blaming("Members")
                    .saying("a follower got the list of members"),
            invented("K115", "ApiVersions v1 names no API")
                    .by(request("ApiVersions").atVersion(1).willReturn(asKafka().with("ApiKeys", List.of())))
                    .failing("plausible.no-versions", "ApiVersions", "1")
                    .playing(WELL_FORMED)
                    .blaming("ApiKeys")
                    .saying("no API is listed although there is no error"),
            invented("K116", "ApiVersions lists Heartbeat twice")
                    .by(request("ApiVersions").willReturn(asKafka().adding("ApiKeys", HEARTBEAT)))
                    .failing("plausible.twice", "ApiVersions", "0-5")
                    .playing(WELL_FORMED)
                    .blaming("ApiKeys[" + Handlers.advertisedVersions().ranges().size() + "].ApiKey")
                    .saying("API 12 is listed twice"),
            invented("K1301", "a replica is in sync twice")
                    .by(request("Metadata")
                            .willReturn(asKafka().with("Topics[*].Partitions[*].IsrNodes", List.of(1, 1))))
                    .failing("plausible.twice", "Metadata", "0-13")
                    .playing("metadata.topic-is-shown")
                    .blaming("Topics[0].Partitions[0].IsrNodes[1]")
                    .saying("entry 1 says the same as entry 0"),
            invented("K117", "the lowest version of Heartbeat is above its highest")
                    .by(request("ApiVersions").willReturn(asKafka().with("ApiKeys[ApiKey=12].MinVersion", 5)))
                    .failing("plausible.versions-reversed", "ApiVersions", "0-5")
                    .playing(WELL_FORMED)
                    .blaming("ApiKeys[8].MinVersion")
                    .saying("the lowest version 5 is above the highest"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
