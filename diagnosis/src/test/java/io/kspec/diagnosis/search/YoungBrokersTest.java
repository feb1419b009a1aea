package io.kspec.diagnosis.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.Catalog;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/**
 * Responses of young brokers that broke real clients, rebuilt byte by byte. The titles are those of {@code
 * docs/blame.md}, which shows each with its diagnosis.
 */
class YoungBrokersTest {
    private static final int ID = 7;
    private static final DocumentedExamples EXAMPLES = new DocumentedExamples();

    /** Q2: no rack of brokers and no is_internal of topics in Metadata v1. */
    @Test
    void rackIsMissingInMetadataV1() {
        ByteWriter wire = new ByteWriter().int32(ID);
        wire.int32(1).int32(1).string("broker-1").int32(9092);
        wire.int32(1);
        wire.int32(1).int16(0).string("orders");
        wire.int32(1).int16(0).int32(0).int32(1).ints(1).ints(1);

        expect(
                        "Q2: no rack of brokers and no is_internal of topics in Metadata v1",
                        "Metadata",
                        1,
                        wire.bytes(),
                        SlipKind.FIELD_MISSING,
                        "Brokers[0].Rack",
                        26,
                        26)
                .isEqualTo("Rack (string) is missing before ControllerId; v1 has it; then, at byte 44, "
                        + "IsInternal (bool) is missing before Partitions; v1 has it");
    }

    /** Q3: no cluster id in Metadata v2. */
    @Test
    void clusterIdIsMissingInMetadataV2() {
        ByteWriter wire = new ByteWriter().int32(ID);
        wire.int32(1).int32(1).string("broker-1").int32(9092).noString();
        wire.int32(1);
        wire.int32(1).int16(0).string("orders").int8(0);
        wire.int32(1).int16(0).int32(0).int32(1).ints(1).ints(1);

        expect(
                        "Q3: no cluster id in Metadata v2",
                        "Metadata",
                        2,
                        wire.bytes(),
                        SlipKind.OTHER_VERSION,
                        "ClusterId",
                        28,
                        28)
                .isEqualTo(
                        "the body has the layout of v1: ClusterId (string) is missing before ControllerId; v2 has it");
    }

    /** Q4: the throttle time of v2 in JoinGroup v1. */
    @Test
    void throttleTimeIsAddedInJoinGroupV1() {
        ByteWriter wire = new ByteWriter().int32(ID).int32(0).int16(0).int32(1).string("range");
        wire.string("sarama-1")
                .string("sarama-1")
                .int32(1)
                .string("sarama-1")
                .int32(4)
                .int32(0x00000001);

        expect(
                        "Q4: the throttle time of v2 in JoinGroup v1",
                        "JoinGroup",
                        1,
                        wire.bytes(),
                        SlipKind.OTHER_VERSION,
                        "ThrottleTimeMs",
                        4,
                        8)
                .isEqualTo("the body has the layout of v2: unexpected ThrottleTimeMs (4 bytes: 0) before ErrorCode; "
                        + "v1 has no such field");
    }

    /** Q5: no throttle time in Heartbeat v1. */
    @Test
    void throttleTimeIsMissingInHeartbeatV1() {
        Bytes frame = new ByteWriter().int32(ID).int16(27).bytes();

        expect(
                        "Q5: no throttle time in Heartbeat v1",
                        "Heartbeat",
                        1,
                        frame,
                        SlipKind.OTHER_VERSION,
                        "ThrottleTimeMs",
                        4,
                        4)
                .isEqualTo("the body has the layout of v0: ThrottleTimeMs (int32) is missing before ErrorCode; "
                        + "v1 has it");
    }

    /** R1, seen in rivine 0.2.0: the offsets of ListOffsets v0, entries of an array, as int32. */
    @Test
    void offsetsAreInt32InListOffsetsV0() {
        ByteWriter wire = new ByteWriter().int32(ID).int32(1).string("orders").int32(1);
        wire.int32(0).int16(0).int32(1).int32(4);

        expect(
                        "R1: the offsets of ListOffsets v0 as int32",
                        "ListOffsets",
                        0,
                        wire.bytes(),
                        SlipKind.INTEGER_WIDTH,
                        "Topics[0].Partitions[0].OldStyleOffsets[0]",
                        30,
                        34)
                .isEqualTo("OldStyleOffsets[0] is written as int32 (4); in v0 it is int64");
    }

    /** Q6: the committed offset as int16 in OffsetFetch. */
    @Test
    void committedOffsetIsInt16InOffsetFetchV1() {
        ByteWriter wire = new ByteWriter().int32(ID).int32(1).string("orders").int32(2);
        wire.int32(0).int16(41).string("").int16(0);
        wire.int32(1).int16(17).string("").int16(0);

        expect(
                        "Q6: the committed offset as int16 in OffsetFetch",
                        "OffsetFetch",
                        1,
                        wire.bytes(),
                        SlipKind.INTEGER_WIDTH,
                        "Topics[0].Partitions[0].CommittedOffset",
                        24,
                        26)
                .isEqualTo("CommittedOffset is written as int16 (41); in v1 it is int64");
    }

    /** Q7: no group-level error code at the end of OffsetFetch v2. */
    @Test
    void errorCodeIsMissingInOffsetFetchV2() {
        ByteWriter wire = new ByteWriter().int32(ID).int32(1).string("orders").int32(1);
        wire.int32(0).int64(41).string("").int16(0);

        expect(
                        "Q7: no group-level error code at the end of OffsetFetch v2",
                        "OffsetFetch",
                        2,
                        wire.bytes(),
                        SlipKind.OTHER_VERSION,
                        "ErrorCode",
                        36,
                        36)
                .isEqualTo("the body has the layout of v1: ErrorCode (int16) is missing at the end; v2 has it");
    }

    /** S1: fields of v8 and v10 in Metadata v7, and two of v5 and v7 missing. */
    @Test
    void metadataV7IsOfNoVersion() {
        ByteWriter wire = new ByteWriter().int32(ID).int32(0);
        wire.int32(1).int32(1).string("broker-1").int32(9092).noString();
        wire.string("seaweed").int32(1);
        wire.int32(-1);
        wire.int32(1)
                .int16(0)
                .string("orders")
                .int64(0x1234_5678_9abc_4defL)
                .int64(0x8234_5678_9abc_def0L)
                .int8(0);
        wire.int32(1).int16(0).int32(0).int32(1).ints(1).ints(1);

        expect(
                        "S1: fields of v8 and v10 in Metadata v7, and two of v5 and v7 missing",
                        "Metadata",
                        7,
                        wire.bytes(),
                        SlipKind.FIELD_ADDED,
                        "ClusterAuthorizedOperations",
                        45,
                        49)
                .startsWith("unexpected ClusterAuthorizedOperations (4 bytes: -1) before Topics; "
                        + "v7 has no such field, v8 to v10 do; then, at byte 63, unexpected TopicId (16 bytes)")
                .contains("LeaderEpoch (int32) is missing before ReplicaNodes")
                .contains("OfflineReplicas (array) is missing at the end");
    }

    /** S2: throttle time of v3 and cluster id of v2 in Metadata v1, is_internal missing. */
    @Test
    void metadataV1HasFieldsOfV3() {
        ByteWriter wire = new ByteWriter().int32(ID).int32(0);
        wire.int32(1).int32(1).string("broker-1").int32(9092).noString();
        wire.string("seaweed").int32(1);
        wire.int32(1).int16(0).string("orders");
        wire.int32(1).int16(0).int32(0).int32(1).ints(1).ints(1);

        expect(
                        "S2: throttle time of v3 and cluster id of v2 in Metadata v1, is_internal missing",
                        "Metadata",
                        1,
                        wire.bytes(),
                        SlipKind.OTHER_VERSION,
                        "ThrottleTimeMs",
                        4,
                        8)
                .startsWith("the body has the layout of v3: unexpected ThrottleTimeMs (4 bytes: 0) before Brokers; "
                        + "v1 has no such field")
                .contains("IsInternal (bool) is missing before Partitions");
    }

    /** S7: the correlation id twice. */
    @Test
    void correlationIdIsDoubledInMetadataV1() {
        ByteWriter wire = new ByteWriter().int32(ID).int32(ID);
        wire.int32(1).int32(1).string("broker-1").int32(9092).noString();
        wire.int32(1);
        wire.int32(1).int16(0).string("orders").int8(0);
        wire.int32(1).int16(0).int32(0).int32(1).ints(1).ints(1);

        expect(
                        "S7: the correlation id twice",
                        "Metadata",
                        1,
                        wire.bytes(),
                        SlipKind.CORRELATION_ID_DOUBLED,
                        "CorrelationId",
                        4,
                        8)
                .isEqualTo("the correlation id (7) is repeated before Brokers");
    }

    /** S9: a count of 16 before 17 entries. */
    @Test
    void countIsOneTooLowInApiVersionsV0() {
        ByteWriter wire = new ByteWriter().int32(ID).int16(0).int32(16);
        for (int key = 0; key < 17; key++) {
            wire.int16(key).int16(0).int16(4);
        }

        expect(
                        "S9: a count of 16 before 17 entries",
                        "ApiVersions",
                        0,
                        wire.bytes(),
                        SlipKind.COUNT_WRONG,
                        "ApiKeys",
                        6,
                        10)
                .isEqualTo("the count of ApiKeys says 16 but 17 entries follow");
    }

    /** S12: CreateTopics v2 as if it were flexible. */
    @Test
    void createTopicsV2IsFlexible() {
        ByteWriter wire = new ByteWriter()
                .int32(ID)
                .int32(0)
                .varint(2)
                .compact("orders")
                .int16(0)
                .varint(0);
        wire.int8(0).int8(0);

        expect(
                        "S12: CreateTopics v2 as if it were flexible",
                        "CreateTopics",
                        2,
                        wire.bytes(),
                        SlipKind.FLEXIBLE_BODY,
                        "Topics",
                        8,
                        9)
                .isEqualTo("the body has compact lengths; v2 is not flexible, v5 is the first that is");
    }

    /** S14: FindCoordinator v0 with the throttle time and error message of v1. */
    @Test
    void findCoordinatorV0HasTheLayoutOfV1() {
        Bytes frame = new ByteWriter()
                .int32(ID)
                .int32(0)
                .int16(0)
                .noString()
                .int32(1)
                .string("broker-1")
                .int32(9092)
                .bytes();

        expect(
                        "S14: FindCoordinator v0 with the throttle time and error message of v1",
                        "FindCoordinator",
                        0,
                        frame,
                        SlipKind.OTHER_VERSION,
                        "ThrottleTimeMs",
                        4,
                        8)
                .isEqualTo("the body has the layout of v1: unexpected ThrottleTimeMs (4 bytes: 0) before ErrorCode; "
                        + "v0 has no such field");
    }

    /** S16: compact strings without their +1. */
    @Test
    void compactHostLacksItsPlusOneInFindCoordinatorV3() {
        ByteWriter wire =
                new ByteWriter().int32(ID).int8(0).int32(0).int16(0).int8(0).int32(1);
        wire.varint(8).raw("broker-1").int32(9092).int8(0);

        expect(
                        "S16: compact strings without their +1",
                        "FindCoordinator",
                        3,
                        wire.bytes(),
                        SlipKind.LENGTH_OFF_BY_ONE,
                        "Host",
                        16,
                        17)
                .isEqualTo("the length of Host is written without the +1 of compact lengths; "
                        + "expected a compact length");
    }

    /** S17: the throttle time at the end of JoinGroup v2. */
    @Test
    void throttleTimeIsAtTheEndInJoinGroupV2() {
        ByteWriter wire = new ByteWriter().int32(ID).int16(0).int32(1).string("range");
        wire.string("member-1")
                .string("member-1")
                .int32(1)
                .string("member-1")
                .int32(2)
                .int16(1)
                .int32(0);

        expect(
                        "S17: the throttle time at the end of JoinGroup v2",
                        "JoinGroup",
                        2,
                        wire.bytes(),
                        SlipKind.FIELD_MOVED,
                        "ThrottleTimeMs",
                        4,
                        4)
                .isEqualTo("ThrottleTimeMs (int32) is after Members but belongs at the start, before ErrorCode");
    }

    /** S31: the header's tag buffer repeated in the body of Heartbeat v4. */
    @Test
    void headerTagBufferIsDoubledInHeartbeatV4() {
        Bytes frame = new ByteWriter()
                .int32(ID)
                .int8(0)
                .int8(0)
                .int32(0)
                .int16(27)
                .int8(0)
                .bytes();

        expect(
                        "S31: the header's tag buffer repeated in the body of Heartbeat v4",
                        "Heartbeat",
                        4,
                        frame,
                        SlipKind.TAG_BUFFER_ADDED,
                        "TaggedFields",
                        5,
                        6)
                .isEqualTo("the header's tag buffer is repeated before ThrottleTimeMs");
    }

    private static AbstractStringAssert<?> expect(
            String title, String api, int version, Bytes frame, SlipKind kind, String path, int start, int end) {
        FrameUnderTest response = FrameUnderTest.response(Catalog.standard().api(api), version, frame)
                .expecting(ID);
        Diagnosis diagnosis = Diagnostician.diagnose(response);
        EXAMPLES.holds(title, response, diagnosis);
        Explanation best = diagnosis.best().orElseThrow(() -> new AssertionError(diagnosis.sentence()));
        assertThat(best.kind()).isEqualTo(kind);
        assertThat(best.path()).isEqualTo(path);
        assertThat(best.start()).isEqualTo(start);
        assertThat(best.end()).isEqualTo(end);
        return assertThat(best.sentence());
    }
}
