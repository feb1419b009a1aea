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
import io.kspec.stage.net.NoSuitableTopic;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import io.kspec.stage.net.UndecodableResponse;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.TopicRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Creates the topics that a stage plays with, and deletes them when the stage closes. */
public final class Topics {
    /** How long a topic may take to be shown that may not have been created. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Connections client;
    private final VersionChoice versions;
    private final Brokers brokers;
    private final UnaryOperator<String> names;
    private final Set<String> toDelete = new LinkedHashSet<>();
    private Duration patience;
    private @Nullable Consumer<List<String>> heir;
    private @Nullable SpareTopics spares;
    private AutoCreation autoCreation = new AutoCreation();
    private Controller controller = new Controller();
    /** Whether a topic may have been created although the answer does not decode. */
    private AtomicBoolean createdUnread = new AtomicBoolean(true);

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

    /** Takes topics that were created ahead for all stages that share the target, and what they learned of its topics. */
    public void share(SharedCluster common) {
        spares = common.topics();
        autoCreation = common.autoCreation();
        controller = common.controller();
        createdUnread = common.createdUnread();
    }

    /** As {@link #create(String, int, Map)}, without configuration. */
    public String create(String word, int partitions) {
        return create(word, partitions, Map.of());
    }

    /**
     * Creates a topic with replication factor 1, and waits until every partition has a leader. If stages share their topics,
     * this takes a spare one, which was created so before; not if CreateTopics is pinned to a version. If Metadata is pinned
     * to a version, this waits until that version shows the leaders of the spare topic.
     *
     * <p>On a target that does not advertise CreateTopics, Metadata asks for the topic, so that the target creates it as it is
     * configured to: Kafka's {@code auto.create.topics.enable} and {@code num.partitions}.
     *
     * @param word the part of its name between the run's prefix and a number
     * @param configs Kafka's topic configuration, such as {@code cleanup.policy}
     * @return its name
     * @throws NoSuitableTopic if the target does not advertise CreateTopics, and such a topic cannot be had without it
     * @throws StageFailure if the target does not create it, or shows no leader in time
     */
    public String create(String word, int partitions, Map<String, String> configs) {
        if (advertisesCreation()) {
            return createAsAsked(word, partitions, configs);
        }
        if (!configs.isEmpty()) {
            throw new NoSuitableTopic(
                    "a topic with the configuration " + configs, "Metadata creates topics with the defaults");
        }
        return createByMetadata(word, new TopicSize(partitions, false));
    }

    /** As {@link #create(String, int)}, but the topic may have more partitions where the target decides how many it has. */
    public String createAtLeast(String word, int partitions) {
        return advertisesCreation()
                ? createAsAsked(word, partitions, Map.of())
                : createByMetadata(word, new TopicSize(partitions, true));
    }

    private boolean advertisesCreation() {
        return versions.isPinned("CreateTopics")
                || !versions.common("CreateTopics").isEmpty();
    }

    private String createByMetadata(String word, TopicSize size) {
        autoCreation.demand(size);
        String name = names.apply(word);
        deleteOnClose(name);
        Exchange last = Await.of("topic " + name, patience)
                .last(() -> brokers.metadataThatCreates(name), exchange -> !isToCome(exchange, name));
        AnsweredTopic found = AnsweredTopic.named(name, last);
        Message topic = found.topic();
        if (topic.getShort("ErrorCode") == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()) {
            autoCreation.refused(ErrorCode.describe(topic.getShort("ErrorCode")) + " for " + Durations.text(patience)
                    + " from Metadata v" + last.version());
        } else if (isToCome(last, name)) {
            throw noLeader("leaders of topic " + name, patience, last, List.of(name), size.partitions());
        } else {
            found.demandNoError("creating", last);
            autoCreation.created(topic.getStructs("Partitions").size());
        }
        autoCreation.demand(size);
        awaitLeaders(name, topic.getStructs("Partitions").size());
        return name;
    }

    /** Whether a topic that Metadata asked for may be created a moment later. */
    private static boolean isToCome(Exchange metadata, String name) {
        Message topic = AnsweredTopic.named(name, metadata).topic();
        int error = topic.getShort("ErrorCode");
        return error == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()
                || error == ErrorCode.LEADER_NOT_AVAILABLE.code()
                || (error == 0 && topic.getStructs("Partitions").isEmpty());
    }

    private String createAsAsked(String word, int partitions, Map<String, String> configs) {
        SpareTopics shared = spares;
        if (shared == null || versions.isPinned("CreateTopics")) {
            return createAlone(word, partitions, configs);
        }
        SpareTopics.Kind kind = new SpareTopics.Kind(word, partitions, configs);
        Optional<String> spare = shared.take(kind, count -> createAhead(kind, count));
        if (spare.isEmpty()) {
            String name = createAlone(word, partitions, configs);
            shared.createdAlone(kind);
            return name;
        }
        client.transcript().note("takes topic " + spare.get() + ", which was created ahead with others");
        deleteOnClose(spare.get());
        if (versions.isPinned("Metadata")) {
            awaitLeaders(spare.get(), partitions);
        }
        return spare.get();
    }

    private String createAlone(String word, int partitions, Map<String, String> configs) {
        String name = names.apply(word);
        deleteOnClose(name);
        try {
            demandCreated(ask(List.of(NewTopic.of(name, partitions).configs(configs))), List.of(name));
        } catch (UndecodableResponse unread) {
            demandCreated(name, partitions, unread);
        }
        awaitLeaders(name, partitions);
        return name;
    }

    /**
     * Goes on if Metadata shows the topic, although the answer to CreateTopics does not decode: what is wrong with it is for
     * the checks of CreateTopics to say, and many others need nothing but the topic.
     */
    private void demandCreated(String name, int partitions, UndecodableResponse unread) {
        if (versions.isPinned("CreateTopics") || !createdUnread.get()) {
            throw unread;
        }
        try {
            Duration limit = Durations.shorter(patience, SOON);
            awaitShownLeaders(List.of(name), partitions, brokers::unpinnedMetadata, limit);
            client.transcript().note("the topic exists, although the answer to CreateTopics does not decode");
        } catch (StageInterrupted e) {
            throw e;
        } catch (StageFailure e) {
            createdUnread.set(false);
            unread.addSuppressed(e);
            throw unread;
        }
    }

    /** Creates topics that other stages take and delete. */
    private List<String> createAhead(SpareTopics.Kind kind, int count) {
        List<String> all = IntStream.range(0, count)
                .mapToObj(i -> names.apply(kind.word()))
                .toList();
        try {
            Exchange exchange = ask(all.stream().map(kind::named).toList());
            demandCreated(exchange, all);
            awaitLeaders(all, kind.partitions(), brokers::unpinnedMetadata);
            return all;
        } catch (StageFailure e) {
            client.transcript().note("could not create " + count + " topics at once: " + e.getMessage());
            all.forEach(this::deleteOnClose);
            client.closeAll();
            throw e;
        }
    }

    private Exchange ask(List<NewTopic> topics) {
        ClientRequest request = TopicRequests.create(timeoutMillis(), topics);
        int version = versions.version("CreateTopics", all("CreateTopics"));
        Exchange first = client.toTarget().exchange(request, version);
        return controller.creates(first)
                ? first
                : controller.await(
                        patience, () -> client.to(brokers.controller()).exchange(request, version));
    }

    private static void demandCreated(Exchange exchange, List<String> names) {
        List<AnsweredTopic> all = AnsweredTopic.allIn(exchange, "Topics");
        for (String name : names) {
            AnsweredTopic.named(name, all, exchange).demandNoError("creating", exchange);
        }
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

    private void awaitLeaders(String topic, int partitions) {
        awaitLeaders(List.of(topic), partitions, brokers::metadata);
    }

    private void awaitLeaders(List<String> all, int partitions, Function<List<String>, Exchange> metadata) {
        Duration limit = patience;
        Deadline deadline = Deadline.in(limit);
        awaitShownLeaders(all, partitions, metadata, limit);
        new LeaderReadiness(client, versions, brokers, all, partitions).await(Duration.ofMillis(deadline.millisLeft()));
    }

    /** Waits until Metadata shows a leader for every partition. */
    private static void awaitShownLeaders(
            List<String> all, int partitions, Function<List<String>, Exchange> metadata, Duration limit) {
        String what = all.size() == 1 ? "leaders of topic " + all.get(0) : "leaders of " + all.size() + " topics";
        Exchange last = Await.of(what, limit)
                .last(() -> metadata.apply(all), exchange -> haveLeaders(Connection.decode(exchange), all, partitions));
        if (!haveLeaders(Connection.decode(last), all, partitions)) {
            throw noLeader(what, limit, last, all, partitions);
        }
    }

    private static RequestRefused noLeader(
            String what, Duration limit, Exchange last, List<String> all, int partitions) {
        return new RequestRefused(
                "waiting for the " + what,
                ErrorCode.LEADER_NOT_AVAILABLE.code(),
                "after " + Durations.text(limit),
                last,
                AnsweredTopic.withoutLeader(last, all, partitions));
    }

    private static boolean haveLeaders(Message metadata, List<String> names, int partitions) {
        Map<String, Long> led = metadata.getStructs("Topics").stream()
                .filter(topic -> topic.getNullableString("Name") != null)
                .collect(Collectors.toMap(topic -> topic.getString("Name"), Topics::led, Long::sum));
        return names.stream().allMatch(name -> led.getOrDefault(name, 0L) == partitions);
    }

    private static long led(Message topic) {
        return topic.getStructs("Partitions").stream()
                .filter(partition -> partition.getShort("ErrorCode") == 0 && partition.getInt("LeaderId") >= 0)
                .count();
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
            for (AnsweredTopic deleted : AnsweredTopic.allIn(exchange, "Responses")) {
                if (deleted.errorCode() != ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()) {
                    deleted.demandNoError("deleting", exchange);
                }
            }
        } catch (StageFailure e) {
            client.transcript().note("topics may remain on the target, " + topics + ": " + e.getMessage());
        }
    }

    private static Versions all(String api) {
        return Catalog.standard().api(api).versions();
    }

    private int timeoutMillis() {
        return (int) client.settings().readTimeout().toMillis();
    }
}
