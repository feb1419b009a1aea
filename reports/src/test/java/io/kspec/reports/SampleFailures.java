package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Level;
import io.kspec.runlog.NoteEvent;
import io.kspec.runlog.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failures such as real clients found in young brokers, with bytes that show them. */
final class SampleFailures {
    private static final String TOPIC = "kspec-7f3a91-orders";
    private static final String GROUP = "kspec-7f3a91-group";

    private SampleFailures() {}

    static List<CaseResult> all() {
        List<CaseResult> all = new ArrayList<>();
        for (int version = 0; version <= 5; version++) {
            all.add(committedOffsetIsShort(version));
        }
        all.add(groupErrorIsMissing());
        all.add(throttleTimeStandsEarly());
        all.add(longPollStaysSilent());
        all.add(deadGroupIsAnError());
        all.add(CaseResult.error(
                new Check(
                        "fetch.session-epoch-is-checked",
                        "A wrong session epoch is refused",
                        Level.SHOULD,
                        "Fetch with an unknown session id is answered FETCH_SESSION_ID_NOT_FOUND.",
                        "KIP-227",
                        "A client would go on with a session that the broker has forgotten.",
                        "core"),
                new ApiVersion(1, "Fetch", 9),
                "The stage could not open a second connection: java.net.BindException: Address already in use",
                12,
                0,
                List.of(note("consumer", NoteEvent.Kind.CONNECT, 0.2, null, "to localhost:9092"))));
        return all;
    }

    static CaseResult committedOffsetIsShort(int version) {
        Frame commitRequest = SampleFrame.request(8, 2, 4, "kspec-consumer")
                .string("GroupId", GROUP)
                .int32("GenerationIdOrMemberEpoch", -1)
                .string("MemberId", "")
                .int64("RetentionTimeMs", -1)
                .int32("Topics (count)", 1)
                .string("Topics[0].Name", TOPIC)
                .int32("Topics[0].Partitions (count)", 1)
                .int32("Topics[0].Partitions[0].PartitionIndex", 0)
                .int64("Topics[0].Partitions[0].CommittedOffset", 8_589_934_599L)
                .string("Topics[0].Partitions[0].CommittedMetadata", "")
                .frame();
        Frame commitResponse = SampleFrame.response(4)
                .int32("Topics (count)", 1)
                .string("Topics[0].Name", TOPIC)
                .int32("Topics[0].Partitions (count)", 1)
                .int32("Topics[0].Partitions[0].PartitionIndex", 0)
                .int16("Topics[0].Partitions[0].ErrorCode", 0)
                .frame();
        Frame request = SampleFrame.request(9, version, 5, "kspec-consumer")
                .string("GroupId", GROUP)
                .int32("Topics (count)", 1)
                .string("Topics[0].Name", TOPIC)
                .int32("Topics[0].PartitionIndexes (count)", 1)
                .int32("Topics[0].PartitionIndexes[0]", 0)
                .frame();
        SampleFrame body = SampleFrame.response(5);
        if (version >= 3) {
            body.int32("ThrottleTimeMs", 0);
        }
        Frame response = body.int32("Topics (count)", 1)
                .string("Topics[0].Name", TOPIC)
                .int32("Topics[0].Partitions (count)", 1)
                .int32("Topics[0].Partitions[0].PartitionIndex", 0)
                .unread(0, 7, 0, 0, 0, 0)
                .frame();
        int at = response.size() - 6;
        return CaseResult.failed(
                new Check(
                        "offset-fetch.committed-offset-survives",
                        "A committed offset is fetched back as it was committed",
                        Level.MUST,
                        "OffsetFetch answers, for every partition asked for, the offset that the group committed last.",
                        "OffsetFetchResponse.json, CommittedOffset: int64, versions 0-7; OffsetCommitRequest.json",
                        "A consumer that starts again would begin at the wrong record: it loses messages, or sees them twice.",
                        "core"),
                new ApiVersion(9, "OffsetFetch", version),
                new Failure(
                        "CommittedOffset 8589934599, as an int64",
                        "OffsetFetch v" + version + " response, Topics[0].Partitions[0].CommittedOffset at byte " + at
                                + ": expected int64, 6 bytes remain",
                        List.of(
                                "Topics[0].Partitions[0].CommittedOffset: 8 bytes expected, 6 remain",
                                "read as an int16, the value is 7, which is 8589934599 cut to its low 16 bits")),
                14.2,
                3,
                List.of(
                        note("consumer", NoteEvent.Kind.CONNECT, 0.31, null, "to localhost:9092"),
                        exchange("consumer", 8, "OffsetCommit", 2, 4, 1.12, 4.87, commitRequest, commitResponse),
                        note("consumer", NoteEvent.Kind.WAIT, 5.0, 4.0, "until the commit is visible"),
                        exchange("consumer", 9, "OffsetFetch", version, 5, 9.4, 11.63, request, response),
                        note("consumer", NoteEvent.Kind.DISCONNECT, 13.9, null, "by kspec")),
                new Blame(
                        3,
                        Side.RESPONSE,
                        at,
                        at + 2,
                        "Topics[0].Partitions[0].CommittedOffset",
                        "The committed offset is written as an int16; it is an int64.",
                        0.93),
                List.of(
                        new ClientReaction(
                                "Sarama",
                                "kafka: insufficient data to decode packet, more bytes expected",
                                "IBM/sarama bd98b3a",
                                "real_decoder.go",
                                false),
                        new ClientReaction(
                                "librdkafka",
                                "Protocol parse failure for OffsetFetch v" + version
                                        + " (incorrect broker.version.fallback?)"),
                        new ClientReaction(
                                "Java", "Buffer underflow while parsing response for request with header …")));
    }

    static CaseResult groupErrorIsMissing() {
        Frame request = SampleFrame.request(9, 2, 9, "kspec-consumer")
                .string("GroupId", GROUP)
                .int32("Topics (count)", -1)
                .frame();
        Frame response = SampleFrame.response(9).int32("Topics (count)", 0).frame();
        return CaseResult.failed(
                new Check(
                        "offset-fetch.group-error-is-last",
                        "The group's error code ends the response",
                        Level.MUST,
                        "From v2 on, an OffsetFetch response ends with an error code for the group as a whole.",
                        "OffsetFetchResponse.json, ErrorCode, versions 2-7",
                        "Strict clients refuse the response; others take the end of the buffer for an error.",
                        "core"),
                new ApiVersion(9, "OffsetFetch", 2),
                new Failure(
                        "ErrorCode, an int16, at byte 8",
                        "the response ends at byte 8",
                        List.of("OffsetFetch v2 response, ErrorCode at byte 8: expected int16, 0 bytes remain")),
                3.1,
                1,
                List.of(exchange("consumer", 9, "OffsetFetch", 2, 9, 0.4, 2.9, request, response)),
                new Blame(
                        0,
                        Side.RESPONSE,
                        8,
                        8,
                        "ErrorCode",
                        "The body has the layout of v1: the error code of the group is missing at its end.",
                        0.97),
                List.of(new ClientReaction(
                        "Sarama", "kafka: insufficient data to decode packet, more bytes expected")));
    }

    static CaseResult throttleTimeStandsEarly() {
        Frame request = SampleFrame.request(11, 1, 3, "kspec-member-1")
                .string("GroupId", GROUP)
                .int32("SessionTimeoutMs", 10_000)
                .int32("RebalanceTimeoutMs", 60_000)
                .string("MemberId", "")
                .string("ProtocolType", "consumer")
                .int32("Protocols (count)", 0)
                .frame();
        Frame response = SampleFrame.response(3)
                .unread(0, 0, 0, 0)
                .int16("ErrorCode", 0)
                .int32("GenerationId", 1)
                .string("ProtocolName", "range")
                .string("Leader", "kspec-member-1-5b1c")
                .string("MemberId", "kspec-member-1-5b1c")
                .int32("Members (count)", 1)
                .string("Members[0].MemberId", "kspec-member-1-5b1c")
                .unread(0, 0, 0, 4, 0, 1, 0, 0)
                .frame();
        return CaseResult.failed(
                new Check(
                        "join-group.layout-of-the-version",
                        "A member joins at the version that was asked for",
                        Level.MUST,
                        "The response to JoinGroup v1 begins with the error code; a throttle time stands there from v2 on.",
                        "JoinGroupResponse.json, ThrottleTimeMs, versions 2+; KIP-124",
                        "The client reads an error code and a generation that nobody wrote, and joins again for ever.",
                        "core"),
                new ApiVersion(11, "JoinGroup", 1),
                new Failure("ErrorCode at byte 4", "4 bytes too many, trailing after Members", List.of()),
                31.4,
                2,
                List.of(exchange("member 1", 11, "JoinGroup", 1, 3, 0.9, 30.2, request, response)),
                new Blame(
                        0,
                        Side.RESPONSE,
                        4,
                        8,
                        "ThrottleTimeMs",
                        "The body has the layout of v2: a throttle time stands before the error code.",
                        1.0),
                List.of(new ClientReaction("Sarama", "kafka: error decoding packet: invalid length")));
    }

    static CaseResult longPollStaysSilent() {
        Frame request = SampleFrame.request(1, 4, 12, "kspec-consumer")
                .int32("ReplicaId", -1)
                .int32("MaxWaitMs", 500)
                .int32("MinBytes", 1)
                .int32("MaxBytes", 52_428_800)
                .unread(0)
                .int32("Topics (count)", 1)
                .string("Topics[0].Topic", TOPIC)
                .frame();
        return CaseResult.failed(
                new Check(
                        "fetch.empty-at-the-log-end",
                        "A fetch at the log end is answered empty when its wait is over",
                        Level.MUST,
                        "Fetch at the log end offset is answered within MaxWaitMs, without error and without records.",
                        "KIP-74; FetchRequest.json, MaxWaitMs",
                        "An idle consumer would time out, close the connection and rebalance its group.",
                        "core"),
                new ApiVersion(1, "Fetch", 4),
                new Failure("an answer within 500 ms, and 2000 ms of grace", "no answer in 2500 ms", List.of()),
                2504,
                1,
                List.of(
                        note("consumer", NoteEvent.Kind.CONNECT, 0.2, null, "to localhost:9092"),
                        new ExchangeEvent("consumer", 1, new ApiVersion(1, "Fetch", 4), 12, 1.1, null, request, null),
                        note("consumer", NoteEvent.Kind.TIMEOUT, 2.0, 2500.0, "no response to correlation id 12"),
                        note("consumer", NoteEvent.Kind.DISCONNECT, 2503, null, "by kspec")),
                null,
                List.of(new ClientReaction("Java", "Disconnecting from node 1 due to request timeout.")));
    }

    static CaseResult deadGroupIsAnError() {
        Frame request = SampleFrame.request(15, 0, 2, "kspec-admin")
                .int32("Groups (count)", 1)
                .string("Groups[0]", "kspec-7f3a91-nobody")
                .frame();
        Frame response = SampleFrame.response(2)
                .int32("Groups (count)", 1)
                .int16("Groups[0].ErrorCode", 24)
                .string("Groups[0].GroupId", "kspec-7f3a91-nobody")
                .string("Groups[0].GroupState", "")
                .string("Groups[0].ProtocolType", "")
                .string("Groups[0].ProtocolData", "")
                .int32("Groups[0].Members (count)", 0)
                .frame();
        return CaseResult.failed(
                new Check(
                        "describe-groups.unknown-group-is-dead",
                        "A group that does not exist is described as dead",
                        Level.SHOULD,
                        "DescribeGroups v0 to v5 answers an unknown group with state Dead and no error.",
                        "Apache Kafka, GroupCoordinatorServiceTest; changed by KIP-1043 in v6",
                        "Admin tools show an error where Kafka shows an empty group.",
                        "core"),
                new ApiVersion(15, "DescribeGroups", 0),
                new Failure("Groups[0].ErrorCode 0 (NONE), GroupState \"Dead\"", "24 (INVALID_GROUP_ID)", List.of()),
                2.2,
                1,
                List.of(exchange("admin", 15, "DescribeGroups", 0, 2, 0.3, 2.0, request, response)),
                new Blame(0, Side.RESPONSE, 8, 10, "Groups[0].ErrorCode", "An unknown group is no error here.", null),
                List.of());
    }

    private static Event exchange(
            String role,
            int key,
            String api,
            int version,
            int correlation,
            double sent,
            double received,
            Frame request,
            Frame response) {
        return new ExchangeEvent(
                role, 1, new ApiVersion(key, api, version), correlation, sent, received, request, response);
    }

    private static Event note(String role, NoteEvent.Kind kind, double at, @Nullable Double limit, String text) {
        return new NoteEvent(role, 1, kind, at, limit, text);
    }
}
