package io.kspec.suite.checks.plausible;

import static io.kspec.suite.check.ConformanceTest.EVERY_API;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Examination;
import io.kspec.suite.check.Judges;

/**
 * Checks that no response of the run contains a value that decodes but is impossible. What real clients do with such a
 * value decides the level: {@link Level#MUST} if some of them break.
 */
class PlausibleChecks {
    @ConformanceTest(
            id = "plausible.leader-unknown",
            api = EVERY_API,
            requirement = "Partition leaders are among the brokers listed in the same response.",
            source = "MetadataResponse.json, LeaderId",
            why = "Clients look up a leader in the list of brokers, and cannot connect to one that is missing there.",
            harm = Harm.CLIENTS_HANG)
    @Judges(ImplausibleKind.LEADER_UNKNOWN)
    void leadersAreBrokers(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.controller-unknown",
            api = EVERY_API,
            requirement = "The controller is one of the brokers listed in the same response, or -1.",
            source = "MetadataResponse.json and DescribeClusterResponse.json, ControllerId",
            why =
                    "Java's admin client looks for the controller in the list of brokers, and asks again until its time is up.")
    @Judges(ImplausibleKind.CONTROLLER_UNKNOWN)
    void theControllerIsABroker(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.leader-amiss",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement =
                    "A partition without an error has a leader, which is not offline, and the leader, all in-sync replicas and"
                            + " all offline replicas are among its replicas.",
            source = "MetadataResponse.json, LeaderId, ReplicaNodes, IsrNodes and OfflineReplicas",
            why = "Tools that move or elect leaders rely on these lists.")
    @Judges(ImplausibleKind.LEADER_AMISS)
    void leadersAreReplicas(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.coordinator-unknown",
            api = EVERY_API,
            requirement = "A coordinator named without an error is one of the brokers that Metadata lists.",
            source = "FindCoordinatorResponse.json, NodeId",
            why = "Clients connect to the coordinator by its node id; without it, groups and transactions do not"
                    + " start.",
            harm = Harm.CLIENTS_HANG)
    @Judges(ImplausibleKind.COORDINATOR_UNKNOWN)
    void coordinatorsAreBrokers(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.host-unusable",
            api = EVERY_API,
            requirement = "Every broker and coordinator has a host and port that clients can connect to.",
            source = "MetadataResponse.json, Host and Port; FindCoordinatorResponse.json, Host and Port",
            why = "Clients connect to the address in the response, not to the one they were configured with.",
            harm = Harm.NO_CONNECTION)
    @Judges(ImplausibleKind.HOST_UNUSABLE)
    void hostsAndPortsAreUsable(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.partitions-not-contiguous",
            api = EVERY_API,
            requirement = "The partitions of a topic are numbered from 0 without gaps.",
            source = "MetadataResponse.json, PartitionIndex; Apache Kafka, CreateTopics",
            why = "Producers choose a partition number below the partition count.")
    @Judges(ImplausibleKind.PARTITIONS_NOT_CONTIGUOUS)
    void partitionsAreNumberedFromZero(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.watermark-order",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "The log start offset and the last stable offset do not exceed the high watermark, save in a"
                    + " response that was made while records were appended.",
            source = "FetchResponse.json, HighWatermark, LastStableOffset and LogStartOffset; KIP-98",
            why = "Lag is computed from these offsets, and consumers that read committed records stop at the last"
                    + " stable offset.")
    @Judges(ImplausibleKind.WATERMARK_ORDER)
    void watermarksAreInOrder(Examination examination) {
        examination.expectSeldom();
    }

    @ConformanceTest(
            id = "plausible.offsets-not-increasing",
            api = EVERY_API,
            requirement = "The batches of a Fetch response have increasing offsets, and the first batch reaches the"
                    + " requested offset.",
            source = "FetchResponse.json, Records; Apache Kafka, message format",
            why = "Consumers skip or reject records below their position.")
    @Judges(ImplausibleKind.OFFSETS_NOT_INCREASING)
    void fetchedOffsetsIncrease(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.checksum",
            api = EVERY_API,
            requirement = "The checksum of every batch is the CRC-32C of the bytes that follow it.",
            source = "KIP-98; Apache Kafka, message format",
            why = "Clients reject a batch with a wrong checksum, and consumption stops there.")
    @Judges(ImplausibleKind.CHECKSUM)
    void batchChecksumsAreCorrect(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.record-count",
            api = EVERY_API,
            requirement = "A batch has no more records than its last offset delta allows.",
            source = "KIP-98; Apache Kafka, message format",
            why = "Clients compute offsets from the delta, and read as many records as the count says.")
    @Judges(ImplausibleKind.RECORD_COUNT)
    void recordCountsMatchTheOffsetDelta(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.records-broken",
            api = EVERY_API,
            requirement = "Fetched records are batches in the format of their magic number.",
            source = "KIP-98; Apache Kafka, message format",
            why = "Clients stop at the first batch that they cannot read.")
    @Judges(ImplausibleKind.RECORDS_BROKEN)
    void recordsMatchTheirMagic(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.records-null",
            api = EVERY_API,
            requirement = "A partition without records to fetch has an empty records field, not null.",
            source = "Apache Kafka, FetchResponse",
            why = "Clients that read the field as a size treat null as corrupt.")
    @Judges(ImplausibleKind.RECORDS_NULL)
    void missingRecordsAreEmptyNotNull(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.read-replica-with-records",
            api = EVERY_API,
            requirement = "A partition that is to be read from another replica is returned without records.",
            source = "KIP-392",
            why = "Clients switch to the other replica and drop the records.")
    @Judges(ImplausibleKind.READ_REPLICA_WITH_RECORDS)
    void aRedirectHasNoRecords(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.offset-is-timestamp",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "Offsets are not timestamps.",
            source = "ListOffsetsResponse.json, Offset and Timestamp",
            why = "A consumer that seeks there finds nothing and starts over.")
    @Judges(ImplausibleKind.OFFSET_IS_TIMESTAMP)
    void offsetsAreNotTimestamps(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.timestamp-implausible",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "Timestamps are -1 or milliseconds since 1970, not offsets or seconds.",
            source = "KIP-32",
            why = "Retention, timestamp lookups and latency metrics read them as milliseconds.")
    @Judges(ImplausibleKind.TIMESTAMP_IMPLAUSIBLE)
    void timestampsAreInMilliseconds(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.offset-impossible",
            api = EVERY_API,
            requirement = "No offset is below -1.",
            source = "ListOffsetsResponse.json, Offset; OffsetFetchResponse.json, CommittedOffset; "
                    + "FetchResponse.json, HighWatermark",
            why = "Clients read -1 as no offset; anything lower has no meaning.")
    @Judges(ImplausibleKind.OFFSET_IMPOSSIBLE)
    void offsetsAreNotBelowMinusOne(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.throttle-is-wait",
            api = EVERY_API,
            requirement = "The throttle time is not the time that a request was allowed to wait.",
            source = "KIP-219; FetchResponse.json, ThrottleTimeMs",
            why = "Clients pause for the throttle time after every response.")
    @Judges(ImplausibleKind.THROTTLE_IS_WAIT)
    void waitTimeIsNotThrottleTime(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.throttle-negative",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "No throttle time is below 0.",
            source = "KIP-13; KIP-219",
            why = "Clients use it to compute how long to pause.")
    @Judges(ImplausibleKind.THROTTLE_NEGATIVE)
    void throttleTimesAreNotNegative(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.error-unknown",
            api = EVERY_API,
            requirement = "Every error code is one that Apache Kafka defines.",
            source = "Apache Kafka, Errors",
            why = "Clients cannot tell whether an unknown error is retriable, and fail.")
    @Judges(ImplausibleKind.ERROR_UNKNOWN)
    void errorCodesAreDefined(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.topic-absent",
            api = EVERY_API,
            requirement = "Every topic and partition named in a request is in its response.",
            source = "Apache Kafka, KafkaApis",
            why = "Clients treat a missing entry as a broken response or an unknown topic, or send the request again.")
    @Judges(ImplausibleKind.TOPIC_ABSENT)
    void everythingRequestedIsAnswered(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.topic-extra",
            api = EVERY_API,
            requirement = "A response contains no topic or partition that its request does not name.",
            source = "Apache Kafka, KafkaApis",
            why = "Clients reject a response with partitions that they did not request.")
    @Judges(ImplausibleKind.TOPIC_EXTRA)
    void onlyWhatWasRequestedIsAnswered(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.twice",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement =
                    "No API, broker or partition is listed twice, and no other array has two equal entries, unless the"
                            + " request has.",
            source =
                    "ApiVersionsResponse.json, ApiKey; MetadataResponse.json, NodeId and PartitionIndex; measured on Apache"
                            + " Kafka",
            why = "Clients differ in which of the two entries they use, and whether they count both.")
    @Judges(ImplausibleKind.TWICE)
    void nothingIsListedTwice(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.empty-for-null",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "The instance id of a member that is not static is null, not empty.",
            source = "JoinGroupResponse.json and DescribeGroupsResponse.json, GroupInstanceId; KIP-345",
            why =
                    "The Java client's assignors take a member with an instance id, even an empty one, for a static one, and"
                            + " cannot tell two of them apart. Elsewhere clients read empty and null alike.")
    @Judges(ImplausibleKind.EMPTY_FOR_NULL)
    void absentStringsAreNull(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.protocol-name-empty",
            api = EVERY_API,
            requirement = "A successful JoinGroup response names a protocol that the member offered.",
            source = "JoinGroupResponse.json, ProtocolName",
            why = "A member cannot assign or read partitions with a protocol that it does not support.")
    @Judges(ImplausibleKind.PROTOCOL_NAME_EMPTY)
    void joinedGroupsHaveAnOfferedProtocol(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.member-id-empty",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "A successful JoinGroup response gives the member an id.",
            source = "JoinGroupResponse.json, MemberId",
            why = "All later requests of a member carry its id.")
    @Judges(ImplausibleKind.MEMBER_ID_EMPTY)
    void joinedMembersHaveAnId(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.members-amiss",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "JoinGroup lists the members, including the leader itself, to the leader and to nobody else.",
            source = "JoinGroupResponse.json, Leader and Members",
            why = "The leader assigns partitions to the members it receives; a follower that receives members"
                    + " assigns partitions too.")
    @Judges(ImplausibleKind.MEMBERS_AMISS)
    void onlyTheLeaderReceivesTheMembers(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.no-versions",
            api = EVERY_API,
            requirement = "An ApiVersions response without an error lists at least one API.",
            source = "KIP-35",
            why = "A client that finds no versions cannot send anything.",
            harm = Harm.NO_CONNECTION)
    @Judges(ImplausibleKind.NO_VERSIONS)
    void apiVersionsListsAnApi(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.versions-reversed",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "The lowest version of every API does not exceed its highest.",
            source = "KIP-35",
            why = "Such a range is empty, and clients treat the API as missing.")
    @Judges(ImplausibleKind.VERSIONS_REVERSED)
    void versionRangesAreNotReversed(Examination examination) {
        examination.expectNone();
    }
}
