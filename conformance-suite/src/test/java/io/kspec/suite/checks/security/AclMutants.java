package io.kspec.suite.checks.security;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.MutantListener.SECURED;

import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.ErrorCode;
import io.kspec.stage.requests.AclRequests;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that take ACLs for others, or for all. */
final class AclMutants implements AreaMutants {
    private static final String DESCRIBE = "DescribeAcls";
    private static final String CREATE = "CreateAcls";
    private static final String DELETE = "DeleteAcls";
    private static final String PATTERN = "PatternTypeFilter";
    private static final String RESULTS = "Results[*].ErrorCode";
    private static final String FIRST_RESULT = "Results[0].ErrorCode";
    private static final String AN_ERROR = "is an error, found 0 NONE";

    private static final List<Mutant> ALL = List.of(
            invented("K640", "every ACL is described as one that allows")
                    .behind(SECURED)
                    .by(request(DESCRIBE)
                            .willReturn(asKafka().with("Resources[*].Acls[*].PermissionType", AclRequests.ALLOW)))
                    .failing("create-acls.described", CREATE, "0-3")
                    .blaming(DESCRIBE, "Resources")
                    .saying("permission=2"),
            invented("K641", "every ACL is described as literal")
                    .behind(SECURED)
                    .by(patterns().willReturn(asKafka().with("Resources[*].PatternType", AclRequests.LITERAL)))
                    .failing("create-acls.prefixed-described", CREATE, "1-3")
                    .blaming(DESCRIBE, "Resources")
                    .saying("patternType=4"),
            invented("K642", "an ACL that is rejected is reported as created")
                    .behind(SECURED)
                    .by(request(CREATE).willReturn(asKafka().with(RESULTS, ErrorCode.NONE)))
                    .failing("create-acls.each-on-its-own", CREATE, "0-3")
                    .blaming(FIRST_RESULT)
                    .saying(AN_ERROR),
            invented("K643", "an impossible ACL is reported as created")
                    .behind(SECURED)
                    .by(request(CREATE).willReturn(asKafka().with(RESULTS, ErrorCode.NONE)))
                    .failing("create-acls.impossible-refused", CREATE, "0-3")
                    .blaming(FIRST_RESULT)
                    .saying(AN_ERROR),
            invented("K644", "an ACL is reported as created although nothing enforces it")
                    .by(request(CREATE).willReturn(asKafka().with(RESULTS, ErrorCode.NONE)))
                    .failing("create-acls.refused-without-authorizer", CREATE, "0-3")
                    .blaming(FIRST_RESULT)
                    .saying("SECURITY_DISABLED, found 0 NONE"),
            invented("K645", "without an authorizer, deleting ACLs finds none")
                    .by(request(DELETE).willReturn(asKafka().with("FilterResults[*].ErrorCode", ErrorCode.NONE)))
                    .failing("delete-acls.refused-without-authorizer", DELETE, "0-3")
                    .blaming("FilterResults[0].ErrorCode")
                    .saying("SECURITY_DISABLED, found 0 NONE"),
            invented("K646", "without an authorizer, there are no ACLs")
                    .by(request(DESCRIBE).willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("describe-acls.refused-without-authorizer", DESCRIBE, "0-3")
                    .blaming("ErrorCode")
                    .saying("SECURITY_DISABLED, found 0 NONE"),
            invented("K647", "a filter for literal names selects prefixes")
                    .behind(SECURED)
                    .by(patterns()
                            .where(PATTERN, AclRequests.LITERAL)
                            .willReturn(asKafka().asIfAsked(PATTERN, AclRequests.ANY)))
                    .failing("describe-acls.literal-and-prefixed", DESCRIBE, "1-3")
                    .blaming("Resources")
                    .saying("expected no ACL"),
            invented("K648", "a filter for any pattern selects literal names alone")
                    .behind(SECURED)
                    .by(patterns()
                            .where("ResourceTypeFilter", AclRequests.TOPIC)
                            .where(PATTERN, AclRequests.ANY)
                            .willReturn(asKafka().asIfAsked(PATTERN, AclRequests.LITERAL)))
                    .failing("describe-acls.any-pattern", DESCRIBE, "1-3")
                    .blaming("Resources")
                    .saying("found none"),
            invented("K649", "a filter for matching patterns selects exact names alone")
                    .behind(SECURED)
                    .by(patterns()
                            .where(PATTERN, AclRequests.MATCH)
                            .willReturn(asKafka().asIfAsked(PATTERN, AclRequests.ANY)))
                    .failing("describe-acls.matching-pattern", DESCRIBE, "1-3")
                    .blaming("Resources")
                    .saying("patternType=4"),
            invented("K650", "a filter's operation is ignored")
                    .behind(SECURED)
                    .by(request(DESCRIBE)
                            .where("Operation", AclRequests.READ)
                            .willReturn(asKafka().asIfAsked("Operation", AclRequests.ANY)))
                    .failing("describe-acls.every-field-filters", DESCRIBE, "0-3")
                    .blaming("Resources")
                    .saying("operation=8"),
            invented("K651", "a filter deletes ACLs of all names")
                    .behind(SECURED)
                    .by(request(DELETE).willReturn(asKafka().asIfAsked("Filters[*].ResourceNameFilter", null)))
                    .failing("delete-acls.only-selected", DELETE, "0-3")
                    .blaming("FilterResults[0].MatchingAcls")
                    .saying("found [AclBinding"),
            invented("K652", "the response does not name what was deleted")
                    .behind(SECURED)
                    .by(request(DELETE).willReturn(asKafka().without("FilterResults[*].MatchingAcls[*]")))
                    .failing("delete-acls.each-filter-answered", DELETE, "0-3")
                    .blaming("FilterResults[1].MatchingAcls")
                    .saying("found none"),
            invented("K653", "Metadata shows topics that are not allowed")
                    .behind(SECURED)
                    .by(allowing())
                    .failing("access.topic-requests-denied")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("29 TOPIC_AUTHORIZATION_FAILED"),
            invented("K654", "heartbeats of any group are answered")
                    .behind(SECURED)
                    .by(request("Heartbeat").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("access.group-requests-denied")
                    .blaming("Heartbeat", "ErrorCode")
                    .saying("30 GROUP_AUTHORIZATION_FAILED"),
            invented("K655", "transactions of any producer can be ended")
                    .behind(SECURED)
                    .by(request("EndTxn").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("access.transaction-requests-denied")
                    .blaming("EndTxn", "ErrorCode")
                    .saying("53 TRANSACTIONAL_ID_AUTHORIZATION_FAILED"),
            invented("K656", "any client may describe quotas")
                    .behind(SECURED)
                    .by(request("DescribeClientQuotas").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("access.cluster-requests-denied")
                    .blaming("DescribeClientQuotas", "ErrorCode")
                    .saying("31 CLUSTER_AUTHORIZATION_FAILED"),
            invented("K657", "an ACL allows nothing")
                    .behind(SECURED)
                    .by(request("Metadata")
                            .willReturn(asKafka().with("Topics[*].ErrorCode", ErrorCode.TOPIC_AUTHORIZATION_FAILED)))
                    .failing("access.acl-allows")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("0 NONE, found 29 TOPIC_AUTHORIZATION_FAILED"),
            invented("K657b", "an ACL of a prefix allows nothing")
                    .behind(SECURED)
                    .by(request("Metadata")
                            .willReturn(asKafka().with("Topics[*].ErrorCode", ErrorCode.TOPIC_AUTHORIZATION_FAILED)))
                    .failing("access.prefix-allows")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("0 NONE, found 29 TOPIC_AUTHORIZATION_FAILED"),
            invented("K658", "what is allowed cannot be denied")
                    .behind(SECURED)
                    .by(allowing())
                    .failing("access.denial-wins")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("29 TOPIC_AUTHORIZATION_FAILED, found 0 NONE"),
            invented("K659", "an ACL is not bound to a host")
                    .behind(SECURED)
                    .by(allowing())
                    .failing("access.other-host-not-allowed")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("29 TOPIC_AUTHORIZATION_FAILED, found 0 NONE"));

    /** Metadata shows every topic to everybody. */
    private static Stub allowing() {
        return request("Metadata").willReturn(asKafka().with("Topics[ErrorCode=29].ErrorCode", ErrorCode.NONE));
    }

    /** Requests that can tell patterns apart. */
    private static RequestPattern patterns() {
        return request(DESCRIBE).atVersions(1, 3);
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
