package io.kspec.suite.checks.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.AclBinding;
import io.kspec.stage.requests.AclBindingFilter;
import io.kspec.stage.requests.AclRequests;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Checks of CreateAcls, DescribeAcls and DeleteAcls. */
class AclChecks {
    private static final String DESCRIBE = "DescribeAcls";
    private static final String CREATE = "CreateAcls";
    private static final String DELETE = "DeleteAcls";
    private static final String SOURCE = "KIP-140, KIP-290; measured on Apache Kafka";
    private static final String ERROR = "ErrorCode";
    private static final String FIRST_RESULT = "Results[0].ErrorCode";

    @ConformanceTest(
            id = "create-acls.described",
            api = CREATE,
            needs = {DESCRIBE, DELETE},
            requirement =
                    "An ACL that is created is described with all that it says, and once only if it is created again.",
            source = SOURCE,
            why = "kafka-acls --list shows an administrator what is in force.")
    void anAclThatIsCreatedIsDescribed(Case test) {
        try (Acls acls = new Acls(test)) {
            AclBinding acl = acls.mayRead(test.name("topic"));
            AclBinding other = acl.ofPermission(AclRequests.DENY).from(Acls.OTHER_HOST);
            acls.create(acl, other);
            acls.ask(acl).expectError(FIRST_RESULT, ErrorCode.NONE);
            acls.await(acl, other);
        }
    }

    @ConformanceTest(
            id = "create-acls.prefixed-described",
            api = CREATE,
            versions = "1+",
            needs = {DESCRIBE, DELETE},
            requirement = "An ACL of a prefix is described as such, apart from one of the same name.",
            source = SOURCE,
            why = "Whoever reads it as literal believes that one topic is open, where all that begin so are.")
    void anAclOfAPrefixIsDescribedAsSuch(Case test) {
        try (Acls acls = new Acls(test)) {
            AclBinding literal = acls.mayRead(test.name("topic"));
            acls.create(literal, literal.ofPattern(AclRequests.PREFIXED));
        }
    }

    @ConformanceTest(
            id = "create-acls.each-on-its-own",
            api = CREATE,
            needs = {DESCRIBE, DELETE},
            level = Level.SHOULD,
            requirement = "An ACL that is rejected leaves the others of its request, whose results are in its order.",
            source = SOURCE,
            why = "Java's admin client reports each ACL by its place in the response.")
    void eachAclIsCreatedOnItsOwn(Case test) {
        try (Acls acls = new Acls(test)) {
            AclBinding good = acls.mayRead(test.name("topic"));
            Answer answer = acls.ask(good.on(AclRequests.TOPIC, ""), good);
            answer.expectAnyError(FIRST_RESULT).expectError("Results[1].ErrorCode", ErrorCode.NONE);
            acls.await(good);
        }
    }

    @ConformanceTest(
            id = "create-acls.impossible-refused",
            api = CREATE,
            needs = {DESCRIBE, DELETE},
            level = Level.SHOULD,
            requirement =
                    "An ACL is rejected if it has no name of a resource, a principal without a type, another cluster"
                            + " than kafka-cluster, or what only filters have.",
            source = SOURCE,
            why = "It would never apply, and an administrator would believe that it does.")
    void impossibleAclsAreRejected(Case test) {
        try (Acls acls = new Acls(test)) {
            AclBinding good = acls.mayRead(test.name("topic"));
            for (AclBinding impossible : List.of(
                    good.on(AclRequests.TOPIC, ""),
                    good.of("kspec-without-type"),
                    good.on(AclRequests.CLUSTER, "kspec-no-such-cluster").ofOperation(AclRequests.DESCRIBE),
                    good.ofOperation(AclRequests.ANY),
                    good.ofPermission(AclRequests.ANY))) {
                acls.ask(impossible).expectAnyError(FIRST_RESULT);
            }
            acls.await();
        }
    }

    @ConformanceTest(
            id = "create-acls.refused-without-authorizer",
            api = CREATE,
            level = Level.SHOULD,
            requirement = "Without an authorizer, each ACL is rejected with SECURITY_DISABLED.",
            source = SOURCE,
            why = "An administrator must not believe that anything is protected.")
    void withoutAnAuthorizerNoAclIsCreated(Case test) {
        demandNoAuthorizer(test);
        AclBinding acl = AclBinding.mayRead("User:kspec", test.name("topic"));
        test.ask(AclRequests.create(acl))
                .expectSize("Results", 1)
                .expectError(FIRST_RESULT, ErrorCode.SECURITY_DISABLED);
    }

    @ConformanceTest(
            id = "delete-acls.refused-without-authorizer",
            api = DELETE,
            level = Level.SHOULD,
            requirement = "Without an authorizer, each filter is answered with SECURITY_DISABLED.",
            source = SOURCE,
            why = "Java's admin client throws SecurityDisabledException.")
    void withoutAnAuthorizerNoAclIsDeleted(Case test) {
        demandNoAuthorizer(test);
        test.ask(AclRequests.delete(
                        AclBinding.mayRead("User:kspec", test.name("topic")).filter()))
                .expectSize("FilterResults", 1)
                .expectError("FilterResults[0].ErrorCode", ErrorCode.SECURITY_DISABLED);
    }

    @ConformanceTest(
            id = "describe-acls.refused-without-authorizer",
            api = DESCRIBE,
            level = Level.SHOULD,
            requirement = "Without an authorizer, DescribeAcls is answered with SECURITY_DISABLED, and no ACL.",
            source = SOURCE,
            why = "An empty list would say that an authorizer protects everything.")
    void withoutAnAuthorizerNoAclIsDescribed(Case test) {
        Answer described = test.ask(noAcls(test));
        if (test.stage().versions(CREATE).isEmpty() || hasAuthorizer(test)) {
            throw new TestAbortedException("needs a target without an authorizer");
        }
        described.expectError(ERROR, ErrorCode.SECURITY_DISABLED).expectSize(Acls.RESOURCES, 0);
    }

    private static ClientRequest noAcls(Case test) {
        return AclRequests.describe(
                AclBinding.mayRead("User:kspec", test.name("topic")).filter());
    }

    /** Whether the target rejects an impossible ACL for another reason than that it has no authorizer. */
    private static boolean hasAuthorizer(Case test) {
        Answer answer = test.ask(AclRequests.create(AclBinding.mayRead("User:kspec", "")));
        return answer.number(FIRST_RESULT) != ErrorCode.SECURITY_DISABLED.code();
    }

    private static void demandNoAuthorizer(Case test) {
        if (test.stage().versions(DESCRIBE).isEmpty() || !Acls.isWithoutAuthorizer(test.ask(noAcls(test)))) {
            throw new TestAbortedException("needs a target without an authorizer");
        }
    }

    /** Three ACLs that differ in everything: of a topic, of its prefix, and of a group with its name. */
    private record Three(Acls acls, String name, AclBinding literal, AclBinding prefixed, AclBinding group) {
        static Three in(Acls acls, String prefix) {
            String name = prefix + "-a";
            AclBinding literal = acls.mayRead(name);
            Three three = new Three(
                    acls,
                    name,
                    literal,
                    literal.on(AclRequests.TOPIC, prefix)
                            .ofPattern(AclRequests.PREFIXED)
                            .ofOperation(AclRequests.WRITE),
                    literal.on(AclRequests.GROUP, name)
                            .ofOperation(AclRequests.DESCRIBE)
                            .ofPermission(AclRequests.DENY)
                            .from(Acls.OTHER_HOST));
            acls.create(three.literal, three.prefixed, three.group);
            return three;
        }

        /** Selects the ACLs of topics that apply to a name, in one way or another. */
        AclBindingFilter topics(String of, int pattern) {
            return acls.mine().on(AclRequests.TOPIC, of).ofPattern(pattern);
        }
    }

    @ConformanceTest(
            id = "describe-acls.literal-and-prefixed",
            api = DESCRIBE,
            versions = "1+",
            needs = {CREATE, DELETE},
            requirement =
                    "A filter for literal names selects the ACLs of exactly this name, and one for prefixes those of"
                            + " exactly this prefix.",
            source = SOURCE,
            why =
                    "kafka-acls --resource-pattern-type literal shows, and with --remove deletes, what the filter selects.")
    void literalAndPrefixedAreToldApart(Case test) {
        try (Acls acls = new Acls(test)) {
            String prefix = test.name("topic");
            Three three = Three.in(acls, prefix);
            acls.expect(three.topics(three.name(), AclRequests.LITERAL), three.literal());
            acls.expect(three.topics(prefix, AclRequests.LITERAL));
            acls.expect(three.topics(prefix, AclRequests.PREFIXED), three.prefixed());
            acls.expect(three.topics(three.name(), AclRequests.PREFIXED));
        }
    }

    @ConformanceTest(
            id = "describe-acls.any-pattern",
            api = DESCRIBE,
            versions = "1+",
            needs = {CREATE, DELETE},
            requirement =
                    "A filter for any pattern selects the ACLs of exactly its name, whether literal or prefixed, and"
                            + " all if it has no name.",
            source = SOURCE,
            why = "kafka-acls --resource-pattern-type any shows what the filter selects.")
    void anyPatternSelectsByName(Case test) {
        try (Acls acls = new Acls(test)) {
            String prefix = test.name("topic");
            Three three = Three.in(acls, prefix);
            acls.expect(three.topics(prefix, AclRequests.ANY), three.prefixed());
            acls.expect(three.topics(three.name(), AclRequests.ANY), three.literal());
            acls.expect(acls.mine().on(AclRequests.TOPIC, null), three.literal(), three.prefixed());
        }
    }

    @ConformanceTest(
            id = "describe-acls.matching-pattern",
            api = DESCRIBE,
            versions = "1+",
            needs = {CREATE, DELETE},
            requirement = "A filter for matching patterns selects all ACLs that apply to a resource of its name.",
            source = SOURCE,
            why = "kafka-acls --resource-pattern-type match is how an administrator learns who may use a topic.")
    void matchSelectsWhatApplies(Case test) {
        try (Acls acls = new Acls(test)) {
            String prefix = test.name("topic");
            Three three = Three.in(acls, prefix);
            acls.expect(three.topics(three.name(), AclRequests.MATCH), three.literal(), three.prefixed());
            acls.expect(three.topics(prefix + "-b", AclRequests.MATCH), three.prefixed());
        }
    }

    @ConformanceTest(
            id = "describe-acls.every-field-filters",
            api = DESCRIBE,
            needs = {CREATE, DELETE},
            requirement =
                    "A filter selects by type of resource, host, operation and permission, and nothing where no ACL"
                            + " has them all.",
            source = SOURCE,
            why = "kafka-acls --remove deletes what the same filter selects.")
    void everyFieldFilters(Case test) {
        try (Acls acls = new Acls(test)) {
            AclBinding topic = acls.mayRead(test.name("topic"));
            AclBinding group = topic.on(AclRequests.GROUP, topic.resourceName())
                    .ofOperation(AclRequests.DESCRIBE)
                    .ofPermission(AclRequests.DENY)
                    .from(Acls.OTHER_HOST);
            acls.create(topic, group);
            AclBindingFilter mine = acls.mine();
            acls.expect(mine.on(AclRequests.GROUP, null), group);
            acls.expect(mine.from(Acls.OTHER_HOST), group);
            acls.expect(mine.ofOperation(AclRequests.READ), topic);
            acls.expect(mine.ofPermission(AclRequests.DENY), group);
            acls.expect(mine.on(AclRequests.TOPIC, null).ofPermission(AclRequests.DENY));
        }
    }

    @ConformanceTest(
            id = "delete-acls.only-selected",
            api = DELETE,
            needs = {CREATE, DESCRIBE},
            requirement = "What a filter selects is deleted and named in the response; everything else stays.",
            source = SOURCE,
            why =
                    "A broker that deletes more opens or closes what nobody asked for, and the administrator does not see it.")
    void onlyWhatIsSelectedIsDeleted(Case test) {
        try (Acls acls = new Acls(test)) {
            AclBinding one = acls.mayRead(test.name("topic")).ofPermission(AclRequests.DENY);
            AclBinding other = acls.mayRead(test.name("topic")).ofPermission(AclRequests.DENY);
            acls.create(one, other);
            Answer answer = acls.delete(one.filter());
            answer.expectError("FilterResults[0].ErrorCode", ErrorCode.NONE);
            Acls.expect(answer, "FilterResults[0].MatchingAcls", Acls.deleted(answer, 0), one);
            acls.await(other);
        }
    }

    @ConformanceTest(
            id = "delete-acls.each-filter-answered",
            api = DELETE,
            needs = {CREATE, DESCRIBE},
            requirement =
                    "Each filter has a result, in the order of the request; one that selects nothing has an empty one"
                            + " without an error.",
            source = SOURCE,
            why = "Java's admin client gives each filter the result at its place.")
    void eachFilterIsAnswered(Case test) {
        try (Acls acls = new Acls(test)) {
            AclBinding acl = acls.mayRead(test.name("topic"));
            acls.create(acl);
            Answer answer = acls.delete(acls.mayRead(test.name("topic")).filter(), acl.filter());
            answer.expectError("FilterResults[0].ErrorCode", ErrorCode.NONE)
                    .expectError("FilterResults[1].ErrorCode", ErrorCode.NONE);
            Acls.expect(answer, "FilterResults[0].MatchingAcls", Acls.deleted(answer, 0));
            Acls.expect(answer, "FilterResults[1].MatchingAcls", Acls.deleted(answer, 1), acl);
            acls.await();
        }
    }
}
