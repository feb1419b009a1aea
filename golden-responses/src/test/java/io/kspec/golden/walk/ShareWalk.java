package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.AcknowledgedRecords;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.PartitionRecords;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.SessionPartition;
import io.kspec.stage.requests.ShareFetchLimits;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.stage.requests.TopicIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Three members of a share group join, fetch, acknowledge and leave at random, an administrator changes their offsets, and leaders write
 * states, on Apache Kafka and on the mock broker.
 */
final class ShareWalk {
    private static final String ONE = "shared-one";
    private static final String TWO = "shared-two";
    /** What the ids of groups begin with. */
    private static final String GROUPS = "sharing-";

    private static final int MEMBERS = 3;
    /** How long Apache Kafka may take until all of its parts know of a change. */
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** Long enough for Apache Kafka to load a partition, unless it has much to do. */
    private static final int WAIT_MS = 250;
    /** Long enough in any case. */
    private static final int LOADING_MS = 3_000;

    /** A partition of which there is nothing to tell. */
    private static final String NOTHING_NEW =
            "\\{PartitionIndex=\\d, ErrorCode=0, AcknowledgeErrorCode=0, CurrentLeader=\\{[^{}]*}, Records=\\[], AcquiredRecords=\\[]}[, ]*";

    private final WalkPlan plan;
    private Random random;
    private final WalkedShare kafka;
    private final WalkedShare mock;
    private final List<String> walk = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private String group = "";
    private List<String> topics = List.of();
    private Member loader = new Member("loader", new ShareMembership("", ""));
    private int groups;
    private int records;
    /** The partitions whose state an administrator has changed, so that a leader that knows them may be fenced. */
    private final Set<Place> disturbed = new LinkedHashSet<>();

    /** What a member knows. */
    private static final class Member {
        final String name;
        final ShareMembership identity;
        int epoch;
        int session;
        final List<Held> held = new ArrayList<>();
        /** The only partition in the session of a client that reads one after the other. */
        @Nullable Place last;

        Member(String name, ShareMembership identity) {
            this.name = name;
            this.identity = identity;
        }
    }

    private record Place(String topic, int partition) {}

    /** Records that a member was delivered. */
    private record Held(String topic, int partition, long first, long last) {}

    ShareWalk(WalkPlan plan, WalkedShare kafka, WalkedShare mock) {
        this.plan = plan;
        this.random = plan.random();
        this.kafka = kafka;
        this.mock = mock;
    }

    /** Walks with the seed of the plan and with the next one. */
    void walk() {
        for (WalkedShare side : List.of(kafka, mock)) {
            side.create(NewTopic.of(ONE, 1).config("retention.ms", "-1"));
            side.create(NewTopic.of(TWO, 2).config("retention.ms", "-1"));
        }
        walk(plan.random());
        walk(new Random(plan.seed() + 1));
        expire();
    }

    private void walk(Random source) {
        random = source;
        begin();
        for (int step = 0; step < plan.steps(); step++) {
            if (random.nextInt(40) == 0) {
                begin();
            }
            move();
        }
    }

    /**
     * Lets the lock of a member end, who then cannot acknowledge what it holds. It holds records that were acquired together, because
     * Apache Kafka ends the locks of others one after the other.
     */
    private void expire() {
        begin();
        topics = List.of(ONE);
        Member late = members.get(0);
        Member waiting = members.get(1);
        beginSession(late, WAIT_MS);
        accept(late);
        configure("share.record.lock.duration.ms", "1000");
        produce(ONE, 0);
        beginSession(late, WAIT_MS);
        beginSession(waiting, 5_000);
        accept(late);
    }

    private void beginSession(Member member, int waitMs) {
        close(member);
        Message answer = compare(
                member.name,
                version("ShareFetch"),
                side -> ShareRequests.fetch(
                        member.identity,
                        0,
                        ShareFetchLimits.waiting(waitMs),
                        List.of(SessionPartition.of(side.id(ONE), 0))));
        member.session = 1;
        hold(member, answer);
    }

    private void accept(Member member) {
        List<Held> told = List.copyOf(member.held);
        List<Integer> accept = told.stream().map(held -> 1).toList();
        compare(
                member.name,
                version("ShareAcknowledge"),
                side -> ShareRequests.acknowledge(member.identity, member.session, told(side, told, accept)));
        member.session++;
        member.held.removeAll(told);
    }

    /** Goes on with another group. */
    private void begin() {
        leaveAll();
        groups++;
        group = GROUPS + groups;
        members.clear();
        for (int i = 0; i < MEMBERS; i++) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            members.add(new Member("member-" + i, new ShareMembership(group, id)));
        }
        walk.add("-- group " + group);
        configure("share.auto.offset.reset", random.nextInt(4) == 0 ? "latest" : "earliest");
        configure("share.delivery.count.limit", Integer.toString(2 + random.nextInt(4)));
        if (random.nextInt(3) == 0) {
            configure("share.isolation.level", "read_committed");
        }
        topics = random.nextBoolean() ? List.of(ONE) : List.of(ONE, TWO);
        joining().forEach(member -> heartbeat(member, 0, topics));
        produce();
        load();
    }

    /**
     * Lets a client read each partition alone, and keep its session. Apache Kafka loads partitions while it answers, so that who reads
     * several at once may get records of some of them only.
     */
    private void load() {
        loader = new Member(
                "loader", new ShareMembership(group, new UUID(random.nextLong(), random.nextLong()).toString()));
        disturbed.clear();
        places().forEach(place -> load(loader, place));
    }

    private List<Place> places() {
        Place one = new Place(ONE, 0);
        return topics.size() == 1 ? List.of(one) : List.of(one, new Place(TWO, 0), new Place(TWO, 1));
    }

    private void load(Member reader, Place place) {
        int version = version("ShareFetch");
        Message found = mock.ask(reader.name, loading(mock, reader, place, 0), version);
        // What there is to deliver is awaited, however long it takes to load.
        int waitMs = form(found).contains("DeliveryCount") ? LOADING_MS : WAIT_MS;
        ClientRequest there = loading(kafka, reader, place, waitMs);
        walk.add(reader.name + " " + there.at(version));
        Message answer = kafka.ask(reader.name, there, version);
        check(answer, found);
        reader.last = place;
        reader.session++;
        hold(reader, answer);
        List<Held> told = List.copyOf(reader.held);
        List<Integer> release = told.stream().map(held -> 2).toList();
        Message released = compare(
                reader.name,
                version("ShareAcknowledge"),
                side -> ShareRequests.acknowledge(reader.identity, reader.session, told(side, told, release)));
        reader.session++;
        reader.held.clear();
        loadFenced(released, "ErrorCode");
    }

    private static ClientRequest loading(WalkedShare side, Member reader, Place place, int waitMs) {
        return ShareRequests.fetch(
                        reader.identity,
                        reader.session,
                        ShareFetchLimits.waiting(waitMs),
                        List.of(SessionPartition.of(side.id(place.topic()), place.partition())))
                .with(body -> {
                    Place last = reader.last;
                    if (last != null && !last.equals(place)) {
                        body.add("ForgottenTopicsData", entry -> entry.set("TopicId", side.id(last.topic()))
                                .set("Partitions", List.of(last.partition())));
                    }
                });
    }

    /** Loads what Apache Kafka has to load again, because the share coordinator has fenced it. */
    private void loadFenced(Message answer, String field) {
        for (Message topic : answer.getStructs("Responses")) {
            String name = nameOf(topic);
            for (Message partition : topic.getStructs("Partitions")) {
                if (partition.getInt(field) == ErrorCode.NOT_LEADER_OR_FOLLOWER.code()) {
                    load(loader, new Place(name, partition.getInt("PartitionIndex")));
                }
            }
        }
    }

    /**
     * Apache Kafka answers before it has written what a member held whose session ends. It does not tell, either, whether that
     * was fenced, which it may be once an administrator has changed offsets.
     */
    private void awaitEndOfSession() {
        for (Place place : places()) {
            await(
                    "leader",
                    side -> ShareRequests.state(
                            "ReadShareGroupState",
                            group,
                            side.id(place.topic()),
                            place.partition(),
                            entry -> entry.set("LeaderEpoch", -1)),
                    0);
        }
        // Apache Kafka asks for it on the connection on which it has written, so that it knows the result now.
        await("administrator", ShareRequests.describeOffsets(group, null), 0);
        if (loader.session > 0) {
            disturbed.forEach(place -> load(loader, place));
        }
    }

    private void leaveAll() {
        members.forEach(this::close);
        close(loader);
        joining().forEach(member -> heartbeat(member, -1, null));
    }

    /** Who of several members is assigned which of several partitions depends on hashes of their ids; all may read without. */
    private List<Member> joining() {
        return topics.size() == 1 ? members : members.subList(0, Math.min(1, members.size()));
    }

    private void close(Member member) {
        if (member.session > 0) {
            compare(
                    member.name,
                    version("ShareAcknowledge"),
                    side -> ShareRequests.acknowledge(member.identity, -1, List.of()));
            member.session = 0;
            member.held.clear();
            awaitEndOfSession();
        }
    }

    private void configure(String name, String value) {
        compare(
                "administrator",
                1,
                side -> ConfigRequests.alterIncrementally(
                        ConfigRequests.GROUP, group, ConfigRequests.Change.set(name, value)));
    }

    private void move() {
        Member member = members.get(random.nextInt(MEMBERS));
        int kind = random.nextInt(20);
        if (kind < 3) {
            produce();
        } else if (kind < 9) {
            fetch(member);
        } else if (kind < 13) {
            acknowledge(member);
        } else if (kind < 16) {
            heartbeat(joining().get(random.nextInt(joining().size())));
        } else if (kind < 18) {
            administer();
        } else if (kind < 19) {
            lead();
        } else {
            deleteRecords();
        }
    }

    private void produce() {
        String topic = random.nextInt(3) == 0 ? TWO : ONE;
        produce(topic, topic.equals(TWO) ? random.nextInt(2) : 0);
    }

    private void produce(String topic, int partition) {
        RecordBatchBuilder batch = RecordBatch.builder();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            records++;
            batch.append(1_700_000_000_000L + records, null, Bytes.wrap(new byte[] {(byte) records}));
        }
        PartitionRecords produced = new PartitionRecords(
                TopicIdentity.named(topic), partition, batch.build().bytes());
        compare("producer", 9, side -> ProduceRequests.produce(-1, 10_000, produced));
    }

    private void deleteRecords() {
        long offset = random.nextInt(Math.max(1, records / 3));
        compare("administrator", 2, side -> LogRequests.deleteRecords(ONE, 0, offset));
    }

    private void heartbeat(Member member) {
        int epoch =
                switch (random.nextInt(8)) {
                    case 0 -> 0;
                    case 1 -> member.epoch - 1;
                    case 2 -> member.epoch + 1;
                    case 3 -> -1;
                    default -> member.epoch;
                };
        List<String> told =
                switch (random.nextInt(5)) {
                    case 0 -> topics;
                    case 1 -> List.of(topics.get(topics.size() - 1), "not-there");
                    default -> null;
                };
        heartbeat(member, epoch, told);
    }

    private void heartbeat(Member member, int epoch, @Nullable List<String> topics) {
        Message answer = compare(
                member.name,
                version("ShareGroupHeartbeat"),
                side -> ShareRequests.heartbeat(member.identity, epoch, topics));
        if (answer.getInt("ErrorCode") == 0) {
            member.epoch = Math.max(0, answer.getInt("MemberEpoch"));
        }
        await("administrator", ShareRequests.describe(group), 1);
        await("administrator", ShareRequests.describeOffsets(group, null), version("DescribeShareGroupOffsets"));
    }

    private void fetch(Member member) {
        int session = random.nextInt(15) == 0 ? random.nextInt(4) - 1 : member.session;
        boolean begins = session == 0;
        // Which of several partitions comes first depends on hashes of their topics' ids.
        boolean single = topics.equals(List.of(ONE));
        ShareFetchLimits limits = ShareFetchLimits.waiting(WAIT_MS)
                .withMaxRecords(single ? 1 + random.nextInt(12) : 500)
                .withBatchSize(1 + random.nextInt(8));
        boolean strict = single && random.nextInt(3) == 0;
        List<Held> told = (begins && random.nextInt(10) != 0) || random.nextInt(3) != 0 ? List.of() : some(member);
        // Whether Apache Kafka delivers at once what the same request releases depends on how fast it writes.
        List<Integer> types =
                types(told.size()).stream().map(type -> type == 2 ? 1 : type).toList();
        int whole = random.nextInt(3);
        Function<WalkedShare, ClientRequest> request = side -> {
            List<SessionPartition> partitions = new ArrayList<>(told(side, told, types));
            if (begins || (told.isEmpty() && whole == 0)) {
                partitions.add(SessionPartition.of(side.id(ONE), 0));
                if (topics.contains(TWO)) {
                    partitions.add(SessionPartition.of(side.id(TWO), 0));
                    partitions.add(SessionPartition.of(side.id(TWO), 1));
                }
            }
            return ShareRequests.fetch(member.identity, session, limits, partitions)
                    .with(body -> body.setIfPresent("ShareAcquireMode", (byte) (strict ? 1 : 0)));
        };
        Message answer = compare(member.name, version("ShareFetch"), request);
        if (answer.getInt("ErrorCode") == 0) {
            member.session = session == -1 ? 0 : session + 1;
            member.held.removeAll(session == -1 ? List.copyOf(member.held) : told);
            hold(member, answer);
            loadFenced(answer, "AcknowledgeErrorCode");
            if (session == -1) {
                awaitEndOfSession();
            }
        }
    }

    private void hold(Member member, Message answer) {
        for (Message topic : answer.getStructs("Responses")) {
            String name = nameOf(topic);
            for (Message partition : topic.getStructs("Partitions")) {
                partition
                        .getStructs("AcquiredRecords")
                        .forEach(range -> member.held.add(new Held(
                                name,
                                partition.getInt("PartitionIndex"),
                                range.getLong("FirstOffset"),
                                range.getLong("LastOffset"))));
            }
        }
    }

    private String nameOf(Message topic) {
        return topic.getUuid("TopicId").equals(kafka.id(ONE)) ? ONE : TWO;
    }

    private List<Held> some(Member member) {
        List<Held> some = new ArrayList<>();
        for (Held held : member.held) {
            if (random.nextInt(3) == 0 || (some.isEmpty() && random.nextBoolean())) {
                some.add(held);
            }
        }
        some.sort(Comparator.comparingLong(Held::first));
        return some;
    }

    private List<Integer> types(int count) {
        List<Integer> types = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            types.add(List.of(1, 1, 2, 2, 2, 3, 0, 4, 9).get(random.nextInt(random.nextInt(8) == 0 ? 9 : 7)));
        }
        return types;
    }

    private static List<SessionPartition> told(WalkedShare side, List<Held> told, List<Integer> types) {
        Map<String, List<AcknowledgedRecords>> byPartition = new LinkedHashMap<>();
        for (int i = 0; i < told.size(); i++) {
            Held held = told.get(i);
            byPartition
                    .computeIfAbsent(held.topic() + "/" + held.partition(), absent -> new ArrayList<>())
                    .add(AcknowledgedRecords.all(held.first(), held.last(), types.get(i)));
        }
        List<SessionPartition> partitions = new ArrayList<>();
        byPartition.forEach((key, records) -> {
            int slash = key.indexOf('/');
            partitions.add(new SessionPartition(
                    side.id(key.substring(0, slash)), Integer.parseInt(key.substring(slash + 1)), records));
        });
        return partitions;
    }

    private void acknowledge(Member member) {
        int session = random.nextInt(12) == 0 ? random.nextInt(4) - 1 : member.session;
        List<Held> told = some(member);
        if (random.nextInt(4) == 0) {
            told.replaceAll(held -> new Held(
                    held.topic(), held.partition(), held.first() + random.nextInt(2), held.last() - random.nextInt(2)));
        }
        if (random.nextInt(12) == 0) {
            told.add(anything());
        }
        List<Integer> types = types(told.size());
        Message answer = compare(
                member.name,
                version("ShareAcknowledge"),
                side -> ShareRequests.acknowledge(member.identity, session, told(side, told, types)));
        if (answer.getInt("ErrorCode") == 0) {
            member.session = session == -1 ? 0 : session + 1;
            member.held.removeAll(session == -1 ? List.copyOf(member.held) : told);
            loadFenced(answer, "ErrorCode");
            if (session == -1) {
                awaitEndOfSession();
            }
        }
        await("administrator", ShareRequests.describeOffsets(group, null), version("DescribeShareGroupOffsets"));
    }

    private void administer() {
        String name = random.nextInt(5) == 0 ? GROUPS + "0" : group;
        int kind = random.nextInt(7);
        Function<WalkedShare, ClientRequest> request =
                switch (kind) {
                    case 0 -> side -> ShareRequests.describe(name, "another");
                    case 1 -> side -> ShareRequests.describeOffsets(name, Map.of(ONE, List.of(0), "none", List.of(0)));
                    case 2 -> side -> ShareRequests.describeOffsets(name, null);
                    case 3 -> side -> GroupRequests.listOfType("share");
                    case 4 -> alter(name);
                    case 5 -> side -> ShareRequests.deleteOffsets(name, TWO, "none");
                    default -> side -> GroupRequests.delete(List.of(name));
                };
        ClientRequest there = request.apply(kafka);
        String api = there.api().name();
        Message answer = compare("administrator", api.equals("ListGroups") ? 5 : version(api), request);
        if (name.equals(group)) {
            disturb(kind, answer);
        }
    }

    private void disturb(int kind, Message answer) {
        Message result = kind == 6 ? answer.getStructs("Results").get(0) : answer;
        if (kind >= 4 && result.getInt("ErrorCode") == 0) {
            places().stream()
                    .filter(place -> kind == 6 || place.topic().equals(TWO))
                    .forEach(disturbed::add);
        }
    }

    /**
     * Records of any member, or records that do not exist. Apache Kafka 4.3.1 fails if they begin before the start offset, end behind it,
     * and are not in flight.
     */
    private Held anything() {
        int partition = random.nextInt(2);
        int count = random.nextInt(20);
        List<Held> held = members.get(count % MEMBERS).held;
        return held.isEmpty() ? new Held(ONE, partition, records, records + count) : held.get(0);
    }

    private Function<WalkedShare, ClientRequest> alter(String name) {
        long offset = random.nextInt(20);
        int partition = random.nextInt(3);
        return side -> ShareRequests.alterOffset(name, TWO, partition, offset);
    }

    /** Does as leaders and the group coordinator do, in a group of its own. */
    private void lead() {
        Function<WalkedShare, ClientRequest> request = LeaderMoves.next(random, "led-" + groups, TWO);
        compare("leader", version(request.apply(kafka).api().name()), request);
    }

    private Message compare(String role, int version, Function<WalkedShare, ClientRequest> request) {
        ClientRequest there = request.apply(kafka);
        walk.add(role + " " + there.at(version));
        Message answer = kafka.ask(role, there, version);
        check(answer, mock.ask(role, request.apply(mock), version));
        return answer;
    }

    private void check(Message answer, Message found) {
        String expected = form(answer);
        walk.add("    <- " + expected);
        assertThat(form(found)).as(this::told).isEqualTo(expected);
    }

    private void await(String role, ClientRequest request, int version) {
        await(role, side -> request, version);
    }

    /** Waits until Apache Kafka says what the mock says. */
    private void await(String role, Function<WalkedShare, ClientRequest> request, int version) {
        String found = form(mock.ask(role, request.apply(mock), version));
        ClientRequest there = request.apply(kafka);
        Optional<String> difference = Await.of("the same answer", LIMIT).failure(() -> {
            String answer = form(kafka.ask(role, there, version));
            return answer.equals(found) ? Optional.empty() : Optional.of(answer);
        });
        assertThat(difference)
                .as(() -> "the mock answers " + found + " to " + there.at(version) + ", " + told())
                .isEmpty();
    }

    private int version(String api) {
        Versions common = kafka.stage().versions(api).intersect(mock.stage().versions(api));
        return common.lowest() + random.nextInt(common.highest() - common.lowest() + 1);
    }

    private String form(Message answer) {
        return WalkedShare.form(answer)
                .replaceAll(NOTHING_NEW, "")
                .replaceAll("\\{Partitions=\\[[, ]*]}[, ]*", "")
                .replace(", ]", "]");
    }

    private String told() {
        return plan + " after\n" + String.join("\n", walk);
    }
}
