package io.kspec.protocol.oracle;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.Tag;

/** Compares with the oldest release, which has the versions that KIP-896 removed. */
@Tag("long")
class OldestKafkaTest extends KafkaOracleTest {
    private static final Differences SINCE_CHANGED = new Differences(
            Map.of(
                    // KIP-1071 and KIP-848: a member epoch may stand where the generation stood.
                    "TxnOffsetCommitRequest",
                    Map.of("generationIdOrMemberEpoch", "generationId"),
                    // KIP-996: with pre-vote, who asks for a vote need not be a candidate.
                    "VoteRequest",
                    Map.of(
                            "replicaEpoch", "candidateEpoch",
                            "replicaId", "candidateId",
                            "replicaDirectoryId", "candidateDirectoryId"),
                    // KIP-1142: ListClientMetricsResources became ListConfigResources.
                    "ListConfigResourcesResponse",
                    Map.of("configResources", "clientMetricsResources", "resourceName", "name")),
            // KIP-932 was in early access then; LeaderEpoch was put in before the version became stable.
            Set.of("ReadShareGroupStateSummary v0 response"));

    OldestKafkaTest() {
        super(KafkaClients.oldest(), 323, 5, 15, SINCE_CHANGED);
    }
}
