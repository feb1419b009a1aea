package io.kspec.suite.checks.admin;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that accept quotas and voters which make no sense. */
final class QuotaMutants implements AreaMutants {
    private static final List<Mutant> ALL = List.of(
            invented("K570", "quotas of no type of entity are described")
                    .by(request("DescribeClientQuotas").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("describe-client-quotas.empty-type-refused", "DescribeClientQuotas", "0-1")
                    .blaming("ErrorCode")
                    .saying("INVALID_REQUEST, found 0 NONE"),
            invented("K570b", "a quota that does not exist is set")
                    .by(request("AlterClientQuotas").willReturn(asKafka().with("Entries[*].ErrorCode", ErrorCode.NONE)))
                    .failing("alter-client-quotas.unknown-quota-refused", "AlterClientQuotas", "0-1")
                    .blaming("Entries[0].ErrorCode")
                    .saying("INVALID_REQUEST, found 0 NONE"),
            invented("K571", "a voter for another cluster is added")
                    .by(request("AddRaftVoter").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("add-raft-voter.another-cluster-refused", "AddRaftVoter", "0-1")
                    .blaming("ErrorCode")
                    .saying("INCONSISTENT_CLUSTER_ID, found 0 NONE"),
            invented("K571b", "a voter of another cluster is removed")
                    .by(request("RemoveRaftVoter").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("remove-raft-voter.another-cluster-refused", "RemoveRaftVoter", "0")
                    .blaming("ErrorCode")
                    .saying("INCONSISTENT_CLUSTER_ID, found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
