package io.kspec.suite.check;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Measurement;
import io.kspec.stage.cluster.VersionRanking;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Reception;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A check at one version: the stage of a {@link ConformanceTest} method. Requests of the swept API are sent at the swept
 * version, those of other APIs at the best version that both sides speak: the highest of those that are known to work.
 */
public final class Case {
    /** How the ids of the checks begin that are about what others need first. */
    public static final String READY = "ready.";
    /** The role of a check that needs only one client. */
    private static final String CLIENT = "client";
    /** The APIs by which a topic is had. */
    private static final List<String> TOPIC = List.of("CreateTopics", "Metadata");
    /** How many names to try until one has the wanted coordinator. */
    private static final int MOST_NAMES = 100;

    private final Stage stage;
    private final @Nullable ApiSpec api;
    private final int version;
    private final Needs needs;
    private final String name;
    private final List<Measurement> measurements = new ArrayList<>();
    /** The failure of something that the case needs first, and what that is. */
    private @Nullable Throwable lack;

    private @Nullable String lacking;

    /**
     * Creates a case that knows nothing of others.
     *
     * @param api the swept API, or null if the check sweeps none
     * @param version the swept version, which may be one that no release defines
     */
    public Case(Stage stage, @Nullable ApiSpec api, int version) {
        this(
                stage,
                api,
                version,
                new Needs(stage.settings().readTimeout(), stage.settings().readTimeout(), VersionUse.FORGOTTEN),
                "");
    }

    /**
     * Creates a case.
     *
     * @param api the swept API, or null if the check sweeps none
     * @param version the swept version, which may be one that no release defines
     * @param needs what the cases of the run need first
     * @param name the check and its version, for messages to other cases
     */
    public Case(Stage stage, @Nullable ApiSpec api, int version, Needs needs, String name) {
        this.stage = stage;
        this.api = api;
        this.version = version;
        this.needs = needs;
        this.name = name;
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

    /** Limits the requests of an API to a range: they are sent at the best version within it that both sides speak. */
    public Case limit(String apiName, Versions within) {
        if (api == null || !api.name().equals(apiName)) {
            ApiSpec limited = Catalog.standard().api(apiName);
            int best = stage.bestCommonVersion(apiName, within)
                    .orElseThrow(() -> new TestAbortedException(
                            "needs " + limited.name() + " " + within + ", but the target advertises "
                                    + stage.advertised().of(limited)));
            stage.pin(apiName, best);
        }
        return this;
    }

    /** Creates a unique name that starts with the run's prefix. */
    public String name(String word) {
        return stage.name(word);
    }

    /**
     * Creates a unique name whose coordinator is that of another key, so that one connection serves both.
     *
     * @param word what the name begins with, after the run's prefix
     */
    public String nameNextTo(CoordinatorType type, String key, String word) {
        String name = name(word);
        for (int i = 0; i < MOST_NAMES && coordinator(type, name) != coordinator(type, key); i++) {
            name = name(word);
        }
        return name;
    }

    /**
     * Creates a topic and waits for its leaders. It is deleted when the case ends.
     *
     * @param partitions how many it has, at least: where the target creates topics only when Metadata asks for them, it may
     *     have more
     */
    public String topic(int partitions) {
        return topic(leaders(partitions), () -> stage.topics().createAtLeast("topic", partitions));
    }

    /** As {@link #topic(int)}, for a check that counts the partitions: the case is skipped if there may be more. */
    public String topicOfExactly(int partitions) {
        return topic(leaders(partitions), () -> stage.topics().create("topic", partitions));
    }

    private static String leaders(int partitions) {
        return partitions == 1 ? "a topic with a leader" : "a topic with " + partitions + " leaders";
    }

    /**
     * Creates a topic with one partition and waits for its leader. It is deleted when the case ends.
     *
     * @param configs Kafka's topic configuration, such as {@code cleanup.policy}
     */
    public String topic(Map<String, String> configs) {
        return topicOfExactly(1, configs);
    }

    /** As {@link #topic(Map)}, with more partitions. */
    public String topicOfExactly(int partitions, Map<String, String> configs) {
        return topic("a topic with a configuration", () -> stage.topics().create("configured", partitions, configs));
    }

    private String topic(String need, Supplier<String> creation) {
        return need(need, TOPIC, () -> {
            stage.topics()
                    .awaitLeadersAtMost(needs.patience(need, stage.settings().readTimeout()));
            return creation.get();
        });
    }

    /**
     * Gets something that the check needs before it can test its own requirement. What could not be had in earlier cases is
     * not tried again, unless the case is about one of the APIs itself.
     *
     * @param what what is needed, in a few words
     * @param apis the names of the APIs by which it is had
     * @param attempt gets it
     * @throws NeedUnmet if it is known to be out of reach
     */
    public <T> T need(String what, List<String> apis, Supplier<T> attempt) {
        return need(what, apis, true, attempt);
    }

    /**
     * As {@link #need}, for what the target makes clients wait for by design, such as the end of a rebalance: many cases may
     * wait for it at the same time.
     */
    public <T> T needAtOnce(String what, List<String> apis, Supplier<T> attempt) {
        return need(what, apis, false, attempt);
    }

    private <T> T need(String what, List<String> apis, boolean takesTurns, Supplier<T> attempt) {
        boolean ready = name.startsWith(READY);
        boolean subject = api != null && apis.contains(api.name());
        String by = way(apis);
        while (true) {
            try {
                T met = meet(what, by, subject, ready, takesTurns, attempt);
                advertised(apis)
                        .forEach(each -> needs.use().served(Catalog.standard().api(each), version(each)));
                return met;
            } catch (NeedUnmet unmet) {
                // Other cases may have learned meanwhile that this way fails, so that another one is the best now.
                String better = way(apis);
                if (better.equals(by)) {
                    throw unmet;
                }
                by = better;
            }
        }
    }

    /** The APIs and versions by which a need would be met now. */
    private String way(List<String> apis) {
        return advertised(apis).map(each -> each + " v" + version(each)).collect(Collectors.joining(" and "));
    }

    private Stream<String> advertised(List<String> apis) {
        return apis.stream().filter(each -> !stage.versions(each).isEmpty());
    }

    private <T> T meet(
            String what, String by, boolean subject, boolean ready, boolean takesTurns, Supplier<T> attempt) {
        try {
            return needs.meet(what, by, subject, takesTurns, new Lack(subject), attempt);
        } catch (CheckFailure | StageFailure failure) {
            if (failure != lack) {
                lack = failure;
                boolean own = isOwn(failure, subject);
                lacking = own || ready ? null : what;
                if (!own) {
                    exchange(failure).ifPresent(needs.use()::failed);
                }
            }
            throw failure;
        }
    }

    /** What {@link Needs} is told of this case. */
    private final class Lack implements Needs.Needy {
        private final boolean subject;

        Lack(boolean subject) {
            this.subject = subject;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean countsAsLack(Throwable failure) {
            return failure != lack && !isOwn(failure, subject);
        }
    }

    /**
     * Waits for what other cases rely on after this one, such as the end of a transaction: for the read timeout, but only
     * briefly if it was awaited in vain twice.
     *
     * @param what what is awaited, in a few words
     * @param attempt waits for the given time at most, and returns whether it came
     */
    public void settle(String what, Predicate<Duration> attempt) {
        if (!attempt.test(needs.patience(what, stage.settings().readTimeout()))) {
            needs.awaitedInVain(what);
        }
    }

    /**
     * Waits for what the target does about a request that no client sends: for the read timeout, but only briefly if it did
     * nothing about two others of the kind. Otherwise, a target that ignores malformed requests would keep a run for hours.
     *
     * @param kind what was sent, in a few words that are the same at all APIs and versions
     */
    public Reception awaitRefusal(Connection connection, String kind) {
        Duration usual = stage.settings().readTimeout();
        String what = "a reaction to " + kind;
        Reception reception = connection.receiveFrame(needs.patience(what, usual));
        if (reception instanceof Reception.TimedOut silence && silence.waited().compareTo(usual) >= 0) {
            needs.awaitedInVain(what);
        }
        return reception;
    }

    private boolean isOwn(Throwable failure, boolean subject) {
        return subject
                || exchange(failure)
                        .filter(exchange -> isSwept(exchange.api(), exchange.version()))
                        .isPresent();
    }

    private static Optional<Exchange> exchange(Throwable failure) {
        if (failure instanceof CheckFailure check) {
            return Optional.ofNullable(check.evidence()).map(Evidence::exchange);
        }
        return failure instanceof StageFailure stage ? stage.exchange() : Optional.empty();
    }

    private boolean isSwept(ApiSpec other, int otherVersion) {
        return api != null && api.key() == other.key() && version == otherVersion;
    }

    /** What the case needs first and did not get, if this is the failure of it; null if its own requirement was tested. */
    public @Nullable String lackBehind(Throwable failure) {
        return failure == lack ? lacking : null;
    }

    /**
     * Demands that requests of an API can be expected to be answered at the version at which this case sends them.
     *
     * @throws NeedUnmet if the target never answers them, and the case is not about that version
     */
    public void demandAnswers(ApiSpec asked) {
        int at = version(asked.name());
        if (!isSwept(asked, at) && stage.rank(asked.name(), at) == VersionRanking.SILENT) {
            throw NeedUnmet.answer(asked, at);
        }
    }

    /**
     * Waits for an answer that depends on other clients, such as that to JoinGroup; not for as long as usual if such answers
     * were awaited in vain in earlier cases.
     *
     * @param usual how long the answer may take
     */
    public Exchange receive(Connection connection, int correlationId, ApiSpec asked, Duration usual) {
        Duration limit = needs.patience(asked, usual);
        try {
            return connection.receive(correlationId, limit);
        } catch (ResponseTimeout late) {
            if (limit.equals(usual)) {
                needs.awaitedInVain(asked);
            }
            throw late;
        }
    }

    /** Notes a figure for the log and the reports; it does not affect the verdict. */
    public void measure(String what, double value, String unit) {
        measurements.add(new Measurement(what, value, unit));
    }

    /** What the check has measured so far. */
    public List<Measurement> measurements() {
        return measurements;
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
        return need(
                "a coordinator", List.of("FindCoordinator"), () -> role(CLIENT).coordinator(type, key));
    }

    /** The default client's connection to a partition's leader. */
    public Connection leader(String topic, int partition) {
        return need("the leader of a partition", List.of("Metadata"), () -> role(CLIENT)
                .leader(topic, partition));
    }

    /** Sends a request over the usual connection. */
    public Answer ask(ClientRequest request) {
        return ask(connection(), request);
    }

    /** Sends a request over a connection. */
    public Answer ask(Connection connection, ClientRequest request) {
        demandAnswers(request.api());
        return Answer.of(connection.exchange(request, version(request)));
    }

    /** The version that a request is sent with. */
    public int version(ClientRequest request) {
        return version(request.api().name());
    }
}
