package io.kspec.suite.check;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A check at one version: what a {@link ConformanceTest} method plays on. Requests of the swept API are sent at the swept
 * version, those of other APIs at the highest that both sides speak.
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
     * @param api the swept API, or null for a check of none
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
            throw new IllegalStateException("the check sweeps no API");
        }
        return api;
    }

    /** The swept version. */
    public int version() {
        return version;
    }

    /** Whether the request of the swept API has a field of that name at the swept version. */
    public boolean requestHas(String field) {
        return api().request(version).struct().has(field);
    }

    /** Whether the response of the swept API has a field of that name at the swept version. */
    public boolean responseHas(String field) {
        return api().response(version).struct().has(field);
    }

    /** The version that a request of an API is sent with. */
    public int version(String apiName) {
        return stage.version(apiName);
    }

    /** Whether both sides speak some version of an API within a range. */
    public boolean speaks(String apiName, Versions within) {
        return !stage.versions(apiName).intersect(within).isEmpty();
    }

    /** Has requests of an API sent at the highest version within a range that both sides speak. */
    public Case limit(String apiName, Versions within) {
        if (api == null || !api.name().equals(apiName)) {
            Versions common = stage.versions(apiName).intersect(within);
            if (common.isEmpty()) {
                throw new TestAbortedException("needs "
                        + Catalog.standard().api(apiName).name() + " " + within + ", of which the target advertises "
                        + stage.advertised().of(Catalog.standard().api(apiName)));
            }
            stage.pin(apiName, common.highest());
        }
        return this;
    }

    /** A new name with the run's prefix. */
    public String name(String word) {
        return stage.name(word);
    }

    /** A new topic with leaders, deleted when the case ends. */
    public String topic(int partitions) {
        return stage.topics().create("topic", partitions);
    }

    /** A client with connections of its own. */
    public Role role(String name) {
        return stage.role(name);
    }

    /** The connection of the usual client to the target itself. */
    public Connection connection() {
        return role(CLIENT).connection();
    }

    /** The connection of the usual client to a group's coordinator. */
    public Connection coordinator(String groupId) {
        return role(CLIENT).coordinator(groupId);
    }

    /** The connection of the usual client to a partition's leader. */
    public Connection leader(String topic, int partition) {
        return role(CLIENT).leader(topic, partition);
    }

    /** Asks the swept API at the swept version over the usual connection. */
    public Answer ask(Consumer<MessageBuilder> fill) {
        return ask(connection(), api().name(), fill);
    }

    /** Asks an API over the usual connection. */
    public Answer ask(String apiName, Consumer<MessageBuilder> fill) {
        return ask(connection(), apiName, fill);
    }

    /** Asks an API over a connection. */
    public Answer ask(Connection connection, String apiName, Consumer<MessageBuilder> fill) {
        Exchange exchange = connection.exchange(apiName, stage.version(apiName), fill);
        return Answer.of(exchange);
    }
}
