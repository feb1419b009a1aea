package io.kspec.mock.security.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorizerTest {
    private static final AclClient BOB = new AclClient("User:bob", "127.0.0.1");

    private final Authorizer authorizer = new Authorizer();

    AuthorizerTest() {
        authorizer.configure(new AuthorizerSettings(true, Set.of("User:root"), false));
    }

    private static Acl acl(String name, AclPatternType pattern, AclOperation operation, AclPermission permission) {
        return new Acl(new AclResource(AclResourceType.TOPIC, name, pattern), "User:bob", "*", operation, permission);
    }

    private void allow(String name, AclPatternType pattern, AclOperation operation) {
        authorizer.add(acl(name, pattern, operation, AclPermission.ALLOW));
    }

    private void deny(String name, AclPatternType pattern, AclOperation operation) {
        authorizer.add(acl(name, pattern, operation, AclPermission.DENY));
    }

    private boolean may(AclOperation operation, String topic) {
        return authorizer.allows(BOB, operation, AclResourceType.TOPIC, topic);
    }

    @Test
    void whatNoAclAllowsIsDenied() {
        assertThat(may(AclOperation.READ, "orders")).isFalse();
        assertThat(authorizer.allows(
                        new AclClient("User:root", "10.0.0.1"), AclOperation.READ, AclResourceType.TOPIC, "orders"))
                .isTrue();
    }

    @Test
    void anUnprotectedResourceMayBeForEverybody() {
        authorizer.configure(new AuthorizerSettings(true, Set.of(), true));
        allow("orders", AclPatternType.LITERAL, AclOperation.READ);

        assertThat(may(AclOperation.WRITE, "payments")).isTrue();
        assertThat(may(AclOperation.READ, "orders")).isTrue();
        assertThat(may(AclOperation.WRITE, "orders")).isFalse();
    }

    @Test
    void patternsAreLiteralPrefixesOrAll() {
        allow("orders", AclPatternType.LITERAL, AclOperation.READ);
        allow("pay", AclPatternType.PREFIXED, AclOperation.READ);

        assertThat(may(AclOperation.READ, "orders")).isTrue();
        assertThat(may(AclOperation.READ, "orders2")).isFalse();
        assertThat(may(AclOperation.READ, "payments")).isTrue();
        assertThat(may(AclOperation.READ, "other")).isFalse();
        allow("*", AclPatternType.LITERAL, AclOperation.READ);
        assertThat(may(AclOperation.READ, "other")).isTrue();
    }

    @Test
    void aDenialWinsOverWhatIsAllowed() {
        allow("*", AclPatternType.LITERAL, AclOperation.ALL);
        deny("pay", AclPatternType.PREFIXED, AclOperation.WRITE);

        assertThat(may(AclOperation.WRITE, "payments")).isFalse();
        assertThat(may(AclOperation.READ, "payments")).isTrue();
    }

    @Test
    void permissionsImplyToDescribeAndDenialsImplyNothing() {
        allow("orders", AclPatternType.LITERAL, AclOperation.WRITE);
        allow("orders", AclPatternType.LITERAL, AclOperation.ALTER_CONFIGS);
        deny("orders", AclPatternType.LITERAL, AclOperation.READ);

        assertThat(may(AclOperation.DESCRIBE, "orders")).isTrue();
        assertThat(may(AclOperation.DESCRIBE_CONFIGS, "orders")).isTrue();
        assertThat(may(AclOperation.READ, "orders")).isFalse();
        assertThat(authorizer.operations(BOB, AclResourceType.TOPIC, "orders"))
                .isEqualTo(1 << 4 | 1 << 8 | 1 << 10 | 1 << 11);
    }

    @Test
    void anAclMayBeForOneHostOrForEverybody() {
        AclResource orders = new AclResource(AclResourceType.TOPIC, "orders", AclPatternType.LITERAL);
        authorizer.add(new Acl(orders, "User:*", "10.0.0.1", AclOperation.READ, AclPermission.ALLOW));

        assertThat(may(AclOperation.READ, "orders")).isFalse();
        assertThat(authorizer.allows(
                        new AclClient("User:carol", "10.0.0.1"), AclOperation.READ, AclResourceType.TOPIC, "orders"))
                .isTrue();
    }

    @Test
    void anyResourceIsOneThatIsNotDenied() {
        assertThat(authorizer.allowsAny(BOB, AclOperation.WRITE, AclResourceType.TOPIC))
                .isFalse();
        allow("orders", AclPatternType.LITERAL, AclOperation.WRITE);
        assertThat(authorizer.allowsAny(BOB, AclOperation.WRITE, AclResourceType.TOPIC))
                .isTrue();
        deny("ord", AclPatternType.PREFIXED, AclOperation.WRITE);
        assertThat(authorizer.allowsAny(BOB, AclOperation.WRITE, AclResourceType.TOPIC))
                .isFalse();
        allow("payments", AclPatternType.LITERAL, AclOperation.WRITE);
        assertThat(authorizer.allowsAny(BOB, AclOperation.WRITE, AclResourceType.TOPIC))
                .isTrue();
        deny("*", AclPatternType.LITERAL, AclOperation.ALL);
        assertThat(authorizer.allowsAny(BOB, AclOperation.WRITE, AclResourceType.TOPIC))
                .isFalse();
    }

    @Test
    void aFilterMatchesWhateverAffectsAResource() {
        allow("orders", AclPatternType.LITERAL, AclOperation.READ);
        allow("ord", AclPatternType.PREFIXED, AclOperation.READ);
        allow("*", AclPatternType.LITERAL, AclOperation.READ);
        allow("other", AclPatternType.LITERAL, AclOperation.READ);

        assertThat(names(AclPatternType.MATCH, "orders")).containsExactly("orders", "ord", "*");
        assertThat(names(AclPatternType.LITERAL, "orders")).containsExactly("orders");
        assertThat(names(AclPatternType.PREFIXED, "ord")).containsExactly("ord");
        assertThat(names(AclPatternType.ANY, "other")).containsExactly("other");
    }

    private List<String> names(AclPatternType pattern, String name) {
        return authorizer
                .find(new AclFilter(
                        AclResourceType.TOPIC, name, pattern, null, null, AclOperation.ANY, AclPermission.ANY))
                .stream()
                .map(acl -> acl.resource().name())
                .toList();
    }
}
