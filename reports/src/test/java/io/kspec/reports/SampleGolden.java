package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Frame;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Apache Kafka answers where the broker of {@link SampleRun#young()} is wrong. */
final class SampleGolden implements GoldenAnswers {
    private static final String TOPIC = "kspec-capture-offsetfetch";

    @Override
    public Optional<GoldenAnswer> find(ExchangeEvent exchange, @Nullable Blame blame, String expected) {
        ApiVersion api = exchange.api();
        return switch (api == null ? "" : api.name()) {
            case "OffsetFetch" -> Optional.of(answer(api, "a committed offset", offsetFetch(api), committed(api), ""));
            case "DescribeGroups" ->
                Optional.of(answer(api, "a group that does not exist", describeGroups(), dead(), ""));
            case "JoinGroup" -> Optional.of(answer(api, "no member id", joinGroup(), null, "connection closed"));
            case "Fetch" -> Optional.of(answer(api, "at the log end", exchange.request(), atTheEnd(), ""));
            default -> Optional.empty();
        };
    }

    @Override
    public Set<String> ownFields() {
        return Set.of("MemberId", "TopicId");
    }

    private static GoldenAnswer answer(
            @Nullable ApiVersion api, String shows, Frame request, @Nullable Frame response, String outcome) {
        return new GoldenAnswer(
                "Apache Kafka 4.3.1",
                shows,
                "apache-kafka-4.3.1/" + String.valueOf(api).replace(' ', '/') + ".golden",
                request,
                response,
                outcome);
    }

    private static int version(@Nullable ApiVersion api) {
        Integer version = api == null ? null : api.version();
        return version == null ? 0 : version;
    }

    private static Frame offsetFetch(@Nullable ApiVersion api) {
        return SampleFrame.request(9, version(api), 3, "kspec-client")
                .string("GroupId", TOPIC)
                .int32("Topics (count)", 1)
                .string("Topics[0].Name", TOPIC)
                .int32("Topics[0].PartitionIndexes (count)", 1)
                .int32("Topics[0].PartitionIndexes[0]", 0)
                .frame();
    }

    private static Frame committed(@Nullable ApiVersion api) {
        SampleFrame body = SampleFrame.response(3);
        if (version(api) >= 3) {
            body.int32("ThrottleTimeMs", 0);
        }
        return body.int32("Topics (count)", 1)
                .string("Topics[0].Name", TOPIC)
                .int32("Topics[0].Partitions (count)", 1)
                .int32("Topics[0].Partitions[0].PartitionIndex", 0)
                .int64("Topics[0].Partitions[0].CommittedOffset", 42)
                .string("Topics[0].Partitions[0].Metadata", "")
                .int16("Topics[0].Partitions[0].ErrorCode", 0)
                .frame();
    }

    private static Frame describeGroups() {
        return SampleFrame.request(15, 0, 1, "kspec-client")
                .int32("Groups (count)", 1)
                .string("Groups[0]", "kspec-capture-missing")
                .frame();
    }

    private static Frame dead() {
        return SampleFrame.response(1)
                .int32("Groups (count)", 1)
                .int16("Groups[0].ErrorCode", 0)
                .string("Groups[0].GroupId", "kspec-capture-missing")
                .string("Groups[0].GroupState", "Dead")
                .string("Groups[0].ProtocolType", "")
                .string("Groups[0].ProtocolData", "")
                .int32("Groups[0].Members (count)", 0)
                .frame();
    }

    private static Frame joinGroup() {
        return SampleFrame.request(11, 1, 4, "kspec-client")
                .string("GroupId", TOPIC)
                .int32("SessionTimeoutMs", 30_000)
                .frame();
    }

    private static Frame atTheEnd() {
        return SampleFrame.response(12).int32("ThrottleTimeMs", 0).frame();
    }
}
