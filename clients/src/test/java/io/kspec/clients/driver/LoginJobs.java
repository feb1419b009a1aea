package io.kspec.clients.driver;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Jobs of a client that logs in, or that speaks TLS. */
final class LoginJobs {
    private LoginJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.of(
                "login-plain", site -> password(site, "PLAIN"),
                "login-scram-256", site -> password(site, "SCRAM-SHA-256"),
                "login-scram-512", site -> password(site, "SCRAM-SHA-512"),
                "login-oauthbearer", LoginJobs::token,
                "login-tls", LoginJobs::tls);
    }

    private static Set<String> topics(JavaSite site, Map<String, Object> properties) throws Exception {
        return site.admin(properties).listTopics().names().get();
    }

    private static void expectTopic(JavaSite site, Map<String, Object> properties) throws Exception {
        site.topic(1);
        Set<String> topics = topics(site, properties);
        JobFailure.unless(
                topics.contains(site.name()), "expected " + site.name() + " among the topics, found " + topics);
    }

    private static void password(JavaSite site, String mechanism) throws Exception {
        SecuredListeners listeners = SecuredListeners.ofEnvironment();
        expectTopic(site, listeners.login(mechanism, listeners.password()));
        Failures.expect(
                SaslAuthenticationException.class, () -> topics(site, listeners.login(mechanism, "not the password")));
    }

    private static void token(JavaSite site) throws Exception {
        SecuredListeners listeners = SecuredListeners.ofEnvironment();
        expectTopic(site, listeners.login("OAUTHBEARER", ""));
    }

    private static void tls(JavaSite site) throws Exception {
        SecuredListeners listeners = SecuredListeners.ofEnvironment();
        expectTopic(site, listeners.encrypted(true));
        Failures.expect(SslAuthenticationException.class, () -> topics(site, listeners.encrypted(false)));
    }
}
