package io.kspec.golden.walk;

import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.TopicIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The members of a consumer group on one of the two brokers that a walk compares. Topic ids, and member ids that brokers make up, are
 * replaced by names that are the same on both.
 */
final class WalkedConsumers {
    static final String LARGE = "eaten-a";
    static final String SMALL = "eaten-b";
    static final int ACTORS = 6;
    /** A static member that uses the classic protocol, with the instance id of one that does not. */
    static final int CLASSIC_STATIC = 5;

    /** An assignment of several topics, whose order in it depends on their ids. */
    private static final String LONG_ASSIGNMENT = "Assignment=\\[[0-9a-f]+… (\\d+ bytes)]";

    /** The size of a hash table of up to 12 entries. */
    private static final int HASH_BUCKETS = 16;

    private static final String LATER = "eaten-later";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int CREATE_TOPICS = 4;
    private static final ComparableAnswer FORM = new ComparableAnswer(Set.of(), Set.of("ClientId"));

    private final Stage stage;
    private final List<Actor> actors = new ArrayList<>();
    private final Map<UUID, String> topicNames = new LinkedHashMap<>();
    private final Map<String, String> memberNames = new LinkedHashMap<>();
    private final Set<Integer> buckets = new HashSet<>();
    private String group = "";
    private int probes;
    private int smallPartitions = 2;

    /** What a member says about the partitions that it owns. */
    enum Report {
        /** Nothing. */
        NONE,
        /** What it was assigned last. */
        ASSIGNED,
        /** What it was assigned before, so that it has not given up anything. */
        FORMER
    }

    /** A client. The first four use the consumer protocol, and the last two the classic one. */
    static final class Actor {
        private final int index;
        private final @Nullable String instanceId;
        private String memberId = "";
        private int epoch = -1;
        private SortedMap<String, List<Integer>> assigned = new TreeMap<>();
        private SortedMap<String, List<Integer>> former = new TreeMap<>();

        Actor(int index) {
            this.index = index;
            this.instanceId =
                    List.of(2, 3).contains(index) ? "static-" + index : index == CLASSIC_STATIC ? "static-3" : null;
        }

        int index() {
            return index;
        }

        String name() {
            return "actor-" + index;
        }

        boolean isClassic() {
            return index >= 4;
        }

        int epoch() {
            return epoch;
        }

        @Nullable String instanceId() {
            return instanceId;
        }
    }

    WalkedConsumers(Stage stage) {
        this.stage = stage;
        for (int i = 0; i < ACTORS; i++) {
            actors.add(new Actor(i));
        }
    }

    Stage stage() {
        return stage;
    }

    String group() {
        return group;
    }

    Actor actor(int index) {
        return actors.get(index);
    }

    void createTopics() {
        create(LARGE, 5);
        create(SMALL, smallPartitions);
        learnTopics(LARGE, SMALL);
    }

    private void create(String topic, int partitions) {
        stage.role("administrator").ask("CreateTopics", CREATE_TOPICS, body -> body.set("timeoutMs", 10_000)
                .add("Topics", entry -> entry.set("Name", topic)
                        .set("NumPartitions", partitions)
                        .set("ReplicationFactor", 1)));
    }

    private void learnTopics(String... topics) {
        for (String topic : topics) {
            Message found = Await.of("the topic " + topic, LIMIT)
                    .last(() -> metadata(topic), answer -> answer.getInt("ErrorCode") == 0);
            topicNames.put(found.getUuid("TopicId"), topic);
        }
    }

    private Message metadata(String topic) {
        return stage.role("administrator")
                .ask(MetadataRequests.topics(topic), 12)
                .getStructs("Topics")
                .get(0);
    }

    /** Lets a topic come or go, or grow. */
    void changeTopics(int kind) {
        if (kind == 0 && smallPartitions < 6) {
            smallPartitions++;
            stage.role("administrator").ask("CreatePartitions", 2, body -> body.set("TimeoutMs", 10_000)
                    .add("Topics", entry -> entry.set("Name", SMALL)
                            .set("Count", smallPartitions)
                            .set("Assignments", null)));
        } else if (topicNames.containsValue(LATER)) {
            stage.role("administrator").ask("DeleteTopics", 5, body -> body.set("TopicNames", List.of(LATER))
                    .set("TimeoutMs", 10_000));
            topicNames.values().remove(LATER);
        } else {
            create(LATER, 2);
            learnTopics(LATER);
        }
    }

    /** Waits until the coordinator of the group knows the topics, which a member of another group with the same one finds out. */
    void awaitTopics() {
        String probe;
        do {
            probes++;
            probe = "probe-" + probes;
        } while (CoordinatorPartitions.of(probe) != CoordinatorPartitions.of(group));
        Membership prober = Membership.of(probe, "prober", ConsumerGroupRequests.JOIN);
        int expected = 5 + smallPartitions + (topicNames.containsValue(LATER) ? 2 : 0);
        int found = Await.of("the coordinator's topics", LIMIT)
                .last(
                        () -> partitions(stage.role("prober")
                                .ask(ConsumerGroupRequests.full(prober, ConsumerOffer.of(LARGE, SMALL, LATER)), 1)),
                        count -> count == expected);
        if (found != expected) {
            throw new IllegalStateException("expected " + expected + " partitions, found " + found);
        }
    }

    private static int partitions(Message answer) {
        return answer.isNull("Assignment")
                ? -1
                : answer.getStruct("Assignment").getStructs("TopicPartitions").stream()
                        .mapToInt(topic -> topic.getInts("Partitions").size())
                        .sum();
    }

    /** Goes on with another group. */
    void begin(String other) {
        group = other;
        memberNames.clear();
        buckets.clear();
        for (Actor actor : actors) {
            actor.memberId = actor.index == CLASSIC_STATIC ? "" : newId(actor);
            actor.epoch = -1;
            actor.assigned = new TreeMap<>();
            actor.former = new TreeMap<>();
        }
    }

    /** Lets a member begin again, at times with its former member id. */
    void renew(int index, boolean again) {
        Actor actor = actors.get(index);
        if (!again && buckets.size() < HASH_BUCKETS - 4) {
            actor.memberId = newId(actor);
        }
        actor.assigned = new TreeMap<>();
        actor.former = new TreeMap<>();
    }

    /** A member id with a hash of its own, because Kafka's default assignor takes members in the order of a hash table. */
    private String newId(Actor actor) {
        for (int i = 0; ; i++) {
            String id = group + "-" + actor.index + "-" + i;
            int hash = id.hashCode();
            if (buckets.add((hash ^ hash >>> 16) & HASH_BUCKETS - 1)) {
                return id;
            }
        }
    }

    private Membership member(int index, int epoch) {
        Actor actor = actors.get(index);
        return new Membership(group, actor.memberId, epoch, actor.instanceId);
    }

    ClientRequest full(int index, int epoch, ConsumerOffer offer) {
        return ConsumerGroupRequests.full(member(index, epoch), offer);
    }

    ClientRequest leave(int index, int epoch) {
        return ConsumerGroupRequests.leave(member(index, epoch));
    }

    ClientRequest beat(int index, int epoch, Report report) {
        Actor actor = actors.get(index);
        return switch (report) {
            case NONE -> ConsumerGroupRequests.unchanged(member(index, epoch));
            case ASSIGNED -> ConsumerGroupRequests.owning(member(index, epoch), byId(actor.assigned));
            case FORMER -> ConsumerGroupRequests.owning(member(index, epoch), byId(actor.former));
        };
    }

    private Map<UUID, List<Integer>> byId(SortedMap<String, List<Integer>> byName) {
        Map<UUID, List<Integer>> byId = new LinkedHashMap<>();
        topicNames.forEach((id, name) -> {
            List<Integer> partitions = byName.get(name);
            if (partitions != null) {
                byId.put(id, partitions);
            }
        });
        return byId;
    }

    ClientRequest commit(int index, int offBy, String topic) {
        Actor actor = actors.get(index);
        return OffsetRequests.commit(member(index, actor.epoch + offBy), List.of(offset(topic)));
    }

    private static OffsetToCommit offset(String topic) {
        return new OffsetToCommit(TopicIdentity.named(topic), 0, 7, -1, "");
    }

    /** A commit of a client that is no member. */
    ClientRequest simpleCommit() {
        return OffsetRequests.commit(group, List.of(offset(SMALL)));
    }

    ClientRequest fetch(int index, int offBy) {
        Actor actor = actors.get(index);
        return ClientRequest.of(
                "OffsetFetch",
                body -> body.add("Groups", entry -> entry.set("GroupId", group)
                        .set("MemberId", actor.memberId)
                        .set("MemberEpoch", actor.epoch + offBy)
                        .set("Topics", null)));
    }

    ClientRequest classicJoin(int index, List<String> topics) {
        Bytes subscription = ConsumerProtocol.subscription(0, topics, null);
        return MembershipRequests.join(
                member(index, -1), new JoinOffer(300_000, 300_000, "consumer", Map.of("range", subscription)));
    }

    ClientRequest classicSync(int index, int offBy, boolean leads) {
        Actor actor = actors.get(index);
        Map<String, Bytes> assignments = leads
                ? Map.of(actor.memberId, ConsumerProtocol.assignment(0, Map.of(LARGE, List.of(0, 1, 2, 3, 4))))
                : Map.of();
        return MembershipRequests.sync(member(index, actor.epoch + offBy), "consumer", "range", assignments);
    }

    ClientRequest classicHeartbeat(int index, int offBy) {
        return MembershipRequests.heartbeat(member(index, actors.get(index).epoch + offBy));
    }

    ClientRequest classicLeave(int index) {
        return MembershipRequests.leave(group, Leaver.member(actors.get(index).memberId));
    }

    /** Asks, and returns the answer in a form that can be compared. */
    String ask(String who, ClientRequest request, int version) {
        Message answer = stage.role(who).ask(request, version);
        actors.stream().filter(actor -> actor.name().equals(who)).forEach(actor -> learn(actor, request, answer));
        return request.api().name().equals("ListGroups") ? listed(answer) : form(answer);
    }

    /** How the group is listed; brokers may have others. */
    private String listed(Message answer) {
        return answer.getStructs("Groups").stream()
                .filter(entry -> entry.getString("GroupId").equals(group))
                .map(FORM::of)
                .toList()
                .toString();
    }

    private void learn(Actor actor, ClientRequest request, Message answer) {
        String api = request.api().name();
        if (api.equals("ConsumerGroupHeartbeat") && answer.getInt("ErrorCode") == 0) {
            actor.epoch = answer.getInt("MemberEpoch");
            if (!answer.isNull("Assignment")) {
                actor.former = actor.assigned;
                actor.assigned = byName(answer.getStruct("Assignment"));
            }
        }
        if (api.equals("JoinGroup")) {
            String id = answer.getString("MemberId");
            if (!id.isEmpty() && !id.equals(actor.memberId)) {
                memberNames.putIfAbsent(id, "classic-" + memberNames.size());
                actor.memberId = id;
            }
            actor.epoch = answer.getInt("ErrorCode") == 0 ? answer.getInt("GenerationId") : actor.epoch;
        }
    }

    private SortedMap<String, List<Integer>> byName(Message assignment) {
        SortedMap<String, List<Integer>> byName = new TreeMap<>();
        for (Message topic : assignment.getStructs("TopicPartitions")) {
            String name = topicNames.getOrDefault(topic.getUuid("TopicId"), "of a deleted topic");
            byName.put(name, topic.getInts("Partitions").stream().sorted().toList());
        }
        return byName;
    }

    /** A message without what differs between brokers. */
    String form(Message message) {
        String text = FORM.of(message);
        if (message.has("Assignment") && !message.isNull("Assignment") && message.has("MemberEpoch")) {
            text += " assigned " + byName(message.getStruct("Assignment"));
        }
        if (message.has("TopicPartitions") && !message.isNull("TopicPartitions")) {
            text += " owning " + byName(message);
        }
        for (Map.Entry<String, String> name : memberNames.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text.replaceAll(LONG_ASSIGNMENT, "Assignment of $1");
    }

    /** What different APIs say of the group. */
    String describe(Map<String, Integer> versions) {
        return versions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(api -> stage.role("administrator").ask(description(api.getKey()), api.getValue()))
                .map(answer -> described(answer.getStructs("Groups").get(0)))
                .collect(Collectors.joining("\n"));
    }

    /** A group with its members in the order of their names. */
    private String described(Message entry) {
        List<String> members =
                entry.getStructs("Members").stream().map(this::form).sorted().toList();
        return form(entry.with("Members", List.of())) + members;
    }

    private ClientRequest description(String api) {
        return api.equals("DescribeGroups") ? GroupRequests.describe(group) : ConsumerGroupRequests.describe(group);
    }

    boolean isConsumerGroup() {
        return described().filter(found -> found.getInt("ErrorCode") == 0).isPresent();
    }

    /** Whether an actor has a member id, but the group has no members. */
    boolean wouldJoinEmptyGroupWithId(int index) {
        return !actors.get(index).memberId.isEmpty()
                && described()
                        .filter(found -> found.getStructs("Members").isEmpty())
                        .isPresent();
    }

    private Optional<Message> described() {
        return stage.role("administrator").ask(ConsumerGroupRequests.describe(group), 1).getStructs("Groups").stream()
                .findFirst();
    }

    /** Whether the group is a classic one with members, as after a downgrade. */
    boolean hasClassicMembersOnly() {
        Message found = stage.role("administrator")
                .ask(GroupRequests.describe(group), 5)
                .getStructs("Groups")
                .get(0);
        return found.getString("GroupState").equals("PreparingRebalance");
    }
}
