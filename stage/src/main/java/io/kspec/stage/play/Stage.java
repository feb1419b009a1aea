package io.kspec.stage.play;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.NoCommonVersion;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a scenario or a check is played: the target, roles with connections of their own, variables, and the transcript.
 * Closing it closes every connection and deletes the topics that were made through it.
 *
 * <pre>{@code
 * try (Stage stage = Stage.on(Target.parse("127.0.0.1:9092")).open()) {
 *     String topic = stage.topics().create("orders", 1);
 *     Message metadata = stage.role("reader").ask("Metadata", body -> body.add("Topics", t -> t.set("Name", topic)));
 * }
 * }</pre>
 *
 * <p>A role is for one thread at a time; different roles may be played by different threads.
 */
public final class Stage implements AutoCloseable {
    /** The role in which the stage itself asks for versions and brokers, and makes topics. */
    static final String OWN_ROLE = "stage";

    private final Target target;
    private final ConnectionSettings settings;
    private final RunNames names;
    private final Transcript transcript;
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Object> variables = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> pinned = new ConcurrentHashMap<>();
    private final Brokers brokers;
    private final Topics topics;
    private @Nullable AdvertisedVersions advertised;

    Stage(Target target, ConnectionSettings settings, RunNames names, Transcript transcript) {
        this.target = target;
        this.settings = settings;
        this.names = names;
        this.transcript = transcript;
        this.brokers = new Brokers(this);
        this.topics = new Topics(this);
    }

    /** A stage on a target, to be configured. */
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

    /** The role of a name, the same one at each call. Its client id is its name, after the run's prefix. */
    public Role role(String name) {
        synchronized (roles) {
            return roles.computeIfAbsent(name, n -> new Role(this, n, names.prefix() + "-" + n));
        }
    }

    /** A new name with the run's prefix, such as for a group or a topic. */
    public String name(String word) {
        return names.next(word);
    }

    /** The topics to play with. */
    public Topics topics() {
        return topics;
    }

    /** Where coordinators and leaders are. */
    Brokers brokers() {
        return brokers;
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

    /** The variables, as they are now. */
    public Map<String, Object> variables() {
        return Map.copyOf(variables);
    }

    /**
     * What the target advertises; asked once.
     *
     * @throws StageFailure if it cannot be learned
     */
    public AdvertisedVersions advertised() {
        synchronized (pinned) {
            if (advertised == null) {
                advertised =
                        AdvertisedVersions.ask(ownRole(), Catalog.standard().api("ApiVersions"));
            }
            return advertised;
        }
    }

    /** Takes what the target advertises from elsewhere, rather than asking. */
    public void advertised(AdvertisedVersions versions) {
        synchronized (pinned) {
            advertised = versions;
        }
    }

    /** The versions of an API that both sides speak; empty if there are none. */
    public Versions versions(String api) {
        return advertised().common(Catalog.standard().api(api));
    }

    /** Has every request of an API that names no version sent with this one, advertised or not. */
    public void pin(String api, int version) {
        ApiSpec spec = Catalog.standard().api(api);
        spec.request(version);
        pinned.put(spec.key(), version);
    }

    /**
     * The version for a request that names none: the pinned one, else the highest that both sides speak.
     *
     * @throws NoCommonVersion if there is none
     */
    public int version(String api) {
        return version(api, Catalog.standard().api(api).versions());
    }

    /** As {@link #version(String)}, but within a range; a version pinned outside of it is not meant. */
    public int version(String api, Versions wanted) {
        Integer pin = pinned.get(Catalog.standard().api(api).key());
        return pin != null && wanted.contains(pin) ? pin : unpinnedVersion(api, wanted);
    }

    /**
     * The highest version within a range that both sides speak, whatever is pinned.
     *
     * @throws NoCommonVersion if there is none
     */
    int unpinnedVersion(String api, Versions wanted) {
        ApiSpec spec = Catalog.standard().api(api);
        Versions common = advertised().common(spec).intersect(wanted);
        if (common.isEmpty()) {
            throw new NoCommonVersion(spec, wanted, advertised().of(spec));
        }
        return common.highest();
    }

    Role ownRole() {
        return role(OWN_ROLE);
    }

    /** Deletes the topics that were made here, then closes every connection; what fails is noted in the transcript. */
    @Override
    public void close() {
        topics.deleteAll();
        synchronized (roles) {
            roles.values().forEach(Role::disconnect);
        }
    }
}
