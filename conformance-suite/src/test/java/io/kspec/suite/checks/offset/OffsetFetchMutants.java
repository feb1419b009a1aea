package io.kspec.suite.checks.offset;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that tell wrongly where a group was. */
final class OffsetFetchMutants implements AreaMutants {
    private static final String PARTITION = "Topics[*].Partitions[*].";
    private static final String BLAMED = "Topics[0].Partitions[0].";

    private static final List<Mutant> ALL = List.of(
            invented("K325", "offsets are kept by topic and partition, whatever the group")
                    .by(request("OffsetFetch")
                            .atVersions(1, 7)
                            .willReturn(asKafka().with("Topics[*].Partitions[*].CommittedOffset", 5)))
                    .failing("offset-fetch.groups-kept-apart", "OffsetFetch", "1-7")
                    .blaming("Topics[0].Partitions[0].CommittedOffset")
                    .saying("= -1, found 5"),
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
            invented("K81", "null, for all topics, is taken for none")
                    .by(request("OffsetFetch")
                            .atVersions(2, 7)
                            .where("Topics", null)
                            .willReturn(asKafka().asIfAsked("Topics", List.of())))
                    .failing("offset-fetch.all-topics", "OffsetFetch", "2-7")
                    .blaming("Topics")
                    .saying("no topics"),
            mutant("P20", "when storage fails, OffsetFetch of everything is empty and has no error", "pg_kafka BUG-6")
                    .by(request("OffsetFetch")
                            .atVersions(8, 10)
                            .where("Groups[*].Topics", null)
                            .willReturn(asKafka().with("Groups[*].Topics", List.of())))
                    .failing("offset-fetch.all-topics", "OffsetFetch", "8-10")
                    .blaming("Groups[0].Topics")
                    .saying("no topics"),
            invented("K82", "no topics are taken for all")
                    .by(request("OffsetFetch")
                            .atVersions(2, 7)
                            .where("Topics", List.of())
                            .willReturn(asKafka().asIfAsked("Topics", null)))
                    .failing("offset-fetch.no-topics", "OffsetFetch", "2-7")
                    .blaming("Topics")
                    .saying("expected 0 entries in Topics"),
            invented("K83", "the leader epoch of a commit is not told")
                    .by(request("OffsetFetch")
                            .atVersions(5, 7)
                            .willReturn(asKafka().with(PARTITION + "CommittedLeaderEpoch", -1)))
                    .failing("offset-fetch.leader-epoch", "OffsetFetch", "5-7")
                    .blaming(BLAMED + "CommittedLeaderEpoch")
                    .saying("= 3, found -1"),
            invented("K84", "a group's offsets end with its last member")
                    .by(request("OffsetFetch")
                            .atVersions(1, 7)
                            .willReturn(asKafka().with(PARTITION + "CommittedOffset", -1)))
                    .failing("offset-fetch.outlives-members", "OffsetFetch", "1-7")
                    .blaming(BLAMED + "CommittedOffset")
                    .saying("= 21, found -1"),
            invented("K85", "of several groups the first alone is answered")
                    .by(request("OffsetFetch").willReturn(asKafka().without("Groups[1]")))
                    .failing("offset-fetch.several-groups", "OffsetFetch", "8-10")
                    .blaming("Groups")
                    .saying("expected 2 entries in Groups"),
            invented("K86", "a topic that does not exist has no offset, and no error")
                    .by(request("OffsetFetch")
                            .atVersion(10)
                            .willReturn(asKafka().with("Groups[*].Topics[*].Partitions[*].ErrorCode", ErrorCode.NONE)))
                    .failing("offset-fetch.unknown-topic-id-refused", "OffsetFetch", "10")
                    .blaming("Groups[0].Topics[1].Partitions[0].ErrorCode")
                    .saying("UNKNOWN_TOPIC_ID, found 0 NONE"),
            invented("K118", "without an offset there is no metadata either")
                    .by(request("OffsetFetch")
                            .atVersions(6, 7)
                            .willReturn(asKafka().with(PARTITION + "Metadata", null)))
                    .failing("offset-fetch.metadata-is-not-null", "OffsetFetch", "6-7")
                    .blaming(BLAMED + "Metadata")
                    .saying("found null"),
            invented("K498", "offsets that were never committed are not mentioned, by a coordinator that is not ready")
                    .by(request("OffsetFetch")
                            .atVersions(1, 7)
                            .willReturn(asKafka().without("Topics[*]")))
                    .failing("offset-fetch.named-coordinator-answers", "OffsetFetch", "1-7")
                    .blaming("Topics")
                    .saying("an entry for partition 0 of"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
