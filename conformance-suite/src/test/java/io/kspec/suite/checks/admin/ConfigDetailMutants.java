package io.kspec.suite.checks.admin;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers that describe configurations, permissions and volumes wrongly, or accept invalid changes. */
final class ConfigDetailMutants implements AreaMutants {
    private static final String CONFIGS = "Results[*].Configs";
    private static final String RETENTION = CONFIGS + "[Name=retention.ms].";
    private static final String BLAMED = "Results[0].Configs[0].";
    private static final String ASKED = "Resources[*].Configs";
    private static final String CHANGED = "Responses[*].ErrorCode";
    private static final String CHANGE_ANSWER = "Responses[0].ErrorCode";

    private static final List<Mutant> ALL = List.of(
            invented("K450", "numbers are described as strings")
                    .by(request("DescribeConfigs").willReturn(asKafka().with(RETENTION + "ConfigType", 2)))
                    .failing("describe-configs.types", "DescribeConfigs", "3-4")
                    .blaming("Results[0].Configs[3].ConfigType")
                    .saying("is 5 LONG or 0 UNKNOWN, found 2"),
            invented("K451", "there is no documentation")
                    .by(request("DescribeConfigs").willReturn(asKafka().asIfAsked("IncludeDocumentation", false)))
                    .failing("describe-configs.documentation-on-request", "DescribeConfigs", "3-4")
                    .blaming(BLAMED + "Documentation")
                    .saying("is not empty, found null"),
            invented("K451b", "there is always documentation")
                    .by(request("DescribeConfigs").willReturn(asKafka().asIfAsked("IncludeDocumentation", true)))
                    .failing("describe-configs.documentation-on-request", "DescribeConfigs", "3-4")
                    .blaming(BLAMED + "Documentation")
                    .saying("is null or empty, found"),
            invented("K452", "all topics have the values of the first one")
                    .by(request("DescribeConfigs").willReturn(asKafka().with(RETENTION + "Value", TopicConfigs.HOURS)))
                    .failing("describe-configs.several-topics", "DescribeConfigs", "0-4")
                    .blaming("Results[1].Configs[0].Value")
                    .saying("= 23456789, found 12345678"),
            invented("K453", "a key that does not exist spoils the answer for the others")
                    .by(request("DescribeConfigs")
                            .willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.INVALID_CONFIG)))
                    .failing("describe-configs.unknown-key-left-out", "DescribeConfigs", "0-4")
                    .blaming("Results[0].ErrorCode")
                    .saying("found 40 INVALID_CONFIG"),
            invented("K454", "all values are read-only")
                    .by(request("DescribeConfigs").willReturn(asKafka().with(CONFIGS + "[*].ReadOnly", true)))
                    .failing("describe-configs.can-be-changed", "DescribeConfigs", "0-4")
                    .blaming(BLAMED + "ReadOnly")
                    .saying("= false, found true"),
            invented("K1314", "no value is read-only")
                    .by(request("DescribeConfigs").willReturn(asKafka().with(CONFIGS + "[*].ReadOnly", false)))
                    .failing("describe-configs.cannot-be-changed", "DescribeConfigs", "0-4")
                    .blaming(BLAMED + "ReadOnly")
                    .saying("= true, found false"),
            invented("K455", "a broker answers for any other")
                    .by(request("DescribeConfigs").willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NONE)))
                    .failing("describe-configs.unknown-broker-refused", "DescribeConfigs", "0-4")
                    .blaming("Results[0].ErrorCode")
                    .saying("is an error, found 0 NONE"),
            invented("K456", "a request without values changes nothing")
                    .by(request("AlterConfigs").willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .failing("alter-configs.nothing-resets-all", "AlterConfigs", "0-2")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("found 12345678"),
            invented("K457", "where one topic is rejected, none is changed, whatever the answer says")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .failing("incremental-alter-configs.other-topics-are-changed", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("= 12345678, found"),
            invented("K458", "an entry that is appended replaces the default")
                    .by(request("IncrementalAlterConfigs")
                            .willReturn(asKafka().asIfAsked(ASKED + "[*].ConfigOperation", 0)))
                    .failing("incremental-alter-configs.appends-to-the-default", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[0].Value")
                    .saying("compact and delete, found compact"),
            invented("K459", "an entry that is appended twice is there twice")
                    .by(request("DescribeConfigs")
                            .willReturn(asKafka().with(CONFIGS + "[Name=cleanup.policy].Value", "delete,delete")))
                    .failing("incremental-alter-configs.list-stays-a-set", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[0].Value")
                    .saying("= delete, found delete,delete"),
            invented("K460", "of two values for a key the last one counts")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().with(CHANGED, ErrorCode.NONE)))
                    .failing("incremental-alter-configs.repeated-key-refused", "IncrementalAlterConfigs", "0-1")
                    .blaming(CHANGE_ANSWER)
                    .saying("is an error, found 0 NONE"),
            invented("K461", "a value of null is ignored")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().with(CHANGED, ErrorCode.NONE)))
                    .failing("incremental-alter-configs.no-value-refused", "IncrementalAlterConfigs", "0-1")
                    .blaming(CHANGE_ANSWER)
                    .saying("is an error, found 0 NONE"),
            invented("K462", "next to an operation that does not exist, a change is made")
                    .by(request("IncrementalAlterConfigs")
                            .where(ASKED + "[*].ConfigOperation", 9)
                            .willReturn(asKafka()
                                    .asIfAsked(
                                            ASKED, List.of(Map.of("Name", "retention.ms", "Value", TopicConfigs.HOURS)))
                                    .with(CHANGED, ErrorCode.INVALID_REQUEST)))
                    .failing("incremental-alter-configs.unknown-operation-refused", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("found 12345678"),
            invented("K463", "authorized operations on topics are never returned")
                    .by(request("Metadata").willReturn(asKafka().asIfAsked("IncludeTopicAuthorizedOperations", false)))
                    .failing("metadata.operations-on-request", "Metadata", "8-13")
                    .blaming("Topics[0].TopicAuthorizedOperations")
                    .saying("with DESCRIBE, which is 256, found -2147483648"),
            invented("K464", "authorized operations on groups are never returned")
                    .by(request("DescribeGroups").willReturn(asKafka().asIfAsked("IncludeAuthorizedOperations", false)))
                    .failing("describe-groups.operations-on-request", "DescribeGroups", "3-6")
                    .blaming("Groups[0].AuthorizedOperations")
                    .saying("found -2147483648"),
            invented("K465", "authorized operations on the cluster are 0 instead of unknown if they are not requested")
                    .by(request("DescribeCluster")
                            .where("IncludeClusterAuthorizedOperations", false)
                            .willReturn(asKafka().with("ClusterAuthorizedOperations", 0)))
                    .failing("describe-cluster.operations-on-request", "DescribeCluster", "0-2")
                    .blaming("ClusterAuthorizedOperations")
                    .saying("= -2147483648, found 0"),
            invented("K466", "the endpoint type is that of controllers")
                    .by(request("DescribeCluster").willReturn(asKafka().with("EndpointType", 2)))
                    .failing("describe-cluster.tells-the-endpoint-type", "DescribeCluster", "1-2")
                    .blaming("EndpointType")
                    .saying("= 1, found 2"),
            invented("K467", "the endpoint type of a request is ignored")
                    .by(request("DescribeCluster").willReturn(asKafka().asIfAsked("EndpointType", 1)))
                    .failing("describe-cluster.unknown-endpoint-type-refused", "DescribeCluster", "1-2")
                    .blaming("ErrorCode")
                    .saying("UNSUPPORTED_ENDPOINT_TYPE, found 0 NONE"),
            invented("K468", "all brokers are fenced where fenced ones are requested")
                    .by(request("DescribeCluster")
                            .where("IncludeFencedBrokers", true)
                            .willReturn(asKafka().with("Brokers[*].IsFenced", true)))
                    .failing("describe-cluster.live-brokers-are-not-fenced", "DescribeCluster", "2")
                    .blaming("Brokers[0].IsFenced")
                    .saying("= false, found true"),
            invented("K469", "a volume has more free space than space")
                    .by(request("DescribeLogDirs")
                            .willReturn(
                                    asKafka().with("Results[*].TotalBytes", 1).with("Results[*].UsableBytes", 2)))
                    .failing("describe-log-dirs.space-makes-sense", "DescribeLogDirs", "4-5")
                    .blaming("Results[0].UsableBytes")
                    .saying("at most 1, the TotalBytes, found 2"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
