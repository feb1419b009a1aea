package io.kspec.suite.checks.offset;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that store wrongly where a group was, or let the wrong ones say so. */
final class OffsetCommitMutants implements AreaMutants {
    private static final String PARTITION = "Topics[*].Partitions[*].";
    private static final String BLAMED = "Topics[0].Partitions[0].";
    private static final String ERROR = PARTITION + "ErrorCode";
    private static final String STORED = "Groups[0].Topics[0].Partitions[0].";

    private static final List<Mutant> ALL = List.of(
            mutant("Q14", "OffsetCommit does not read the names of topics", "Quafka 8afb7ea; jocko ac9dcfd")
                    .by(request("OffsetCommit")
                            .atVersions(1, 9)
                            .willReturn(asKafka().asIfAsked("Topics[*].Name", "")))
                    .failing("offset-commit.every-partition-survives", "OffsetCommit", "1-9")
                    .blaming("Topics")
                    .saying("{Name=, "),
            mutant("Q14b", "OffsetCommit loses the values that it reads", "Quafka 8afb7ea: the loop wrote to copies")
                    .by(request("OffsetCommit").willReturn(asKafka().asIfAsked(PARTITION + "CommittedOffset", 0)))
                    .failing("offset-commit.offset-survives", "OffsetCommit", "1-10")
                    .blaming("OffsetFetch", "Groups[0].Topics[0].Partitions[0].CommittedOffset")
                    .saying("8589934599, found 0"),
            mutant("S32", "OffsetCommit v2 ends with a throttle time", "SeaweedFS d8460ab9c")
                    .by(request("OffsetCommit")
                            .atVersion(2)
                            .willReturn(asKafka().trailing(Bytes.fromHex("00000000"))))
                    .failing("offset-commit.offset-survives", "OffsetCommit", "2")
                    .blaming("ThrottleTimeMs")
                    .saying("v3"),
            mutant("P14", "a commit of another generation is taken", "pg_kafka AUDIT-2026-06.md")
                    .by(request("OffsetCommit").willReturn(asKafka().with(PARTITION + "ErrorCode", ErrorCode.NONE)))
                    .failing("offset-commit.other-generation-refused", "OffsetCommit", "1-10")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("ILLEGAL_GENERATION"),
            mutant("P14b", "who has joined but not synced may commit", "pg_kafka AUDIT-2026-06.md")
                    .by(request("OffsetCommit").willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("offset-commit.before-sync-refused", "OffsetCommit", "1-10")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 0 NONE"),
            mutant("P14c", "who is no member may commit", "pg_kafka AUDIT-2026-06.md")
                    .by(request("OffsetCommit").willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("offset-commit.stranger-refused", "OffsetCommit", "1-10")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 0 NONE"),
            mutant("P14d", "members of a group that was removed may commit", "pg_kafka AUDIT-2026-06.md: RA-5")
                    .by(request("OffsetCommit").willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("offset-commit.unknown-group-refused", "OffsetCommit", "1-10")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 0 NONE"),
            invented("K74", "a commit does not go back")
                    .by(request("OffsetCommit")
                            .where(PARTITION + "CommittedOffset", 5)
                            .willReturn(asKafka().asIfAsked(PARTITION + "CommittedOffset", 100)))
                    .failing("offset-commit.last-one-counts", "OffsetCommit", "1-10")
                    .blaming("OffsetFetch", STORED + "CommittedOffset")
                    .saying("= 5, found 100"),
            invented("K75", "the leader epoch of a commit is not stored")
                    .by(request("OffsetCommit").willReturn(asKafka().asIfAsked(PARTITION + "CommittedLeaderEpoch", -1)))
                    .failing("offset-commit.leader-epoch-survives", "OffsetCommit", "6-10")
                    .blaming("OffsetFetch", STORED + "CommittedLeaderEpoch")
                    .saying("= 3, found -1"),
            invented("K76", "metadata may be of any length")
                    .by(request("OffsetCommit").willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("offset-commit.metadata-too-large", "OffsetCommit", "1-10")
                    .blaming("Topics[0].Partitions[1].ErrorCode")
                    .saying("OFFSET_METADATA_TOO_LARGE, found 0 NONE"),
            invented("K77", "one topic that is unknown has the whole commit refused")
                    .by(request("OffsetCommit").willReturn(asKafka().with(ERROR, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)))
                    .failing("offset-commit.unknown-topic-refused", "OffsetCommit", "1-9")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("= 0 NONE, found 3 UNKNOWN_TOPIC_OR_PARTITION"),
            invented("K78", "offsets of topics that do not exist are stored")
                    .by(request("OffsetCommit").willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("offset-commit.unknown-topic-id-refused", "OffsetCommit", "10")
                    .blaming("Topics[1].Partitions[0].ErrorCode")
                    .saying("UNKNOWN_TOPIC_ID, found 0 NONE"),
            invented("K79", "nobody may commit once a rebalance has begun")
                    .by(request("OffsetCommit").willReturn(asKafka().with(ERROR, ErrorCode.REBALANCE_IN_PROGRESS)))
                    .failing("offset-commit.while-others-join", "OffsetCommit", "1-10")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 27 REBALANCE_IN_PROGRESS"),
            invented("K80", "none but members may commit")
                    .by(request("OffsetCommit")
                            .where("MemberId", "")
                            .willReturn(asKafka().with(ERROR, ErrorCode.UNKNOWN_MEMBER_ID)))
                    .failing("offset-commit.without-members", "OffsetCommit", "1-10")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 25 UNKNOWN_MEMBER_ID"),
            invented("K119", "a member of a group that does not exist is an unknown one")
                    .by(request("OffsetCommit").willReturn(asKafka().with(ERROR, ErrorCode.UNKNOWN_MEMBER_ID)))
                    .failing("offset-commit.unknown-group-error", "OffsetCommit", "1-10")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 25 UNKNOWN_MEMBER_ID"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
