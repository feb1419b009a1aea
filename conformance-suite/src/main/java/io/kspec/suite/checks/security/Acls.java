package io.kspec.suite.checks.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.AclBinding;
import io.kspec.stage.requests.AclBindingFilter;
import io.kspec.stage.requests.AclRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/** The ACLs of one principal, by default one that does not exist. Closing it deletes them. */
final class Acls implements AutoCloseable {
    static final String RESOURCES = "Resources";
    /** Of the documentation (RFC 5737): no client has it. */
    static final String OTHER_HOST = "198.51.100.1";

    private final Case test;
    private final Administrator admin;
    private final String principal;

    Acls(Case test) {
        this(test, "User:" + test.name("principal"));
    }

    /**
     * The ACLs of a principal, who has none.
     *
     * @throws TestAbortedException if the target has no authorizer, or kspec may not administer ACLs
     */
    Acls(Case test, String principal) {
        this.test = test;
        this.admin = new Administrator(test);
        this.principal = principal;
        Answer none = describe(mine());
        if (isWithoutAuthorizer(none)) {
            throw new TestAbortedException("needs an authorizer: the target answers SECURITY_DISABLED");
        }
        none.expectError("ErrorCode", ErrorCode.NONE);
    }

    static boolean isWithoutAuthorizer(Answer described) {
        return described.number("ErrorCode") == ErrorCode.SECURITY_DISABLED.code();
    }

    /** Selects all ACLs of the principal. */
    AclBindingFilter mine() {
        AclBindingFilter any = AclBindingFilter.ofPrincipal(principal);
        // Before version 1, there are no patterns.
        return test.version("DescribeAcls") == 0 ? any.ofPattern(AclRequests.LITERAL) : any;
    }

    /** Lets the principal read a topic. */
    AclBinding mayRead(String topic) {
        return AclBinding.mayRead(principal, topic);
    }

    /** Asks for ACLs. */
    Answer describe(AclBindingFilter filter) {
        return admin.ask(AclRequests.describe(filter));
    }

    /** Creates ACLs, whatever comes of it. */
    Answer ask(AclBinding... acls) {
        return admin.ask(AclRequests.create(acls)).expectSize("Results", acls.length);
    }

    /** Deletes ACLs. */
    Answer delete(AclBindingFilter... filters) {
        return admin.ask(AclRequests.delete(filters)).expectSize("FilterResults", filters.length);
    }

    /** Creates ACLs, which are those of the principal from then on, and waits until they are described. */
    void create(AclBinding... acls) {
        Answer created = ask(acls);
        IntStream.range(0, acls.length)
                .forEach(i -> created.expectError("Results[" + i + "].ErrorCode", ErrorCode.NONE));
        await(acls);
    }

    /** Waits until the principal has exactly some ACLs: brokers learn of changes a moment later. */
    void await(AclBinding... expected) {
        Answer last = Await.of(
                        "the ACLs of " + principal, test.stage().settings().readTimeout())
                .last(() -> describe(mine()), answer -> sorted(found(answer)).equals(sorted(List.of(expected))));
        expect(last, expected);
    }

    /** Expects that a filter selects exactly some ACLs. */
    void expect(AclBindingFilter filter, AclBinding... expected) {
        expect(describe(filter), expected);
    }

    private static void expect(Answer described, AclBinding... expected) {
        described.expectError("ErrorCode", ErrorCode.NONE);
        expect(described, RESOURCES, found(described), expected);
    }

    /** Expects some ACLs, in any order. */
    static void expect(Answer answer, String path, List<AclBinding> found, AclBinding... expected) {
        Set<AclBinding> wanted = sorted(List.of(expected));
        answer.expect(
                sorted(found).equals(wanted) && found.size() == wanted.size(),
                path,
                wanted.isEmpty() ? "no ACL" : "the ACLs " + wanted,
                found.isEmpty() ? "none" : sorted(found));
    }

    private static Set<AclBinding> sorted(List<AclBinding> acls) {
        Set<AclBinding> sorted = new TreeSet<>(Comparator.comparing(AclBinding::toString));
        sorted.addAll(acls);
        return sorted;
    }

    private static List<AclBinding> found(Answer described) {
        return IntStream.range(0, described.list(RESOURCES).size())
                .boxed()
                .flatMap(i -> {
                    String resource = RESOURCES + "[" + i + "].";
                    return IntStream.range(0, described.list(resource + "Acls").size())
                            .mapToObj(j -> acl(described, resource, resource + "Acls[" + j + "]."));
                })
                .toList();
    }

    /** The ACLs that a filter has deleted. */
    static List<AclBinding> deleted(Answer answer, int filter) {
        String matching = "FilterResults[" + filter + "].MatchingAcls";
        int count = answer.list(matching).size();
        IntStream.range(0, count).forEach(i -> answer.expectError(matching + "[" + i + "].ErrorCode", ErrorCode.NONE));
        return IntStream.range(0, count)
                .mapToObj(i -> acl(answer, matching + "[" + i + "].", matching + "[" + i + "]."))
                .toList();
    }

    private static AclBinding acl(Answer answer, String resource, String entry) {
        Message described = (Message) answer.get(resource.substring(0, resource.length() - 1));
        int pattern = described.has("PatternType") ? described.getInt("PatternType") : AclRequests.LITERAL;
        return new AclBinding(
                (int) answer.number(resource + "ResourceType"),
                answer.text(resource + "ResourceName"),
                pattern,
                answer.text(entry + "Principal"),
                answer.text(entry + "Host"),
                (int) answer.number(entry + "Operation"),
                (int) answer.number(entry + "PermissionType"));
    }

    @Override
    public void close() {
        try {
            AclBindingFilter any = AclBindingFilter.ofPrincipal(principal);
            boolean literal = test.version("DeleteAcls") == 0;
            Answer unused = admin.ask(AclRequests.delete(literal ? any.ofPattern(AclRequests.LITERAL) : any));
        } catch (StageFailure | TestAbortedException left) {
            test.stage().transcript().note("the ACLs of " + principal + " could not be deleted: " + left.getMessage());
        }
    }
}
