package io.kspec.suite.checks.security;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.MutantListener.SECURED;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that let streams applications use topics that their users may not. */
final class StreamsAccessMutants implements AreaMutants {
    private static final String HEARTBEAT = "StreamsGroupHeartbeat";
    private static final String DESCRIBE = "StreamsGroupDescribe";
    private static final String ERROR = "ErrorCode";
    private static final String GROUP_ERROR = "Groups[0].ErrorCode";
    private static final String STATUS = "Status";

    private static final List<Mutant> ALL = List.of(
            invented("K1190", "applications read topics that their users may not describe")
                    .behind(SECURED)
                    .by(request(HEARTBEAT).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("streams-group-heartbeat.undescribable-source-denied", HEARTBEAT, "0")
                    .blaming(ERROR)
                    .saying("29 TOPIC_AUTHORIZATION_FAILED, found 0 NONE"),
            invented("K1191", "nobody is told that internal topics are missing")
                    .behind(SECURED)
                    .by(request(HEARTBEAT).willReturn(asKafka().with(STATUS, List.of())))
                    .failing("streams-group-heartbeat.uncreatable-changelog-told", HEARTBEAT, "0")
                    .blaming(STATUS)
                    .saying("3 MISSING_INTERNAL_TOPICS"),
            invented("K1191b", "a missing topic that the user may not create is there all the same")
                    .behind(SECURED)
                    .by(request("Metadata").willReturn(asKafka().with("Topics[*].ErrorCode", ErrorCode.NONE)))
                    .failing("streams-group-heartbeat.uncreatable-changelog-told", HEARTBEAT, "0")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K1192", "groups are described whose topics the user may not describe")
                    .behind(SECURED)
                    .by(request(DESCRIBE).willReturn(asKafka().with(GROUP_ERROR, ErrorCode.NONE)))
                    .failing("streams-group-describe.undescribable-topic-denied", DESCRIBE, "0")
                    .blaming(GROUP_ERROR)
                    .saying("29 TOPIC_AUTHORIZATION_FAILED, found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
