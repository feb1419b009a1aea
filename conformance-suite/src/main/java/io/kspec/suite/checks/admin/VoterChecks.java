package io.kspec.suite.checks.admin;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.UUID;

/** Checks of AddRaftVoter and RemoveRaftVoter, which change nothing because they name a cluster that does not exist. */
class VoterChecks {
    private static final String NO_SUCH_CLUSTER = "kspec-no-such-cluster";
    private static final UUID DIRECTORY = new UUID(7, 7);

    @ConformanceTest(
            id = "add-raft-voter.another-cluster-refused",
            api = "AddRaftVoter",
            level = Level.SHOULD,
            requirement = "A voter for another cluster is rejected with INCONSISTENT_CLUSTER_ID.",
            source = "KIP-853; measured on Apache Kafka",
            why = "kafka-metadata-quorum add-controller would add a controller to the wrong cluster.")
    void aVoterOfAnotherClusterIsNotAdded(Case test) {
        test.ask(ClusterRequests.addVoter(NO_SUCH_CLUSTER, ClusterRequests.NO_SUCH_BROKER, DIRECTORY, "CONTROLLER"))
                .expectError("ErrorCode", ErrorCode.INCONSISTENT_CLUSTER_ID);
    }

    @ConformanceTest(
            id = "remove-raft-voter.another-cluster-refused",
            api = "RemoveRaftVoter",
            level = Level.SHOULD,
            requirement = "A voter of another cluster is rejected with INCONSISTENT_CLUSTER_ID.",
            source = "KIP-853; measured on Apache Kafka",
            why = "kafka-metadata-quorum remove-controller would remove a controller from the wrong cluster.")
    void aVoterOfAnotherClusterIsNotRemoved(Case test) {
        test.ask(ClusterRequests.removeVoter(NO_SUCH_CLUSTER, ClusterRequests.NO_SUCH_BROKER, DIRECTORY))
                .expectError("ErrorCode", ErrorCode.INCONSISTENT_CLUSTER_ID);
    }
}
