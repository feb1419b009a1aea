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
            invented("K680", "quotas are described by other values")
                    .by(request("DescribeClientQuotas").willReturn(asKafka().with("Entries[*].Values[*].Value", 1.0)))
                    .failing("describe-client-quotas.quota-shown", "DescribeClientQuotas", "0-1")
                    .blaming("Entries[0].Values[0].Value")
                    .saying("found 1.0"),
            invented("K681", "all quotas are described whatever is asked for")
                    .by(request("DescribeClientQuotas")
                            .where("Strict", false)
                            .willReturn(asKafka().asIfAsked("Components", List.of())))
                    .failing("describe-client-quotas.other-name-not-shown", "DescribeClientQuotas", "0-1")
                    .blaming("Entries")
                    .saying("expected 0 entries in Entries"),
            invented("K682", "quotas are never removed")
                    .by(request("AlterClientQuotas")
                            .where("Entries[*].Ops[*].Remove", true)
                            .willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .speaking("AlterClientQuotas", "1")
                    .failing("alter-client-quotas.removed", "AlterClientQuotas", "1")
                    .blaming("DescribeClientQuotas", "Entries")
                    .saying("expected 0 entries in Entries, found 1"),
            invented("K683", "a request that only validates sets quotas")
                    .by(request("AlterClientQuotas").willReturn(asKafka().asIfAsked("ValidateOnly", false)))
                    .failing("alter-client-quotas.validate-only", "AlterClientQuotas", "0-1")
                    .blaming("DescribeClientQuotas", "Entries")
                    .saying("expected 0 entries in Entries, found 1"),
            invented("K684", "one quota that does not exist spoils the others")
                    .by(request("AlterClientQuotas")
                            .willReturn(asKafka().with("Entries[*].ErrorCode", ErrorCode.INVALID_REQUEST)))
                    .failing("alter-client-quotas.each-entity-by-itself", "AlterClientQuotas", "0-1")
                    .blaming("Entries[0].ErrorCode")
                    .saying("0 NONE, found 42 INVALID_REQUEST"),
            invented("K685", "producers are not told that they are throttled")
                    .by(request("Produce").willReturn(asKafka().with("ThrottleTimeMs", 0)))
                    .speaking("Produce", "9")
                    .failing("produce.quota-throttles", "Produce", "9")
                    .blaming("ThrottleTimeMs")
                    .saying("is 1 or more"),
            invented("K685b", "clients are told to wait, and answered nevertheless")
                    .by(request("AlterClientQuotas").willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .by(request("Produce").willReturn(asKafka().with("ThrottleTimeMs", 1_000)))
                    .failing("produce.throttled-connection-waits")
                    .blaming("Metadata", "")
                    .saying("no earlier than 500 ms after"),
            invented("K686", "consumers are not told that they are throttled")
                    .by(request("Fetch").willReturn(asKafka().with("ThrottleTimeMs", 0)))
                    .speaking("Fetch", "12")
                    .failing("fetch.quota-throttles", "Fetch", "12")
                    .blaming("ThrottleTimeMs")
                    .saying("is 1 or more"),
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
