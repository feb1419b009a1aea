package io.kspec.stage.play;

import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.cluster.AdvertisedVersions;
import io.kspec.stage.cluster.Brokers;
import io.kspec.stage.cluster.SharedCluster;
import io.kspec.stage.cluster.Topics;
import io.kspec.stage.cluster.VersionChoice;
import io.kspec.stage.cluster.VersionRanking;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Connections;
import io.kspec.stage.net.NoCommonVersion;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.security.ListenerSecurity;
import io.kspec.stage.security.SaslMechanism;
import io.kspec.stage.security.SecuritySettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a scenario or a check is played: the target, roles with connections of their own, variables, and the transcript.
 * Closing it closes every connection and deletes the topics that were created through it.
 *
 * <pre>{@code
 * try (Stage stage = Stage.on(Target.parse("127.0.0.1:9092")).open()) {
 *     String topic = stage.topics().create("orders", 1);
 *     Message metadata = stage.role("reader").ask(MetadataRequests.topics(topic));
 * }
 * }</pre>
 *
 * <p>A role is for one thread at a time; different roles may be played by different threads.
 */
public final class Stage implements AutoCloseable {
    /** The client with which the stage itself asks for versions and brokers, and creates topics. */
    private static final String OWN_CLIENT = "stage";

    private static final String ADMIN = "admin";

    private final Target target;
    private final ConnectionSettings settings;
    private final RunNames names;
    private final Transcript transcript;
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Object> variables = new ConcurrentHashMap<>();
    private final Connections own;
    private final VersionChoice versions;
    private final Brokers brokers;
    private final Topics topics;

    Stage(Target target, ConnectionSettings settings, RunNames names, Transcript transcript) {
        this.target = target;
        this.settings = settings;
        this.names = names;
        this.transcript = transcript;
        this.own = connections(OWN_CLIENT, settings.asAdmin());
        this.versions = new VersionChoice(own);
        this.brokers = new Brokers(own, versions);
        this.topics = new Topics(own, versions, brokers, names::next);
    }

    /** Configures a stage on a target. */
    public static StageBuilder on(Target target) {
        return new StageBuilder(target);
    }

    public Target target() {
        return target;
    }

    public ConnectionSettings settings() {
        return settings;
    }

    public Transcript transcript() {
        return transcript;
    }

    /** The role of a name, the same one at each call. Its client id is the run's prefix and its name. */
    public Role role(String name) {
        synchronized (roles) {
            return roles.computeIfAbsent(name, n -> new Role(this, connections(n, settings)));
        }
    }

    /** The client that may do more than others, where the settings name one (see {@link ConnectionSettings#asAdmin}). */
    public Role admin() {
        synchronized (roles) {
            return roles.computeIfAbsent(ADMIN, n -> new Role(this, connections(n, settings.asAdmin())));
        }
    }

    /**
     * A role of its own that logs in with other credentials than those of the settings.
     *
     * @param name a name that no other role has
     * @param login how it authenticates; null if it does not
     */
    public Role role(String name, @Nullable SaslMechanism login) {
        ListenerSecurity security =
                new ListenerSecurity(settings.security().client().tls(), login);
        synchronized (roles) {
            return roles.computeIfAbsent(
                    name,
                    n -> new Role(this, connections(n, settings.withSecurity(SecuritySettings.ofEveryRole(security)))));
        }
    }

    private Connections connections(String client, ConnectionSettings limits) {
        return new Connections(client, names.prefix() + "-" + client, target, limits, transcript);
    }

    /** A new name with the run's prefix, such as for a group or a topic. */
    public String name(String word) {
        return names.next(word);
    }

    /** The topics to play with. */
    public Topics topics() {
        return topics;
    }

    /**
     * The broker that coordinates a key; the target itself if it is a single broker.
     *
     * @param key a group id, a transactional id, or the key of a share-group partition
     * @throws StageFailure if the target names none
     */
    public Target coordinator(CoordinatorType type, String key) {
        return brokers.coordinator(type, key);
    }

    /**
     * The broker that leads a partition; the target itself if it is a single broker.
     *
     * @throws StageFailure if the target names none
     */
    public Target leader(String topic, int partition) {
        return brokers.leader(topic, partition);
    }

    /** Sets a variable. */
    public void set(String variable, Object value) {
        variables.put(variable, value);
    }

    /**
     * The value of a variable.
     *
     * @throws NoSuchElementException if it has none
     */
    public Object get(String variable) {
        Object value = variables.get(variable);
        if (value == null) {
            throw new NoSuchElementException("no variable " + variable + "; there are "
                    + variables.keySet().stream().sorted().toList());
        }
        return value;
    }

    /** A copy of the variables. */
    public Map<String, Object> variables() {
        return Map.copyOf(variables);
    }

    /**
     * What the target advertises; asked once.
     *
     * @throws StageFailure if the target does not answer
     */
    public AdvertisedVersions advertised() {
        return versions.advertised();
    }

    /** Sets what the target advertises, so that it is not asked. */
    public void advertised(AdvertisedVersions known) {
        versions.advertised(known);
    }

    /** Shares what is learned of the target, and topics, with other stages. */
    public void share(SharedCluster common) {
        brokers.share(common);
        topics.share(common);
    }

    /** The versions of an API that both sides speak; empty if there are none. */
    public Versions versions(String api) {
        return versions.common(api);
    }

    /** The highest version of an API that both sides speak, whatever is pinned, or empty if there is none. */
    public OptionalInt highestCommonVersion(String api) {
        return highestCommonVersion(api, Catalog.standard().api(api).versions());
    }

    /** As {@link #highestCommonVersion(String)}, but within a range. */
    public OptionalInt highestCommonVersion(String api, Versions within) {
        return versions.highestCommon(api, within);
    }

    /** As {@link #highestCommonVersion(String, Versions)}, but a version that is known to work goes before a higher one. */
    public OptionalInt bestCommonVersion(String api, Versions within) {
        return versions.bestCommon(api, within);
    }

    /** As {@link #bestCommonVersion(String, Versions)}, within all versions. */
    public OptionalInt bestCommonVersion(String api) {
        return bestCommonVersion(api, Catalog.standard().api(api).versions());
    }

    /** Sets which versions are preferred where any will do. */
    public void prefer(VersionRanking ranking) {
        versions.prefer(ranking);
    }

    /** What is known of a version of an API: a rank of {@link VersionRanking}. */
    public int rank(String api, int version) {
        return versions.rank(api, version);
    }

    /** Pins an API to a version, advertised or not: requests that name no version are sent with this one. */
    public void pin(String api, int version) {
        versions.pin(api, version);
    }

    /**
     * The version for a request that names none: the pinned one, else the best that both sides speak.
     *
     * @throws NoCommonVersion if there is none
     */
    public int version(String api) {
        return version(api, Catalog.standard().api(api).versions());
    }

    /** As {@link #version(String)}, but within a range; a pinned version outside of it is ignored. */
    public int version(String api, Versions within) {
        return versions.version(api, within);
    }

    /** Deletes the topics that were created here, then closes every connection; the transcript notes what fails. */
    @Override
    public void close() {
        topics.deleteAll();
        synchronized (roles) {
            roles.values().forEach(Role::disconnect);
        }
        own.closeAll();
    }
}
