package io.kspec.suite.checks.log;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
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
                            .where(LISTED + "PartitionIndex", 9)
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
                    .saying("= 2, found 5"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
