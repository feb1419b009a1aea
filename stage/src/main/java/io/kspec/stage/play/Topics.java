package io.kspec.stage.play;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Deadline;
import io.kspec.stage.net.Durations;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Makes the topics that a stage plays with, and deletes them when it closes. */
public final class Topics {
    private static final Versions ANY = new Versions(0, Short.MAX_VALUE);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Stage stage;
    private final Set<String> toDelete = new LinkedHashSet<>();

    Topics(Stage stage) {
        this.stage = stage;
    }

    /** As {@link #create(String, int, Map)}, without configuration. */
    public String create(String word, int partitions) {
        return create(word, partitions, Map.of());
    }

    /**
     * Creates a topic with replication factor 1, and waits until every partition has a leader.
     *
     * @param word what stands between the run's prefix and a number in its name
     * @param configs Kafka's topic configuration, such as {@code cleanup.policy}
     * @return its name
     * @throws StageFailure if the target does not create it, or shows no leader within the time for reading
     */
    public String create(String word, int partitions, Map<String, String> configs) {
        String name = stage.name(word);
        Exchange exchange = stage.ownRole().exchange("CreateTopics", stage.version("CreateTopics"), body -> body.add(
                        "Topics", topic -> topic.set("Name", name)
                                .set("NumPartitions", partitions)
                                .set("ReplicationFactor", 1)
                                .setEach("Configs", configs.entrySet(), (config, entry) -> config.set(
                                                "Name", entry.getKey())
                                        .set("Value", entry.getValue())))
                .set("timeoutMs", timeoutMillis()));
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

    /** Has a topic deleted when the stage closes, if it exists then. */
    public void deleteOnClose(String name) {
        synchronized (toDelete) {
            toDelete.add(name);
        }
    }

    private void awaitLeaders(String name, int partitions) {
        Deadline deadline = Deadline.in(stage.settings().readTimeout());
        Exchange exchange = stage.brokers().metadata(List.of(name));
        while (!hasLeaders(Connection.decode(exchange), name, partitions)) {
            if (deadline.isPast()) {
                throw new RequestRefused(
                        "waiting for the leaders of topic " + name,
                        ErrorCode.LEADER_NOT_AVAILABLE.code(),
                        "after " + Durations.text(stage.settings().readTimeout()),
                        exchange);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            exchange = stage.brokers().metadata(List.of(name));
        }
        new LeaderReadiness(stage, name, partitions).await(deadline);
    }

    private static boolean hasLeaders(Message metadata, String name, int partitions) {
        return metadata.getStructs("Topics").stream()
                        .filter(topic -> name.equals(topic.getNullableString("Name")))
                        .flatMap(topic -> topic.getStructs("Partitions").stream())
                        .filter(partition -> partition.getShort("ErrorCode") == 0 && partition.getInt("LeaderId") >= 0)
                        .count()
                == partitions;
    }

    /** Deletes what was made, at a version that is not the one under test; what fails is noted in the transcript. */
    void deleteAll() {
        List<String> names;
        synchronized (toDelete) {
            names = new ArrayList<>(toDelete);
            toDelete.clear();
        }
        if (names.isEmpty()) {
            return;
        }
        try {
            Exchange exchange = stage.ownRole()
                    .exchange(
                            "DeleteTopics",
                            stage.unpinnedVersion("DeleteTopics", ANY),
                            body -> fillDelete(body, names));
            for (Message topic : Connection.decode(exchange).getStructs("Responses")) {
                if (topic.getShort("ErrorCode") != ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()) {
                    demandNoError("deleting topic " + topic.getNullableString("Name"), topic, exchange);
                }
            }
        } catch (StageFailure e) {
            stage.transcript().note("topics may remain on the target, " + names + ": " + e.getMessage());
        }
    }

    /** Up to version 5 topics are deleted by name, then by name or id. */
    private void fillDelete(MessageBuilder body, List<String> names) {
        body.set("TimeoutMs", timeoutMillis());
        if (body.has("TopicNames")) {
            body.set("TopicNames", names);
        } else {
            body.setEach("Topics", names, (topic, name) -> topic.set("Name", name));
        }
    }

    private static void demandNoError(String what, Message topic, Exchange exchange) {
        int error = topic.getShort("ErrorCode");
        if (error != 0) {
            String text = topic.has("ErrorMessage") ? topic.getNullableString("ErrorMessage") : null;
            throw new RequestRefused(what, error, text, exchange);
        }
    }

    private int timeoutMillis() {
        return (int) stage.settings().readTimeout().toMillis();
    }
}
