package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsApplication.Part;
import io.kspec.stage.requests.StreamsRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.stage.requests.TopicRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Members of streams groups (KIP-1071) join, send heartbeats, give up tasks, commit, leave and are fenced at random, on Apache Kafka and
 * on the mock broker, while applications have topics created for them, and topics come and grow.
 */
final class StreamsWalk {
    /** What the ids of groups begin with. */
    static final String GROUPS = "streaming-";

    private static final String LARGE = "streamed-a";
    private static final String SMALL = "streamed-b";
    private static final String LATER = "streamed-later-";
    private static final int ACTORS = 5;
    private static final int HASH_BUCKETS = 16;
    private static final int MOVES = 24;
    /** How long Apache Kafka may take until all of its parts know of a change. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final ComparableAnswer FORM = new ComparableAnswer(Set.of(), Set.of("StatusDetail", "ClientId"));

    private final WalkPlan plan;
    private final Random random;
    private final Stage kafka;
    private final Stage mock;
    private final List<String> walk = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Set<Integer> buckets = new HashSet<>();
    private final Set<String> topics = new HashSet<>(Set.of(LARGE, SMALL));
    private int smallPartitions = 2;
    private int groups;
    private int probes;
    private String group = "";
    private StreamsApplication application = StreamsApplication.of();

    /** A member; two of them are in each process. */
    private static final class Actor {
        private final int index;
        private String memberId = "";
        private int epoch;
        private int endpointEpoch = -1;
        private Held held = Held.NOTHING;
        private Held former = Held.NOTHING;

        Actor(int index) {
            this.index = index;
        }

        String name() {
            return "streamer-" + index;
        }

        String process() {
            return "process-" + index / 2;
        }
    }

    /** Tasks as partitions by subtopology. */
    private record Held(SortedMap<String, List<Integer>> active, SortedMap<String, List<Integer>> standby) {
        static final Held NOTHING = new Held(new TreeMap<>(), new TreeMap<>());

        static Held of(Message answer) {
            return new Held(tasks(answer, "ActiveTasks"), tasks(answer, "StandbyTasks"));
        }

        private static SortedMap<String, List<Integer>> tasks(Message answer, String field) {
            SortedMap<String, List<Integer>> tasks = new TreeMap<>();
            answer.getStructs(field)
                    .forEach(entry -> tasks.put(entry.getString("SubtopologyId"), entry.getInts("Partitions")));
            return tasks;
        }
    }

    StreamsWalk(WalkPlan plan, Stage kafka, Stage mock) {
        this.plan = plan;
        this.random = plan.random();
        this.kafka = kafka;
        this.mock = mock;
        for (int i = 0; i < ACTORS; i++) {
            actors.add(new Actor(i));
        }
    }

    void walk() {
        create(LARGE, 4);
        create(SMALL, smallPartitions);
        restart();
        for (int step = 0; step < plan.steps(); step++) {
            if (random.nextInt(30) == 0) {
                restart();
            }
            move();
        }
    }

    private void create(String topic, int partitions) {
        ask("administrator", TopicRequests.create(10_000, NewTopic.of(topic, partitions)), 5);
        topics.add(topic);
    }

    private void restart() {
        groups++;
        group = GROUPS + groups;
        buckets.clear();
        application = application();
        for (Actor actor : actors) {
            actor.memberId = newId(actor);
            actor.epoch = 0;
            actor.endpointEpoch = -1;
            actor.held = Held.NOTHING;
            actor.former = Held.NOTHING;
        }
        walk.add("-- another group");
        if (groups % 2 == 0) {
            configureStandbys(1 + random.nextInt(2));
        }
        awaitTopics();
    }

    private StreamsApplication application() {
        String store = group + "-store-changelog";
        String other = group + "-other-changelog";
        String shuffled = group + "-shuffled-repartition";
        return switch (groups % 6) {
            case 0 -> StreamsApplication.of(Part.reading("0", LARGE));
            case 1 -> StreamsApplication.of(Part.reading("0", LARGE).keeping(store), Part.reading("1", SMALL));
            case 2 ->
                StreamsApplication.of(
                        Part.reading("0", LARGE, SMALL).writing(shuffled),
                        Part.reading("1").rereading(shuffled).keeping(store));
            case 3 -> StreamsApplication.of(Part.reading("0", LARGE, SMALL).copartitioned());
            case 4 -> StreamsApplication.of(Part.reading("0", LATER + groups).keeping(store));
            default ->
                StreamsApplication.of(
                        Part.reading("0", SMALL).keeping(store, other),
                        Part.reading("1", SMALL).writing(shuffled),
                        Part.reading("2", LARGE).rereading(shuffled).copartitioned());
        };
    }

    /** A member id with a hash of its own, because Apache Kafka takes members in the order of a hash table. */
    private String newId(Actor actor) {
        for (int i = 0; ; i++) {
            String id = group + "-" + actor.index + "-" + i;
            int hash = id.hashCode();
            if (buckets.add((hash ^ hash >>> 16) & HASH_BUCKETS - 1)) {
                return id;
            }
        }
    }

    private void move() {
        Actor actor = actors.get(random.nextInt(ACTORS));
        int kind = random.nextInt(MOVES);
        if (kind == 0) {
            changeTopics();
        } else if (kind < 3) {
            administer();
        } else if (actor.epoch <= 0 || kind == 3) {
            join(actor);
        } else if (kind == 4) {
            leave(actor);
        } else if (kind == 5) {
            invalid(actor);
        } else if (kind < 8) {
            offsets(actor);
        } else if (kind == 8) {
            beat(actor, member(actor, actor.epoch + random.nextInt(3) - 1), random.nextBoolean() ? actor.held : null);
        } else if (kind == 9) {
            beat(actor, member(actor, actor.epoch), actor.former);
        } else if (kind < 12) {
            beat(actor, member(actor, actor.epoch), null);
        } else {
            beat(actor, member(actor, actor.epoch), actor.held);
        }
        compareGroup();
    }

    private Membership member(Actor actor, int epoch) {
        return Membership.of(group, actor.memberId, epoch);
    }

    private void join(Actor actor) {
        if (random.nextBoolean() && buckets.size() < HASH_BUCKETS - 4) {
            actor.memberId = newId(actor);
        }
        actor.held = Held.NOTHING;
        actor.former = Held.NOTHING;
        boolean hasEndpoint = actor.index >= 3;
        ClientRequest request = StreamsRequests.join(member(actor, 0), actor.process(), application)
                .with(body -> body.set("RackId", "rack-" + actor.index));
        heartbeat(
                actor,
                hasEndpoint
                        ? request.with(
                                body -> body.setStruct("UserEndpoint", endpoint -> endpoint.set("Host", actor.name())
                                        .set("Port", 1000 + actor.index)))
                        : request);
    }

    private void beat(Actor actor, Membership member, @Nullable Held told) {
        ClientRequest request = told == null
                ? StreamsRequests.unchanged(member)
                : StreamsRequests.owning(member, told.active(), told.standby());
        boolean shutsDown = random.nextInt(40) == 0;
        heartbeat(actor, request.with(body -> body.set("ShutdownApplication", shutsDown)));
    }

    private void heartbeat(Actor actor, ClientRequest request) {
        int endpointEpoch = random.nextInt(4) == 0 ? -1 : actor.endpointEpoch;
        Message answer =
                compare(actor.name(), request.with(body -> body.set("EndpointInformationEpoch", endpointEpoch)), 0);
        int error = answer.getInt("ErrorCode");
        if (error != 0) {
            boolean isLost = Set.of(25, 110).contains(error);
            actor.epoch = isLost ? 0 : actor.epoch;
            return;
        }
        actor.epoch = Math.max(0, answer.getInt("MemberEpoch"));
        actor.endpointEpoch = answer.getInt("EndpointInformationEpoch");
        if (!answer.isNull("ActiveTasks")) {
            actor.former = actor.held;
            actor.held = Held.of(answer);
        }
        boolean createsTopics = !answer.isNull("Status")
                && answer.getStructs("Status").stream().anyMatch(status -> status.getInt("StatusCode") == 3);
        if (createsTopics) {
            application.parts().forEach(part -> {
                topics.addAll(part.changelogs());
                topics.addAll(part.repartitioned());
            });
            awaitTopics();
        }
    }

    private void leave(Actor actor) {
        heartbeat(actor, StreamsRequests.unchanged(member(actor, -1)));
        actor.epoch = 0;
    }

    /** Requests that are refused whatever the group is. */
    private void invalid(Actor actor) {
        ClientRequest join = StreamsRequests.join(member(actor, 0), actor.process(), application);
        ClientRequest beat = StreamsRequests.unchanged(member(actor, actor.epoch));
        ClientRequest invalid =
                switch (random.nextInt(14)) {
                    case 0 -> join.with(body -> body.set("MemberId", ""));
                    case 1 -> join.with(body -> body.set("GroupId", ""));
                    case 2 -> join.with(body -> body.set("RebalanceTimeoutMs", -1));
                    case 3 -> join.with(body -> body.set("ActiveTasks", null));
                    case 4 -> join.with(body -> body.set("Topology", null));
                    case 5 -> join.with(body -> body.set("InstanceId", "static"));
                    case 6 -> StreamsRequests.unchanged(member(actor, -2));
                    case 7 -> StreamsRequests.unchanged(member(actor, -3));
                    case 8 -> beat.with(body -> body.set("ActiveTasks", List.of()));
                    case 9 -> beat.with(body -> body.set("TaskOffsets", List.of()));
                    case 10 ->
                        StreamsRequests.owning(
                                member(actor, actor.epoch), new TreeMap<>(Map.of("none", List.of(0))), new TreeMap<>());
                    case 11 ->
                        StreamsRequests.join(
                                member(actor, 0),
                                actor.process(),
                                StreamsApplication.of(Part.reading("0", "__consumer_offsets")));
                    case 12 ->
                        StreamsRequests.join(
                                member(actor, 0), actor.process(), StreamsApplication.of(Part.reading("0", "a b")));
                    default ->
                        StreamsRequests.join(
                                member(actor, 0), actor.process(), new StreamsApplication(1, application.parts()));
                };
        compare(actor.name(), invalid, 0);
    }

    private void offsets(Actor actor) {
        int epoch = actor.epoch + random.nextInt(3) - 1;
        String topic = random.nextBoolean() ? LARGE : SMALL;
        int partition = random.nextInt(2);
        if (random.nextInt(3) == 0) {
            compare(
                    actor.name(),
                    OffsetRequests.fetch(GroupPartitions.all(group))
                            .with(body -> body.setEach("Groups", List.of(group), (entry, id) -> entry.set("GroupId", id)
                                    .set("MemberId", actor.memberId)
                                    .set("MemberEpoch", epoch)
                                    .set("Topics", null))),
                    9);
        } else {
            OffsetToCommit offset = new OffsetToCommit(TopicIdentity.named(topic), partition, 7, -1, "");
            compare(
                    actor.name(),
                    OffsetRequests.commit(member(actor, epoch), List.of(offset)),
                    random.nextInt(4) == 0 ? 8 : 9);
        }
    }

    private void administer() {
        switch (random.nextInt(6)) {
            case 0 -> compareListed(GroupRequests.listOfType("streams"));
            case 1 -> compare("administrator", GroupRequests.delete(List.of(group)), 2);
            case 2 -> compare("administrator", OffsetRequests.fetch(GroupPartitions.all(group)), 8);
            case 3 ->
                compare(
                        "administrator",
                        ClientRequest.of("OffsetDelete", body -> body.set("GroupId", group)
                                .add("Topics", topic -> topic.set("Name", LARGE)
                                        .add("Partitions", partition -> partition.set("PartitionIndex", 0)))),
                        0);
            case 4 -> compareListed(GroupRequests.listInStates("NotReady", "not_ready", "Stable"));
            default -> configureStandbys(random.nextInt(3));
        }
    }

    private void compareListed(ClientRequest request) {
        walk.add("-- groups are listed");
        assertThat(listed(mock, request)).as(this::told).isEqualTo(listed(kafka, request));
    }

    private static List<String> listed(Stage side, ClientRequest request) {
        return side.role("administrator").ask(request, 5).getStructs("Groups").stream()
                .filter(entry -> entry.getString("GroupId").startsWith(GROUPS))
                .map(FORM::of)
                .sorted()
                .toList();
    }

    private void configureStandbys(int count) {
        compare(
                "administrator",
                ConfigRequests.alterIncrementally(
                        ConfigRequests.GROUP,
                        group,
                        ConfigRequests.Change.set("streams.num.standby.replicas", Integer.toString(count))),
                1);
        String expected = Integer.toString(count);
        Optional<String> failure = Await.of("the configuration", LIMIT).failure(() -> {
            Message answer = kafka.role("administrator")
                    .ask(
                            ConfigRequests.describe(
                                    ConfigRequests.GROUP, group, List.of("streams.num.standby.replicas")),
                            4);
            return FORM.of(answer).contains("Value=" + expected) ? Optional.empty() : Optional.of(FORM.of(answer));
        });
        assertThat(failure).isEmpty();
    }

    private void changeTopics() {
        if (groups % 6 == 4 && !topics.contains(LATER + groups)) {
            walk.add("-- the source topic comes");
            create(LATER + groups, 2);
        } else if (smallPartitions < 4) {
            smallPartitions++;
            walk.add("-- a topic grows to " + smallPartitions);
            ask("administrator", grow(), 2);
        }
        awaitTopics();
    }

    private ClientRequest grow() {
        return ClientRequest.of("CreatePartitions", body -> body.set("TimeoutMs", 10_000)
                .add("Topics", entry -> entry.set("Name", SMALL)
                        .set("Count", smallPartitions)
                        .set("Assignments", null)));
    }

    private void ask(String role, ClientRequest request, int version) {
        kafka.role(role).ask(request, version);
        mock.role(role).ask(request, version);
    }

    /** Waits until the coordinator of the group knows the topics, which a member of a consumer group with the same one finds out. */
    private void awaitTopics() {
        String probe;
        do {
            probes++;
            probe = "streams-probe-" + probes;
        } while (CoordinatorPartitions.of(probe) != CoordinatorPartitions.of(group));
        Membership prober = Membership.of(probe, "prober", ConsumerGroupRequests.JOIN);
        String[] names = topics.toArray(new String[0]);
        int expected = mock.role("prober").ask(MetadataRequests.topics(names), 9).getStructs("Topics").stream()
                .mapToInt(topic -> topic.getStructs("Partitions").size())
                .sum();
        int found = Await.of("the coordinator's topics", LIMIT)
                .last(
                        () -> partitions(kafka.role("prober")
                                .ask(ConsumerGroupRequests.full(prober, ConsumerOffer.of(names)), 1)),
                        count -> count == expected);
        assertThat(found).as(this::told).isEqualTo(expected);
        kafka.role("prober").ask(ConsumerGroupRequests.leave(Membership.of(probe, "prober", -1)), 1);
    }

    private static int partitions(Message answer) {
        return answer.isNull("Assignment")
                ? -1
                : answer.getStruct("Assignment").getStructs("TopicPartitions").stream()
                        .mapToInt(topic -> topic.getInts("Partitions").size())
                        .sum();
    }

    private Message compare(String role, ClientRequest request, int version) {
        walk.add(role + " " + request.api().name() + " " + FORM.of(request.at(version)));
        Message answer = kafka.role(role).ask(request, version);
        String expected = FORM.of(answer);
        walk.add("    <- " + expected);
        assertThat(FORM.of(mock.role(role).ask(request, version)))
                .as(this::told)
                .isEqualTo(expected);
        return answer;
    }

    private void compareGroup() {
        ClientRequest request = StreamsRequests.describe(group);
        String expected = FORM.of(kafka.role("administrator").ask(request, 0));
        walk.add("    == " + expected);
        assertThat(FORM.of(mock.role("administrator").ask(request, 0)))
                .as(this::told)
                .isEqualTo(expected);
    }

    private String told() {
        return plan + " after\n" + String.join("\n", walk);
    }
}
