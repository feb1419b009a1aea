package io.kspec.suite.checks.log;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Brokers that keep to the limits, the waits or the sessions of fetches wrongly. */
final class FetchLimitMutants implements AreaMutants {
    private static final String ASKED = "Topics[*].Partitions[*].";
    private static final String FETCHED = "Responses[*].Partitions[*].";
    private static final String FIRST = "Responses[0].Partitions[0].Records";
    private static final String SECOND = "Responses[0].Partitions[1].Records";
    private static final int PLENTY = 1 << 20;
    /** Longer than the suite waits for a mutant's answers. */
    private static final Duration LATE = Duration.ofSeconds(3);

    private static final List<Mutant> ALL = List.of(
            invented("K410", "a large batch comes whole at the start of a log only")
                    .by(request("Fetch")
                            .where("MaxBytes", 1)
                            .where(ASKED + "FetchOffset", 5)
                            .willReturn(asKafka().with(FETCHED + "Records", Bytes.EMPTY)))
                    .failing("fetch.small-limit-makes-progress", "Fetch", "4-18")
                    .blaming(FIRST)
                    .saying("the whole batch with offset 5"),
            invented("K411", "the limit of a partition is not looked at")
                    .by(request("Fetch").willReturn(asKafka().asIfAsked(ASKED + "PartitionMaxBytes", PLENTY)))
                    .failing("fetch.partition-limit-kept", "Fetch", "4-18")
                    .blaming(FIRST)
                    .saying("bytes of records, as the request allows"),
            invented("K412", "the limit of a response is not looked at")
                    .by(request("Fetch").willReturn(asKafka().asIfAsked("MaxBytes", PLENTY)))
                    .failing("fetch.response-limit-kept", "Fetch", "4-18")
                    .blaming(SECOND)
                    .saying("bytes of records, as the request allows"),
            invented("K413", "only the first of several partitions may exceed the limit")
                    .by(request("Fetch")
                            .where("MaxBytes", 1)
                            .willReturn(asKafka().with(SECOND, Bytes.EMPTY)))
                    .failing("fetch.first-filled-partition-comes", "Fetch", "4-18")
                    .blaming(SECOND)
                    .saying("the only partition that has one"),
            invented("K414", "at the limit the partition with the lowest number is served")
                    .by(request("Fetch")
                            .atVersion(11)
                            .where("MaxBytes", 1)
                            .willReturn(asKafka().with(FIRST, Bytes.EMPTY))
                            .onNth(2))
                    .failing("fetch.order-decides-at-the-limit", "Fetch", "11")
                    .blaming(FIRST)
                    .saying("partition 1, which is named first"),
            invented("K415", "each partition must have the minimum of bytes for itself")
                    .by(request("Fetch").atVersion(11).willReturn(asKafka().asIfAsked("MinBytes", PLENTY)))
                    .failing("fetch.min-bytes-add-up", "Fetch", "11")
                    .saying("nothing"),
            invented("K416", "the minimum of bytes is not looked at")
                    .by(request("Fetch").willReturn(asKafka().asIfAsked("MinBytes", 1)))
                    .failing("fetch.min-bytes-awaited", "Fetch", "4-18")
                    .blaming("Responses[0].Partitions[0].HighWatermark")
                    .saying("when the log ended at offset 2"),
            invented("K417", "an error is told when the wait is over")
                    .by(request("Fetch").atVersion(11).willReturn(asKafka().after(LATE)))
                    .failing("fetch.error-ends-the-wait", "Fetch", "11")
                    .saying("nothing"),
            invented("K418", "in a session only partitions that are named are looked at")
                    .by(request("Fetch")
                            .where("SessionEpoch", 1)
                            .willReturn(asKafka().without("Responses[*]")))
                    .failing("fetch.session-goes-on", "Fetch", "7-18")
                    .blaming("Responses")
                    .saying("the record at offset 0"),
            invented("K419", "in a session partitions without news are returned")
                    .by(request("Fetch")
                            .atVersions(7, 12)
                            .where("SessionEpoch", 1)
                            .willReturn(asKafka()
                                    .adding(
                                            "Responses",
                                            Map.of(
                                                    "Topic",
                                                    "idle",
                                                    "Partitions",
                                                    List.of(Map.of("HighWatermark", 0))))))
                    .failing("fetch.session-leaves-out-unchanged", "Fetch", "7-12")
                    .blaming("Responses")
                    .saying("0 entries"),
            invented("K420", "a session forgets no partition")
                    .by(request("Fetch").willReturn(asKafka().asIfAsked("ForgottenTopicsData", List.of())))
                    .failing("fetch.session-forgets", "Fetch", "7-18")
                    .blaming("Responses")
                    .saying("no entry for partition 1"),
            invented("K421", "a session is served in any epoch")
                    .by(request("Fetch")
                            .where("SessionEpoch", 4)
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("fetch.session-epoch-checked", "Fetch", "7-18")
                    .blaming("ErrorCode")
                    .saying("INVALID_FETCH_SESSION_EPOCH, found 0 NONE"),
            invented("K422", "a session that the client ends stays")
                    .by(request("Fetch")
                            .where("SessionEpoch", -1)
                            .willReturn(asKafka().asIfAsked("SessionId", 0)))
                    .failing("fetch.session-ends", "Fetch", "7-18")
                    .blaming("ErrorCode")
                    .saying("FETCH_SESSION_ID_NOT_FOUND, found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
