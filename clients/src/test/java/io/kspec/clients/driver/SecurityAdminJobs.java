package io.kspec.clients.driver;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.token.delegation.DelegationToken;
import org.jspecify.annotations.Nullable;

/** Jobs of an admin about who may do what, and how much of it. */
final class SecurityAdminJobs {
    private static final String RATE = "producer_byte_rate";

    private SecurityAdminJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.of(
                "acls", SecurityAdminJobs::acls,
                "scram-credentials", SecurityAdminJobs::scramCredentials,
                "client-quotas", SecurityAdminJobs::clientQuotas,
                "delegation-tokens", SecurityAdminJobs::delegationTokens);
    }

    private static void acls(JavaSite site) throws Exception {
        AclBinding acl = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, site.name(), PatternType.LITERAL),
                new AccessControlEntry("User:" + site.name(), "*", AclOperation.READ, AclPermissionType.ALLOW));
        AclBindingFilter filter = acl.toFilter();
        Admin admin = site.admin();
        admin.createAcls(List.of(acl)).all().get();
        JavaSite.await(
                "the ACL",
                () -> List.copyOf(admin.describeAcls(filter).values().get()).equals(List.of(acl)));
        Collection<AclBinding> deleted = admin.deleteAcls(List.of(filter)).all().get();
        JobFailure.unlessEqual("deleted ACLs", List.of(acl), List.copyOf(deleted));
        JavaSite.await("no ACL", () -> admin.describeAcls(filter).values().get().isEmpty());
    }

    private static void scramCredentials(JavaSite site) throws Exception {
        String user = site.name();
        ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096);
        Admin admin = site.admin();
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, info, "password")))
                .all()
                .get();
        JobFailure.unlessEqual(
                "credentials",
                List.of(info),
                admin.describeUserScramCredentials().description(user).get().credentialInfos());
        admin.alterUserScramCredentials(List.of(new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_256)))
                .all()
                .get();
        Failures.expect(ResourceNotFoundException.class, () -> admin.describeUserScramCredentials(List.of(user))
                .description(user)
                .get());
    }

    private static void clientQuotas(JavaSite site) throws Exception {
        ClientQuotaEntity entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, site.name()));
        ClientQuotaFilter filter = ClientQuotaFilter.containsOnly(
                List.of(ClientQuotaFilterComponent.ofEntity(ClientQuotaEntity.USER, site.name())));
        Admin admin = site.admin();
        setRate(admin, entity, 1048576.0);
        JavaSite.await("the quota", () -> admin.describeClientQuotas(filter)
                .entities()
                .get()
                .equals(Map.of(entity, Map.of(RATE, 1048576.0))));
        setRate(admin, entity, null);
        JavaSite.await(
                "no quota",
                () -> admin.describeClientQuotas(filter).entities().get().isEmpty());
    }

    private static void setRate(Admin admin, ClientQuotaEntity entity, @Nullable Double rate) throws Exception {
        admin.alterClientQuotas(
                        List.of(new ClientQuotaAlteration(entity, List.of(new ClientQuotaAlteration.Op(RATE, rate)))))
                .all()
                .get();
    }

    /** Tokens are for clients that have logged in. */
    private static void delegationTokens(JavaSite site) throws Exception {
        SecuredListeners listeners = SecuredListeners.ofEnvironment();
        Admin admin = site.admin(listeners.login("SCRAM-SHA-256", listeners.password()));
        DelegationToken token = admin.createDelegationToken().delegationToken().get();
        JavaSite.await("the token", () -> tokens(admin).contains(token));
        long renewed =
                admin.renewDelegationToken(token.hmac()).expiryTimestamp().get();
        JobFailure.unless(
                renewed >= token.tokenInfo().expiryTimestamp(),
                "expected an expiry of " + token.tokenInfo().expiryTimestamp() + " or later, found " + renewed);
        admin.expireDelegationToken(token.hmac()).expiryTimestamp().get();
        JavaSite.await("no token", () -> tokens(admin).stream()
                .noneMatch(each ->
                        each.tokenInfo().tokenId().equals(token.tokenInfo().tokenId())));
    }

    private static List<DelegationToken> tokens(Admin admin) throws Exception {
        return admin.describeDelegationToken().delegationTokens().get();
    }
}
