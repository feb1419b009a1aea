package io.kspec.golden.recording;

import io.kspec.golden.ScramLogin;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a broker is set up from which the captures of a release are taken: its listener for everybody, on which nobody logs in
 * and everything is allowed, and next to it one with SASL and all mechanisms that need no other program; ACLs and delegation tokens; and groups that do not wait for more
 * members.
 */
public final class CaptureSetup {
    /** The name of the listener with SASL, which speaks SASL_PLAINTEXT. */
    public static final String LOGIN_LISTENER = "SASL";

    /** The user who may log in there with the mechanism PLAIN, and with SCRAM once the user has credentials for it. */
    public static final String USER = "kspec";

    /** The user's password, which is no secret: the captures have it. */
    public static final String PASSWORD = ScramLogin.PASSWORD;

    private static final String MODULES = "org.apache.kafka.common.security.";
    private static final String LISTENER = "listener.name.sasl.";

    /** The releases before do not start with a key for tokens, unless they use ZooKeeper. */
    private static final Version FIRST_WITH_TOKENS = Version.parse("3.6");

    private CaptureSetup() {}

    /**
     * The broker's configurations. Releases that do not know one of them ignore it.
     *
     * @param release of Apache Kafka, such as 4.3.1
     */
    public static SortedMap<String, String> configs(String release) {
        SortedMap<String, String> configs = new TreeMap<>();
        configs.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        configs.put("super.users", "User:ANONYMOUS");
        configs.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER");
        configs.put("connection.failed.authentication.delay.ms", "0");
        if (Version.parse(release).compareTo(FIRST_WITH_TOKENS) >= 0) {
            configs.put("delegation.token.secret.key", "kspec-capture");
        }
        for (String kind : new String[] {"consumer", "share", "streams"}) {
            configs.put("group." + kind + ".min.assignment.interval.ms", "0");
            configs.put("group." + kind + ".assignment.interval.ms", "0");
        }
        configs.put("group.streams.initial.rebalance.delay.ms", "0");
        return Collections.unmodifiableSortedMap(configs);
    }

    /** How Apache Kafka is told of the user of PLAIN, and that it may take the others. */
    public static SortedMap<String, String> userConfigs() {
        SortedMap<String, String> configs = new TreeMap<>();
        put(configs, "plain", "plain.PlainLoginModule required user_" + USER + "=\"" + PASSWORD + "\";");
        put(configs, "scram-sha-256", "scram.ScramLoginModule required;");
        put(configs, "scram-sha-512", "scram.ScramLoginModule required;");
        put(
                configs,
                "oauthbearer",
                "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"broker\";");
        return Collections.unmodifiableSortedMap(configs);
    }

    private static void put(SortedMap<String, String> configs, String mechanism, String module) {
        configs.put(LISTENER + mechanism + ".sasl.jaas.config", MODULES + module);
    }
}
