package io.kspec.suite.checks.admin;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that describe the configurations of groups wrongly, or do not change them as they say. */
final class GroupConfigsMutants implements AreaMutants {
    private static final String SESSION = "Results[*].Configs[Name=consumer.session.timeout.ms].Value";

    private static final List<Mutant> ALL = List.of(
            invented("K504", "the session timeout of a group is no number")
                    .by(request("DescribeConfigs").willReturn(asKafka().with(SESSION, "45s")))
                    .failing("describe-configs.groups", "DescribeConfigs", "0-4")
                    .blaming("Results[0].Configs[0].Value")
                    .saying("is a number, found 45s"),
            invented("K504b", "the session timeout of a group is in seconds")
                    .by(request("DescribeConfigs").willReturn(asKafka().with(SESSION, "45")))
                    .failing("describe-configs.groups", "DescribeConfigs", "0-4")
                    .blaming("Results[0].Configs[10].Value")
                    .saying("is less than the session timeout, 45"),
            invented("K505", "changes of groups have no effect")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .failing("incremental-alter-configs.groups", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[0].Value")
                    .saying("= 45001, found 45000"),
            invented("K505b", "a change of one group is one of all groups")
                    .speaking("IncrementalAlterConfigs", "0")
                    .by(request("DescribeConfigs")
                            .willReturn(asKafka().with(SESSION, "45001"))
                            .fromNth(3))
                    .failing("incremental-alter-configs.groups", "IncrementalAlterConfigs", "0")
                    .blaming("DescribeConfigs", "Results[0].Configs[0].Value")
                    .saying("= 45000, found 45001"),
            invented("K506", "groups can have impossible configurations")
                    .by(request("IncrementalAlterConfigs")
                            .willReturn(asKafka().with("Responses[*].ErrorCode", ErrorCode.NONE)))
                    .failing("incremental-alter-configs.impossible-of-group-refused", "IncrementalAlterConfigs", "0-1")
                    .blaming("Responses[0].ErrorCode")
                    .saying("40 INVALID_CONFIG, found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
