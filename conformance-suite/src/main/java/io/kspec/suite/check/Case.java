package io.kspec.suite.check;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorType;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A check at one version: the stage of a {@link ConformanceTest} method. Requests of the swept API are sent at the swept
 * version, those of other APIs at the highest version that both sides speak.
 */
public final class Case {
    /** The role of a check that needs only one client. */
    private static final String CLIENT = "client";

    private final Stage stage;
    private final @Nullable ApiSpec api;
    private final int version;

    /**
     * Creates a case.
     *
     * @param api the swept API, or null if the check sweeps none
     * @param version the swept version, which may be one that no release defines
     */
    public Case(Stage stage, @Nullable ApiSpec api, int version) {
        this.stage = stage;
        this.api = api;
        this.version = version;
        if (api != null && api.versions().contains(version)) {
            stage.pin(api.name(), version);
        }
    }

    public Stage stage() {
        return stage;
    }

    /**
     * The swept API.
     *
     * @throws IllegalStateException if the check sweeps none
     */
    public ApiSpec api() {
        if (api == null) {
            throw new IllegalStateException("this check sweeps no API");
        }
        return api;
    }

    /** The swept version. */
    public int version() {
        return version;
    }

    /** Whether the response of the swept API has the field at the swept version. */
    public boolean responseHas(String field) {
        return api().response(version).struct().has(field);
    }

    /** The version that requests of an API are sent with. */
    public int version(String apiName) {
        return stage.version(apiName);
    }

    /** Limits the requests of an API to a range: they are sent at the highest version within it that both sides speak. */
    public Case limit(String apiName, Versions within) {
        if (api == null || !api.name().equals(apiName)) {
            ApiSpec limited = Catalog.standard().api(apiName);
            int highest = stage.highestCommonVersion(apiName, within)
                    .orElseThrow(() -> new TestAbortedException(
                            "needs " + limited.name() + " " + within + ", but the target advertises "
                                    + stage.advertised().of(limited)));
            stage.pin(apiName, highest);
        }
        return this;
    }

    /** Creates a unique name that starts with the run's prefix. */
    public String name(String word) {
        return stage.name(word);
    }

    /** Creates a topic and waits for its leaders. It is deleted when the case ends. */
    public String topic(int partitions) {
        return stage.topics().create("topic", partitions);
    }

    /** A client with its own connections. */
    public Role role(String name) {
        return stage.role(name);
    }

    /** The default client's connection to the target itself. */
    public Connection connection() {
        return role(CLIENT).connection();
    }

    /** The connection of the usual client to the coordinator of a key. */
    public Connection coordinator(CoordinatorType type, String key) {
        return role(CLIENT).coordinator(type, key);
    }

    /** The default client's connection to a partition's leader. */
    public Connection leader(String topic, int partition) {
        return role(CLIENT).leader(topic, partition);
    }

    /** Sends a request over the usual connection. */
    public Answer ask(ClientRequest request) {
        return ask(connection(), request);
    }

    /** Sends a request over a connection. */
    public Answer ask(Connection connection, ClientRequest request) {
        return Answer.of(connection.exchange(request, version(request)));
    }

    /** The version that a request is sent with. */
    public int version(ClientRequest request) {
        return version(request.api().name());
    }
}
