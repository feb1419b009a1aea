package io.kspec.stage.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Connections;
import io.kspec.stage.net.Deadline;
import io.kspec.stage.net.Durations;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.TopicRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Creates the topics that a stage plays with, and deletes them when the stage closes. */
public final class Topics {
    private final Connections client;
    private final VersionChoice versions;
    private final Brokers brokers;
    private final UnaryOperator<String> names;
    private final Set<String> toDelete = new LinkedHashSet<>();
    private Duration patience;
    private @Nullable Consumer<List<String>> heir;

    /**
     * Topics on a target, none created yet.
     *
     * @param client creates and deletes them
     * @param names makes a topic's name from a word
     */
    public Topics(Connections client, VersionChoice versions, Brokers brokers, UnaryOperator<String> names) {
        this.client = client;
        this.versions = versions;
        this.brokers = brokers;
        this.names = names;
        this.patience = client.settings().readTimeout();
    }

    /** Limits how long to wait for the leaders of a new topic (default: the read timeout). */
    public void awaitLeadersAtMost(Duration limit) {
        patience = limit;
    }

    /** Leaves the topics to somebody else when the stage closes, who deletes those of many stages at once. */
    public void leaveTo(Consumer<List<String>> other) {
        heir = other;
    }

    /** As {@link #create(String, int, Map)}, without configuration. */
    public String create(String word, int partitions) {
        return create(word, partitions, Map.of());
    }

    /**
     * Creates a topic with replication factor 1, and waits until every partition has a leader.
     *
     * @param word the part of its name between the run's prefix and a number
     * @param configs Kafka's topic configuration, such as {@code cleanup.policy}
     * @return its name
     * @throws StageFailure if the target does not create it, or shows no leader in time
     */
    public String create(String word, int partitions, Map<String, String> configs) {
        String name = names.apply(word);
        Exchange exchange = client.toTarget()
                .exchange(
                        TopicRequests.create(
                                timeoutMillis(), NewTopic.of(name, partitions).configs(configs)),
                        versions.version("CreateTopics", all("CreateTopics")));
        deleteOnClose(name);
        for (Message topic : Connection.decode(exchange).getStructs("Topics")) {
            if (topic.getString("Name").equals(name)) {
                demandNoError("creating topic " + name, topic, exchange);
                awaitLeaders(name, partitions);
                return name;
            }
        }
        throw new RequestRefused("creating topic " + name, 0, "the answer does not name it", exchange);
    }

    /** Marks a topic for deletion when the stage closes, whether it exists then or not. */
    public void deleteOnClose(String name) {
        synchronized (toDelete) {
            toDelete.add(name);
        }
    }

    /** Leaves all topics where they are, such as on a target that no longer answers. */
    public void abandonAll() {
        synchronized (toDelete) {
            toDelete.clear();
        }
    }

    private void awaitLeaders(String name, int partitions) {
        Duration limit = patience;
        Deadline deadline = Deadline.in(limit);
        Exchange last = Await.of("leaders of " + name, limit)
                .last(
                        () -> brokers.metadata(List.of(name)),
                        exchange -> hasLeaders(Connection.decode(exchange), name, partitions));
        if (!hasLeaders(Connection.decode(last), name, partitions)) {
            throw new RequestRefused(
                    "waiting for the leaders of topic " + name,
                    ErrorCode.LEADER_NOT_AVAILABLE.code(),
                    "after " + Durations.text(limit),
                    last);
        }
        new LeaderReadiness(client, versions, brokers, name, partitions)
                .await(Duration.ofMillis(deadline.millisLeft()));
    }

    private static boolean hasLeaders(Message metadata, String name, int partitions) {
        return metadata.getStructs("Topics").stream()
                        .filter(topic -> name.equals(topic.getNullableString("Name")))
                        .flatMap(topic -> topic.getStructs("Partitions").stream())
                        .filter(partition -> partition.getShort("ErrorCode") == 0 && partition.getInt("LeaderId") >= 0)
                        .count()
                == partitions;
    }

    /** Deletes the topics that were created here, or leaves them to somebody else who does. */
    public void deleteAll() {
        List<String> all;
        synchronized (toDelete) {
            all = new ArrayList<>(toDelete);
            toDelete.clear();
        }
        if (all.isEmpty()) {
            return;
        }
        if (heir != null) {
            heir.accept(all);
        } else {
            delete(all);
        }
    }

    /**
     * Deletes topics, at the highest common version even if another one is pinned as the version under test. The transcript
     * notes what fails; a topic that does not exist is no failure.
     */
    public void delete(List<String> topics) {
        try {
            Exchange exchange = client.toTarget()
                    .exchange(
                            TopicRequests.delete(timeoutMillis(), topics),
                            versions.unpinned("DeleteTopics", all("DeleteTopics")));
            for (Message topic : Connection.decode(exchange).getStructs("Responses")) {
                if (topic.getShort("ErrorCode") != ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()) {
                    demandNoError("deleting topic " + topic.getNullableString("Name"), topic, exchange);
                }
            }
        } catch (StageFailure e) {
            client.transcript().note("topics may remain on the target, " + topics + ": " + e.getMessage());
        }
    }

    private static Versions all(String api) {
        return Catalog.standard().api(api).versions();
    }

    private static void demandNoError(String what, Message topic, Exchange exchange) {
        int error = topic.getShort("ErrorCode");
        if (error != 0) {
            String text = topic.has("ErrorMessage") ? topic.getNullableString("ErrorMessage") : null;
            throw new RequestRefused(what, error, text, exchange);
        }
    }

    private int timeoutMillis() {
        return (int) client.settings().readTimeout().toMillis();
    }
}
