package io.kspec.suite.checks.plausible;

import static io.kspec.suite.check.ConformanceTest.EVERY_API;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.runlog.Level;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Examination;
import io.kspec.suite.check.Judges;

/**
 * No response of the run has a value that decodes but cannot be right. What real clients do with such a value decides the
 * level: {@link Level#MUST} where some of them break.
 */
class PlausibleChecks {
    @ConformanceTest(
            id = "plausible.leader-unknown",
            api = EVERY_API,
            requirement = "Leaders and the controller are among the brokers of the same response.",
            source = "MetadataResponse.json, LeaderId and ControllerId; DescribeClusterResponse.json, ControllerId",
            why = "Clients look a leader up in the list of brokers; one that is not there cannot be connected to.")
    @Judges(ImplausibleKind.LEADER_UNKNOWN)
    void leadersAndControllerAreBrokers(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.leader-amiss",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement =
                    "A partition without an error has a leader, which is one of its replicas, as are all that are "
                            + "in sync.",
            source = "MetadataResponse.json, LeaderId, ReplicaNodes and IsrNodes",
            why = "Tools that move or elect leaders compute with these lists.")
    @Judges(ImplausibleKind.LEADER_AMISS)
    void leadersAreReplicas(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.coordinator-unknown",
            api = EVERY_API,
            requirement = "A coordinator that is named without an error is one of the brokers that Metadata names.",
            source = "FindCoordinatorResponse.json, NodeId",
            why = "Clients connect to the coordinator under its node id; groups and transactions do not start "
                    + "without it.")
    @Judges(ImplausibleKind.COORDINATOR_UNKNOWN)
    void coordinatorsAreBrokers(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.host-unusable",
            api = EVERY_API,
            requirement = "Every broker and coordinator is named by a host and a port that clients can connect to.",
            source = "MetadataResponse.json, Host and Port; FindCoordinatorResponse.json, Host and Port",
            why = "A client connects to what it is told, not to the address that it was configured with.")
    @Judges(ImplausibleKind.HOST_UNUSABLE)
    void hostsCanBeDialled(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.partitions-not-contiguous",
            api = EVERY_API,
            requirement = "The partitions of a topic count from 0 without gaps.",
            source = "MetadataResponse.json, PartitionIndex; Apache Kafka, CreateTopics",
            why = "Producers choose a partition by a number below the count of partitions.")
    @Judges(ImplausibleKind.PARTITIONS_NOT_CONTIGUOUS)
    void partitionsCountFromZero(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.watermark-order",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "The log start and the last stable offset are not above the high watermark.",
            source = "FetchResponse.json, HighWatermark, LastStableOffset and LogStartOffset; KIP-98",
            why = "Lag is computed from these offsets, and consumers that read committed records stop at the "
                    + "last stable one.")
    @Judges(ImplausibleKind.WATERMARK_ORDER)
    void watermarksAreInOrder(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.offsets-not-increasing",
            api = EVERY_API,
            requirement = "The batches of a Fetch response have increasing offsets, and the first reaches the offset "
                    + "that was asked for.",
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
            why = "Clients reject a batch whose checksum is wrong, and consumption stops there.")
    @Judges(ImplausibleKind.CHECKSUM)
    void checksumsMatch(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.record-count",
            api = EVERY_API,
            requirement = "A batch has no more records than its last offset delta allows.",
            source = "KIP-98; Apache Kafka, message format",
            why = "Clients compute offsets from the delta and read as many records as are counted.")
    @Judges(ImplausibleKind.RECORD_COUNT)
    void recordCountsMatch(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.records-broken",
            api = EVERY_API,
            requirement = "Fetched records are batches in the format of their magic number.",
            source = "KIP-98; Apache Kafka, message format",
            why = "Clients stop at the first batch that they cannot read.")
    @Judges(ImplausibleKind.RECORDS_BROKEN)
    void recordsHaveTheirFormat(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.records-null",
            api = EVERY_API,
            requirement = "A partition without records to fetch has an empty field, not null.",
            source = "Apache Kafka, FetchResponse",
            why = "Clients that read the field as a size take null for a corrupt one.")
    @Judges(ImplausibleKind.RECORDS_NULL)
    void noRecordsAreAnEmptyField(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.read-replica-with-records",
            api = EVERY_API,
            requirement = "A partition that is to be read from another replica comes without records.",
            source = "KIP-392",
            why = "Clients turn to the other replica and drop the records.")
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
    void offsetsAreNoTimestamps(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.timestamp-implausible",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "Timestamps are -1 or milliseconds since 1970, and not offsets or seconds.",
            source = "KIP-32",
            why = "Retention, searches by time and latency metrics read them as milliseconds.")
    @Judges(ImplausibleKind.TIMESTAMP_IMPLAUSIBLE)
    void timestampsAreMillisecondsSince1970(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.offset-impossible",
            api = EVERY_API,
            requirement = "No offset is below -1.",
            source = "ListOffsetsResponse.json, Offset; OffsetFetchResponse.json, CommittedOffset; "
                    + "FetchResponse.json, HighWatermark",
            why = "Clients take -1 for no offset, and have no meaning for less.")
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
    void aWaitIsNoThrottleTime(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.throttle-negative",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "No throttle time is below 0.",
            source = "KIP-13; KIP-219",
            why = "Clients compute with it how long to pause.")
    @Judges(ImplausibleKind.THROTTLE_NEGATIVE)
    void throttleTimesAreNotNegative(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.error-unknown",
            api = EVERY_API,
            requirement = "Every error code is one that Apache Kafka defines.",
            source = "Apache Kafka, Errors",
            why = "Clients cannot tell whether to retry an error that they do not know, and fail.")
    @Judges(ImplausibleKind.ERROR_UNKNOWN)
    void errorCodesExist(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.topic-absent",
            api = EVERY_API,
            requirement = "Every topic and partition that a request names is in its response.",
            source = "Apache Kafka, KafkaApis",
            why = "Clients take what is missing for a broken response or an unknown topic, or send it again.")
    @Judges(ImplausibleKind.TOPIC_ABSENT)
    void everythingAskedForIsAnswered(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.topic-extra",
            api = EVERY_API,
            requirement = "A response has no topic and no partition that its request does not name.",
            source = "Apache Kafka, KafkaApis",
            why = "Clients reject a response about partitions that they did not ask for.")
    @Judges(ImplausibleKind.TOPIC_EXTRA)
    void nothingElseIsAnswered(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.twice",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "No API, broker or partition is listed twice.",
            source = "ApiVersionsResponse.json, ApiKey; MetadataResponse.json, NodeId and PartitionIndex",
            why = "Which of two entries counts differs from client to client.")
    @Judges(ImplausibleKind.TWICE)
    void nothingStandsTwice(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.empty-for-null",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "A string that is not set is null where the definition allows it, not empty.",
            source = "The message definitions, nullableVersions",
            why = "Clients that test for null take the empty string for a name.")
    @Judges(ImplausibleKind.EMPTY_FOR_NULL)
    void absentStringsAreNull(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.protocol-name-empty",
            api = EVERY_API,
            requirement = "A successful JoinGroup names a protocol that the member offered.",
            source = "JoinGroupResponse.json, ProtocolName",
            why = "A member cannot assign or read partitions with a protocol that it does not have.")
    @Judges(ImplausibleKind.PROTOCOL_NAME_EMPTY)
    void joinedGroupsHaveAnOfferedProtocol(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.member-id-empty",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "A successful JoinGroup gives the member an id.",
            source = "JoinGroupResponse.json, MemberId",
            why = "All later requests of a member bear its id.")
    @Judges(ImplausibleKind.MEMBER_ID_EMPTY)
    void joinedMembersHaveAnId(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.members-amiss",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "JoinGroup lists the members to the leader, itself included, and to nobody else.",
            source = "JoinGroupResponse.json, Leader and Members",
            why = "The leader assigns partitions to those that it is told of; a follower that is told assigns too.")
    @Judges(ImplausibleKind.MEMBERS_AMISS)
    void theLeaderAloneIsToldTheMembers(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.no-versions",
            api = EVERY_API,
            requirement = "ApiVersions without an error names at least one API.",
            source = "KIP-35",
            why = "A client that finds no versions cannot send anything.")
    @Judges(ImplausibleKind.NO_VERSIONS)
    void apiVersionsNamesSomeApi(Examination examination) {
        examination.expectNone();
    }

    @ConformanceTest(
            id = "plausible.versions-reversed",
            api = EVERY_API,
            level = Level.SHOULD,
            requirement = "The lowest version of every API is not above its highest.",
            source = "KIP-35",
            why = "Such a range is empty, and clients take the API for one that is not there.")
    @Judges(ImplausibleKind.VERSIONS_REVERSED)
    void versionRangesAreInOrder(Examination examination) {
        examination.expectNone();
    }
}
