package io.kspec.suite.checks.admin;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers that describe and change configurations wrongly. */
final class ConfigMutants implements AreaMutants {
    private static final String CONFIGS = "Results[*].Configs";
    private static final String CHANGED = "Responses[*].ErrorCode";
    private static final String ASKED = "Resources[*].Configs";
    private static final String CHANGE_ANSWER = "Responses[0].ErrorCode";

    private static final List<Mutant> ALL = List.of(
            mutant("S52", "without a list of keys, DescribeConfigs is refused", "SeaweedFS 82b6fbd4b, 0da998dda")
                    .by(request("DescribeConfigs")
                            .where("Resources[*].ConfigurationKeys", null)
                            .willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.INVALID_REQUEST)))
                    .failing("describe-configs.null-means-all-keys", "DescribeConfigs", "0-4")
                    .blaming("Results[0].ErrorCode")
                    .saying("found 42 INVALID_REQUEST"),
            mutant("S52b", "versions 1 and 2 have no sources and no synonyms", "SeaweedFS 82b6fbd4b, 0da998dda")
                    .by(request("DescribeConfigs")
                            .atVersions(1, 2)
                            .willReturn(asKafka().inLayoutOf(0)))
                    .failing("describe-configs.tells-the-source", "DescribeConfigs", "1-2")
                    .blaming("Results[0].Configs[0].ConfigSource")
                    .saying("the layout of v0"),
            invented("K250", "the values from the creation of a topic are forgotten")
                    .by(request("DescribeConfigs")
                            .willReturn(asKafka().with(CONFIGS + "[Name=cleanup.policy].Value", "delete")))
                    .failing("describe-configs.reads-back", "DescribeConfigs", "0-4")
                    .blaming("Results[0].Configs[0].Value")
                    .saying("= compact, found delete"),
            invented("K250b", "of the values that nobody set, one is not described")
                    .by(request("DescribeConfigs")
                            .willReturn(asKafka().without(CONFIGS + "[Name=min.insync.replicas]")))
                    .failing("describe-configs.defaults-are-described", "DescribeConfigs", "0-4")
                    .blaming("Results[0].Configs")
                    .saying("an entry for min.insync.replicas"),
            invented("K251", "all values are described, whatever keys were asked for")
                    .by(request("DescribeConfigs")
                            .willReturn(asKafka().asIfAsked("Resources[*].ConfigurationKeys", null)))
                    .failing("describe-configs.only-asked-keys", "DescribeConfigs", "0-4")
                    .blaming("Results[0].Configs")
                    .saying("expected 1 entry"),
            invented("K252", "every value is a default")
                    .by(request("DescribeConfigs").willReturn(asKafka().with(CONFIGS + "[*].ConfigSource", 5)))
                    .failing("describe-configs.tells-the-source", "DescribeConfigs", "1-4")
                    .blaming("Results[0].Configs[1].ConfigSource")
                    .saying("= 1, found 5"),
            invented("K253", "there are no synonyms")
                    .by(request("DescribeConfigs").willReturn(asKafka().asIfAsked("IncludeSynonyms", false)))
                    .failing("describe-configs.synonyms", "DescribeConfigs", "1-4")
                    .blaming("Results[0].Configs[0].Synonyms[0].Name")
                    .saying("is empty"),
            invented("K254", "a topic that does not exist has no values, and no error")
                    .by(request("DescribeConfigs").willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NONE)))
                    .failing("describe-configs.unknown-topic-answered", "DescribeConfigs", "0-4")
                    .blaming("Results[0].ErrorCode")
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K255", "passwords are shown")
                    .by(request("DescribeConfigs")
                            .willReturn(asKafka().with(CONFIGS + "[IsSensitive=true].Value", "secret")))
                    .failing("describe-configs.sensitive-is-null", "DescribeConfigs", "0-4")
                    .blaming("Results[0].Configs[79].Value")
                    .saying("is null or empty, found secret"),
            invented("K255c", "no value is marked as sensitive, not even a password")
                    .by(request("DescribeConfigs").willReturn(asKafka().with(CONFIGS + "[*].IsSensitive", false)))
                    .failing("describe-configs.sensitive-is-null", "DescribeConfigs", "0-4")
                    .blaming("Results[0].Configs[184].IsSensitive")
                    .saying("= true, found false"),
            invented("K255b", "levels of loggers are numbers")
                    .by(request("DescribeConfigs")
                            .where("Resources[*].ResourceType", 8)
                            .willReturn(asKafka().with(CONFIGS + "[*].Value", "20000")))
                    .failing("describe-configs.loggers", "DescribeConfigs", "0-4")
                    .blaming("Results[0].Configs[0].Value")
                    .saying("found 20000"),
            invented("K256", "changes have no effect")
                    .by(request("AlterConfigs").willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .failing("alter-configs.sets", "AlterConfigs", "0-2")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("= 12345678"),
            invented("K257", "values that are left out stay as they were")
                    .by(request("AlterConfigs")
                            .where(ASKED + "[*].Name", "retention.bytes")
                            .willReturn(asKafka()
                                    .asIfAsked(
                                            ASKED,
                                            List.of(
                                                    Map.of("Name", "retention.ms", "Value", "12345678"),
                                                    Map.of("Name", "retention.bytes", "Value", "23456789")))))
                    .failing("alter-configs.replaces-all-values", "AlterConfigs", "0-2")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("found 12345678"),
            invented("K258", "what is only to be validated is changed")
                    .by(request("AlterConfigs").willReturn(asKafka().asIfAsked("ValidateOnly", false)))
                    .failing("alter-configs.validate-only", "AlterConfigs", "0-2")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("found 12345678"),
            invented("K259", "impossible values are accepted")
                    .by(request("AlterConfigs").willReturn(asKafka().with(CHANGED, ErrorCode.NONE)))
                    .failing("alter-configs.impossible-refused", "AlterConfigs", "0-2")
                    .blaming(CHANGE_ANSWER)
                    .saying("INVALID_CONFIG, found 0 NONE"),
            invented("K260", "next to an impossible value, a possible one is set")
                    .by(request("AlterConfigs")
                            .where(ASKED + "[*].Value", "soon")
                            .willReturn(asKafka()
                                    .asIfAsked(ASKED + "[Name=retention.ms].Value", "1")
                                    .with(CHANGED, ErrorCode.INVALID_CONFIG)))
                    .failing("alter-configs.impossible-refused", "AlterConfigs", "0-2")
                    .blaming("DescribeConfigs", "Results[0].Configs[2].Value")
                    .saying("found 23456789"),
            invented("K261", "a topic that does not exist can be changed")
                    .by(request("AlterConfigs").willReturn(asKafka().with(CHANGED, ErrorCode.NONE)))
                    .failing("alter-configs.unknown-topic-refused", "AlterConfigs", "0-2")
                    .blaming(CHANGE_ANSWER)
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K262", "a change of one value removes the others")
                    .by(request("IncrementalAlterConfigs")
                            .where(ASKED + "[*].Name", "retention.bytes")
                            .willReturn(asKafka()
                                    .asIfAsked(
                                            ASKED,
                                            List.of(
                                                    Map.of("Name", "retention.ms", "ConfigOperation", 1),
                                                    Map.of("Name", "retention.bytes", "Value", "23456789")))))
                    .failing("incremental-alter-configs.sets", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("= 12345678, found"),
            invented("K263", "values cannot be deleted")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .failing("incremental-alter-configs.delete-restores-the-default", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("found 12345678"),
            invented("K264", "an entry that is appended replaces the others")
                    .by(request("IncrementalAlterConfigs")
                            .where(ASKED + "[*].ConfigOperation", 2)
                            .willReturn(asKafka().asIfAsked(ASKED + "[*].ConfigOperation", 0)))
                    .failing("incremental-alter-configs.append-and-subtract", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[0].Value")
                    .saying("compact and delete, found compact"),
            invented("K265", "what is only to be validated is changed")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().asIfAsked("ValidateOnly", false)))
                    .failing("incremental-alter-configs.validate-only", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("found 12345678"),
            invented("K266", "impossible values are accepted")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().with(CHANGED, ErrorCode.NONE)))
                    .failing("incremental-alter-configs.impossible-refused", "IncrementalAlterConfigs", "0-1")
                    .blaming(CHANGE_ANSWER)
                    .saying("INVALID_CONFIG, found 0 NONE"),
            invented("K267", "next to an impossible value, a possible one is set")
                    .by(request("IncrementalAlterConfigs")
                            .where(ASKED + "[*].Value", "many")
                            .willReturn(asKafka()
                                    .asIfAsked(ASKED + "[Name=max.message.bytes].Value", "1000000")
                                    .with(CHANGED, ErrorCode.INVALID_CONFIG)))
                    .failing("incremental-alter-configs.impossible-refused", "IncrementalAlterConfigs", "0-1")
                    .blaming("DescribeConfigs", "Results[0].Configs[1].Value")
                    .saying("found 12345678"),
            invented("K268", "a topic that does not exist can be changed")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().with(CHANGED, ErrorCode.NONE)))
                    .failing("incremental-alter-configs.unknown-topic-refused", "IncrementalAlterConfigs", "0-1")
                    .blaming(CHANGE_ANSWER)
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K268b", "a limit is described, but not in force")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .failing("incremental-alter-configs.takes-effect", "IncrementalAlterConfigs", "0-1")
                    .blaming("Produce", "Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("MESSAGE_TOO_LARGE, found 0 NONE"),
            invented("K268c", "impossible values of a broker are valid")
                    .by(request("IncrementalAlterConfigs").willReturn(asKafka().with(CHANGED, ErrorCode.NONE)))
                    .failing(
                            "incremental-alter-configs.impossible-for-a-broker-refused",
                            "IncrementalAlterConfigs",
                            "0-1")
                    .blaming(CHANGE_ANSWER)
                    .saying("is an error, found 0"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
