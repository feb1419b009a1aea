package io.kspec.suite.checks.log;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that say wrongly where a log begins and ends. */
final class ListOffsetsMutants implements AreaMutants {
    private static final String LISTED = "Topics[*].Partitions[*].";
    private static final String BLAMED = "Topics[0].Partitions[0].";

    private static final List<Mutant> ALL = List.of(
            mutant("Q18", "ListOffsets v1 and v2 say offset 0, whatever the log has", "Quafka handleOffsets")
                    .by(request("ListOffsets")
                            .atVersions(1, 2)
                            .willReturn(asKafka().with(LISTED + "Offset", 0)))
                    .failing("list-offsets.latest-is-the-end", "ListOffsets", "1-2")
                    .blaming(BLAMED + "Offset")
                    .saying("= 5, found 0"),
            mutant("Q19", "an unknown partition is left out", "Quafka handleOffsets")
                    .by(request("ListOffsets")
                            .where(LISTED + "PartitionIndex", NO_SUCH_PARTITION)
                            .willReturn(asKafka().without("Topics[*].Partitions[*]")))
                    .failing("list-offsets.unknown-partition-answered", "ListOffsets", "0-11")
                    .blaming("Topics[0].Partitions")
                    .saying("found 0 entries"),
            mutant("S35", "ListOffsets v1 has the throttle time of version 2", "SeaweedFS 014db6f99, 0670ea469")
                    .by(request("ListOffsets").atVersion(1).willReturn(asKafka().inLayoutOf(2)))
                    .failing("list-offsets.latest-is-the-end", "ListOffsets", "1")
                    .blaming("ThrottleTimeMs")
                    .saying("the layout of v2"),
            mutant("S36", "the earliest offset is a time in nanoseconds", "SeaweedFS 8e28b0794")
                    .by(request("ListOffsets")
                            .where(LISTED + "Timestamp", -2)
                            .willReturn(asKafka().with(LISTED + "Offset", Payload.TIMESTAMP * 1_000_000)))
                    .failing("list-offsets.earliest-is-the-start", "ListOffsets", "1-11")
                    .blaming(BLAMED + "Offset")
                    .saying(String.valueOf(Payload.TIMESTAMP * 1_000_000)),
            mutant("P26", "an offset cannot be asked for by time", "pg_kafka CONF-7")
                    .by(request("ListOffsets")
                            .where(LISTED + "Timestamp", Payload.TIMESTAMP + 2)
                            .willReturn(asKafka().with(LISTED + "ErrorCode", ErrorCode.UNSUPPORTED_VERSION)))
                    .failing("list-offsets.by-timestamp", "ListOffsets", "1-11")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 35 UNSUPPORTED_VERSION"),
            invented("K53", "an empty log has no offsets: -1")
                    .by(request("ListOffsets")
                            .where(LISTED + "Timestamp", -1)
                            .willReturn(asKafka().with(LISTED + "Offset", -1)))
                    .failing("list-offsets.empty-log", "ListOffsets", "1-11")
                    .blaming(BLAMED + "Offset")
                    .saying("= 0, found -1"),
            invented("K54", "the time -3 is taken for the end")
                    .by(request("ListOffsets")
                            .where(LISTED + "Timestamp", -3)
                            .willReturn(asKafka().asIfAsked(LISTED + "Timestamp", -1)))
                    .failing("list-offsets.max-timestamp", "ListOffsets", "7-11")
                    .blaming(BLAMED + "Offset")
                    .saying("= 2, found 5"),
            invented("K423", "a time is looked for in the first batch alone")
                    .by(request("ListOffsets")
                            .where(LISTED + "Timestamp", Payload.TIMESTAMP + 31)
                            .willReturn(asKafka().with(LISTED + "Offset", -1)))
                    .failing("list-offsets.time-across-batches", "ListOffsets", "1-11")
                    .blaming(BLAMED + "Offset")
                    .saying("= 3, found -1"),
            invented("K424", "a time leads to the start of a compressed batch")
                    .by(request("ListOffsets")
                            .where(LISTED + "Timestamp", Payload.TIMESTAMP + 12)
                            .willReturn(asKafka().with(LISTED + "Offset", 1)))
                    .failing("list-offsets.time-in-compressed-batch", "ListOffsets", "1-11")
                    .blaming(BLAMED + "Offset")
                    .saying("= 3, found 1"),
            invented("K425", "the time of the first partition holds for all")
                    .by(request("ListOffsets")
                            .willReturn(asKafka().asIfAsked(LISTED + "Timestamp", Payload.TIMESTAMP + 2)))
                    .failing("list-offsets.every-partition-by-time", "ListOffsets", "1-11")
                    .blaming("Topics[0].Partitions[1].Offset")
                    .saying("= 3, found 0"),
            invented("K426", "the latest record of an empty log is at offset 0")
                    .by(request("ListOffsets").willReturn(asKafka().with(LISTED + "Offset", 0)))
                    .failing("list-offsets.max-timestamp-of-empty-log", "ListOffsets", "7-11")
                    .blaming(BLAMED + "Offset")
                    .saying("= -1, found 0"),
            invented("K427", "without remote storage there is no local log either")
                    .by(request("ListOffsets")
                            .where(LISTED + "Timestamp", -4)
                            .willReturn(asKafka().with(LISTED + "Offset", -1)))
                    .failing("list-offsets.earliest-local", "ListOffsets", "8-11")
                    .blaming(BLAMED + "Offset")
                    .saying("= 0, found -1"),
            invented("K428", "the time -5 is taken for the end")
                    .by(request("ListOffsets")
                            .where(LISTED + "Timestamp", -5)
                            .willReturn(asKafka().asIfAsked(LISTED + "Timestamp", -1)))
                    .failing("list-offsets.nothing-tiered", "ListOffsets", "9-11")
                    .blaming(BLAMED + "Offset")
                    .saying("= -1, found 5"),
            invented("K429", "offsets come with a leader epoch that there never was")
                    .by(request("ListOffsets").willReturn(asKafka().with(LISTED + "LeaderEpoch", 9)))
                    .failing("list-offsets.leader-epoch", "ListOffsets", "4-11")
                    .blaming(BLAMED + "LeaderEpoch")
                    .saying("as in Metadata, or -1, found 9"),
            invented("K445", "a time finds records of open transactions")
                    .by(request("ListOffsets").willReturn(asKafka().asIfAsked("IsolationLevel", 0)))
                    .failing("list-offsets.time-committed", "ListOffsets", "2-11")
                    .blaming(BLAMED + "Offset")
                    .saying("= -1, found 0"),
            invented("K430", "the leader epoch that a client knows is not looked at")
                    .by(request("ListOffsets").willReturn(asKafka().asIfAsked(LISTED + "CurrentLeaderEpoch", -1)))
                    .failing("list-offsets.leader-epoch-checked", "ListOffsets", "4-11")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("UNKNOWN_LEADER_EPOCH, found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
