package io.kspec.suite.mutants;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.FieldKind;
import java.util.List;

/** Brokers that lose where a group was. */
final class OffsetMutants {
    private static final String PARTITION = "Topics[*].Partitions[*].";
    private static final String BLAMED = "Topics[0].Partitions[0].";

    static final List<Mutant> ALL = List.of(
            mutant("Q6", "OffsetFetch has committed offsets as int16", "Quafka 2bbcc07; jocko ac9dcfd")
                    .by(request("OffsetFetch")
                            .atVersions(1, 5)
                            .willReturn(asKafka().encoding(PARTITION + "CommittedOffset", FieldKind.INT16)))
                    .failing("offset-fetch.offset-survives", "OffsetFetch", "1-5")
                    .blaming(BLAMED + "CommittedOffset")
                    .saying("int16"),
            mutant("Q7", "OffsetFetch v2 has no error code of the group", "Quafka 2bbcc07; jocko")
                    .by(request("OffsetFetch").atVersion(2).willReturn(asKafka().omitting("ErrorCode")))
                    .failing("offset-fetch.uncommitted-is-minus-one", "OffsetFetch", "2")
                    .blaming("ErrorCode")
                    .saying("missing"),
            mutant("Q12", "partitions without an offset are left out", "Quafka 6ec7a6d, PROGRESS.md")
                    .by(request("OffsetFetch")
                            .atVersions(1, 7)
                            .willReturn(asKafka().without("Topics[*]")))
                    .failing("offset-fetch.uncommitted-is-minus-one", "OffsetFetch", "1-7")
                    .blaming("Topics")
                    .saying("no topics"),
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
            mutant("S33", "OffsetFetch answers for test-topic, whatever is asked", "SeaweedFS c3dd0c566, ccd80c244")
                    .by(request("OffsetFetch")
                            .atVersions(1, 7)
                            .willReturn(asKafka().with("Topics[*].Name", "test-topic")))
                    .failing("offset-fetch.every-partition", "OffsetFetch", "1-7")
                    .blaming("Topics")
                    .saying("test-topic"),
            mutant("S34", "OffsetFetch v1 has the group's error code of version 2", "SeaweedFS d0778fd47")
                    .by(request("OffsetFetch").atVersion(1).willReturn(asKafka().inLayoutOf(2)))
                    .failing("offset-fetch.uncommitted-is-minus-one", "OffsetFetch", "1")
                    .blaming("ErrorCode")
                    .saying("v2"),
            mutant("P14", "a commit of another generation is taken", "pg_kafka AUDIT-2026-06.md")
                    .by(request("OffsetCommit").willReturn(asKafka().with(PARTITION + "ErrorCode", ErrorCode.NONE)))
                    .failing("offset-commit.other-generation-refused", "OffsetCommit", "1-10")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("ILLEGAL_GENERATION"),
            mutant("P24", "deleting a group that does not exist succeeds", "pg_kafka CONF-4")
                    .by(request("DeleteGroups").willReturn(asKafka().error(ErrorCode.NONE)))
                    .failing("delete-groups.unknown-group-refused", "DeleteGroups", "0-3")
                    .blaming("Results")
                    .saying("69 GROUP_ID_NOT_FOUND"),
            mutant("Q27b", "DescribeGroups of an unknown group is INVALID_GROUP_ID", "Quafka broker.go")
                    .by(request("DescribeGroups").willReturn(asKafka().error(ErrorCode.INVALID_GROUP_ID)))
                    .failing("describe-groups.unknown-group", "DescribeGroups", "0-6")
                    .blaming("Groups[0].ErrorCode")
                    .saying("found 24 INVALID_GROUP_ID"));

    private OffsetMutants() {}
}
