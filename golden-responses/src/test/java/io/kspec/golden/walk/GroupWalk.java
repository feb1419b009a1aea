package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.TopicIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Two dynamic and two static members join, sync, send heartbeats, commit, leave, are removed and fenced, and are described, listed and
 * deleted at random, on Apache Kafka and on the mock broker.
 */
final class GroupWalk {
    static final String TOPIC = "walked";
    /** What the ids of groups begin with. */
    static final String GROUPS = "walked-";

    /** How long Apache Kafka may take to answer what the mock has answered. */
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** How long the mock, which answers before it serves another request, is listened to. */
    private static final Duration AT_ONCE = Duration.ofMillis(3);

    /** Longer than a walk, so that no member expires. */
    private static final int LONG_MS = 300_000;
    /** Longer than a group needs to settle. */
    private static final int SHORT_MS = 1_500;

    private static final Bytes SUBSCRIPTION = ConsumerProtocol.subscription(0, List.of(TOPIC), null);
    private static final Map<String, Bytes> RANGE = Map.of("range", SUBSCRIPTION);
    private static final Map<String, Bytes> CHANGED =
            Map.of("range", ConsumerProtocol.subscription(0, List.of(TOPIC, "other"), null));
    private static final Map<String, Bytes> STICKY = Map.of("sticky", SUBSCRIPTION);
    private static final Bytes ASSIGNMENT = ConsumerProtocol.assignment(0, Map.of(TOPIC, List.of(0)));

    /** The first versions that keep offsets in Kafka, and the last ones with names of topics. */
    private static final Map<String, Integer> FIRST = Map.of("OffsetCommit", 2, "OffsetFetch", 2);

    private static final Map<String, Integer> LAST_WITH_NAMES = Map.of("OffsetCommit", 9, "OffsetFetch", 9);

    /** The last version in which a commit to an unknown group is refused because of its generation. */
    private static final int TELLS_NO_UNKNOWN_GROUP = 8;

    /** A version with all that there is to tell of a group. */
    private static final int DESCRIPTION = 5;

    /** From here on, a request can remove several members. */
    private static final int SEVERAL_LEAVE = 3;

    /** The first version with static members. */
    private static final int STATIC_JOIN = 5;

    private final String release;
    private final WalkPlan plan;
    private final Random random;
    private final WalkedGroups kafka;
    private final WalkedGroups mock;
    private final List<String> walk = new ArrayList<>();
    private int groups;

    /** Why a member is removed that does not come in time. */
    private enum Expiry {
        SESSION,
        REJOIN,
        SYNC
    }

    GroupWalk(String release, WalkPlan plan, WalkedGroups kafka, WalkedGroups mock) {
        this.release = release;
        this.plan = plan;
        this.random = plan.random();
        this.kafka = kafka;
        this.mock = mock;
    }

    void walk() {
        restart();
        for (int step = 0; step < plan.steps(); step++) {
            if (random.nextInt(60) == 0) {
                restart();
            }
            move();
        }
    }

    /** Lets the time of a member pass, who goes on as if nothing had happened. */
    void expire() {
        for (Expiry expiry : Expiry.values()) {
            restart();
            expire(expiry, random.nextInt(WalkedGroups.ACTORS));
        }
    }

    /** Removes the members, and goes on with another group. */
    private void restart() {
        kafka.disband();
        mock.disband();
        boolean unused = leadersDiffer();
        groups++;
        kafka.begin(GROUPS + groups);
        mock.begin(GROUPS + groups);
        walk.add("-- another group");
    }

    private void move() {
        List<Integer> free = free();
        if (free.isEmpty()) {
            // They wait for a member that has begun anew and will not return.
            restart();
            return;
        }
        int kind = random.nextInt(18);
        if (kind >= 15) {
            administer();
            compare();
        } else if (kind >= 11) {
            free.forEach(actor -> act(kind < 13 ? 0 : 3, actor));
        } else {
            act(kind, free.get(random.nextInt(free.size())));
        }
    }

    private List<Integer> free() {
        return IntStream.range(0, WalkedGroups.ACTORS)
                .filter(actor -> !mock.isWaiting(actor))
                .boxed()
                .toList();
    }

    /** Lets an actor ask the same of both brokers, at times as what it was before it got another member id. */
    private void act(int kind, int actor) {
        boolean newcomer = random.nextInt(12) == 0;
        int late = random.nextInt(10) == 0 ? -1 : 0;
        Map<String, Bytes> protocols =
                List.of(RANGE, RANGE, RANGE, CHANGED, CHANGED, STICKY).get(random.nextInt(6));
        boolean byInstance = random.nextBoolean();
        if (random.nextInt(6) == 0 && kafka.hasFormer(actor) && mock.hasFormer(actor)) {
            kafka.becomeFormer(actor);
            mock.becomeFormer(actor);
            walk.add("actor-" + actor + " is what it was");
        }
        if (kind < 3) {
            ask(actor, side -> side.join(actor, newcomer, offer(LONG_MS, LONG_MS, protocols)));
        } else if (kind < 6) {
            ask(actor, side -> side.sync(actor, late, ASSIGNMENT));
        } else if (kind < 8) {
            ask(actor, side -> side.heartbeat(actor, late));
        } else if (kind < 10) {
            commit(actor, kind);
        } else if (canLeave(actor)) {
            ask(actor, side -> side.leave(byInstance, List.of(actor)));
        }
    }

    /** Commits; before 4.0, no version says that the group is unknown. */
    private void commit(int actor, int offset) {
        int version = version("OffsetCommit");
        boolean isUnknown = isOfKafka3() && describe(mock, DESCRIPTION).contains("GroupState=Dead");
        ask(
                actor,
                isUnknown ? Math.min(version, TELLS_NO_UNKNOWN_GROUP) : version,
                side -> side.commit(actor, offset(offset)));
    }

    /** Whether an actor leaves as the mock expects it: before 4.0, no group rebalances if a member leaves that has not joined yet. */
    private boolean canLeave(int actor) {
        return !isOfKafka3() || !mock.isPending(actor);
    }

    /** Before 4.0, the group goes on after each member that leaves: those first who wait, so that they are not answered as members. */
    private Comparator<Integer> leavingOrder() {
        return Comparator.comparing(actor -> isOfKafka3() && !mock.isWaiting(actor));
    }

    private boolean isOfKafka3() {
        return release.startsWith("3.");
    }

    private static JoinOffer offer(int sessionMs, int rebalanceMs, Map<String, Bytes> protocols) {
        return new JoinOffer(sessionMs, rebalanceMs, "consumer", protocols);
    }

    private static OffsetToCommit offset(int offset) {
        return new OffsetToCommit(TopicIdentity.named(TOPIC), 0, offset, -1, "");
    }

    private void ask(int actor, Function<WalkedGroups, ClientRequest> request) {
        ask(actor, version(request.apply(kafka).api().name()), request);
    }

    private void ask(int actor, int version, Function<WalkedGroups, ClientRequest> request) {
        walk.add("actor-" + actor + " " + told(request, version));
        kafka.send(actor, request.apply(kafka), version);
        mock.send(actor, request.apply(mock), version);
        compare();
    }

    private String told(Function<WalkedGroups, ClientRequest> request, int version) {
        ClientRequest there = request.apply(kafka);
        return there.api().name() + " v" + version + " " + kafka.form(there.at(version));
    }

    private void administer() {
        String group = kafka.group();
        boolean byInstance = random.nextBoolean();
        List<Integer> removed = random.ints(1 + random.nextInt(2), 0, WalkedGroups.ACTORS)
                .distinct()
                .filter(this::canLeave)
                .boxed()
                .sorted(leavingOrder())
                .toList();
        int kind = removed.isEmpty() ? 0 : random.nextInt(6);
        Function<WalkedGroups, ClientRequest> request =
                switch (kind) {
                    case 0 -> side -> GroupRequests.list();
                    case 1 -> side -> GroupRequests.delete(List.of(group));
                    case 2 -> side -> OffsetRequests.commit(group, List.of(offset(5)));
                    case 3 -> side -> OffsetRequests.fetch(GroupPartitions.all(group));
                    default -> side -> side.leave(byInstance, removed);
                };
        String api = request.apply(kafka).api().name();
        int version = api.equals("LeaveGroup") ? Math.max(SEVERAL_LEAVE, version(api)) : version(api);
        walk.add("administrator " + told(request, version));
        String expected = kafka.form(kafka.ask(request.apply(kafka), version));
        walk.add("    administrator <- " + expected);
        assertThat(mock.form(mock.ask(request.apply(mock), version)))
                .as(this::told)
                .isEqualTo(expected);
    }

    private void expire(Expiry expiry, int late) {
        walk.add("-- actor-" + late + " comes too late: " + expiry);
        JoinOffer inTime = offer(LONG_MS, expiry == Expiry.SESSION ? LONG_MS : SHORT_MS, RANGE);
        JoinOffer tooLate = expiry == Expiry.SESSION ? offer(SHORT_MS, LONG_MS, RANGE) : inTime;
        for (int i = 0; i < 2; i++) {
            free().forEach(actor -> join(actor, actor == late ? tooLate : inTime));
        }
        assertThat(free()).as(this::told).hasSize(WalkedGroups.ACTORS);
        freeBut(expiry == Expiry.SYNC ? late : -1)
                .forEach(actor -> ask(actor, side -> side.sync(actor, 0, ASSIGNMENT)));
        if (expiry == Expiry.REJOIN) {
            freeBut(late).forEach(actor -> join(actor, offer(LONG_MS, SHORT_MS, CHANGED)));
        }
        awaitChange();
        free().forEach(actor -> ask(actor, side -> side.heartbeat(actor, 0)));
        ask(late, side -> side.sync(late, 0, ASSIGNMENT));
        ask(late, side -> side.commit(late, offset(7)));
        ask(late, side -> side.leave(false, List.of(late)));
        join(late, inTime);
    }

    private List<Integer> freeBut(int actor) {
        return free().stream().filter(other -> other != actor).toList();
    }

    /** Joins at a version that tells how long a rebalance may take, and who is a static member. */
    private void join(int actor, JoinOffer offer) {
        ask(actor, Math.max(STATIC_JOIN, version("JoinGroup")), side -> side.join(actor, false, offer));
    }

    private void awaitChange() {
        String before = describe(kafka, DESCRIPTION);
        String after =
                Await.of("another group", LIMIT).last(() -> describe(kafka, DESCRIPTION), now -> !now.equals(before));
        assertThat(after).as(this::told).isNotEqualTo(before);
        walk.add("    the group is " + after);
        compare();
    }

    private int version(String api) {
        Versions common = kafka.stage().versions(api).intersect(mock.stage().versions(api));
        int lowest = Math.max(FIRST.getOrDefault(api, 0), common.lowest());
        int highest = Math.min(LAST_WITH_NAMES.getOrDefault(api, Integer.MAX_VALUE), common.highest());
        return lowest + random.nextInt(highest - lowest + 1);
    }

    /** Compares the answers that have come, and the group. */
    private void compare() {
        if (leadersDiffer()) {
            restart();
            return;
        }
        int version = version("DescribeGroups");
        Optional<String> difference = Await.of("the same group", LIMIT).failure(() -> {
            String there = describe(kafka, version);
            return describe(mock, version).equals(there) ? Optional.empty() : Optional.of(there);
        });
        assertThat(difference)
                .as(() -> "the mock's group is " + describe(mock, version) + ", " + told())
                .isEmpty();
        if (leadersDiffer()) {
            restart();
        }
    }

    /**
     * Compares the answers that have come; returns whether they differ in nothing but who leads. Which member follows a leader that has
     * left depends on a hash of member ids.
     */
    private boolean leadersDiffer() {
        for (int actor = 0; actor < WalkedGroups.ACTORS; actor++) {
            Optional<String> found = mock.receive(actor, AT_ONCE);
            Optional<String> expected = kafka.receive(actor, found.isPresent() ? LIMIT : AT_ONCE);
            if (found.isEmpty() && expected.isPresent()) {
                found = mock.receive(actor, LIMIT);
            }
            if (!found.equals(expected)
                    && found.map(GroupWalk::ofNoLeader).equals(expected.map(GroupWalk::ofNoLeader))) {
                return true;
            }
            int number = actor;
            assertThat(found)
                    .as(() -> "the answer to actor-" + number + ", " + told())
                    .isEqualTo(expected);
            expected.ifPresent(answer -> walk.add("    actor-" + number + " <- " + answer));
        }
        return false;
    }

    private String told() {
        return plan + " after\n" + String.join("\n", walk);
    }

    /** A description of the group; Kafka before 4.0 shows assignments of stable groups alone. */
    private String describe(WalkedGroups side, int version) {
        String described = side.form(side.ask(GroupRequests.describe(side.group()), version))
                .replaceAll("ClientId=[^,;]*", "");
        return isOfKafka3() && !described.contains("GroupState=Stable")
                ? described.replaceAll("MemberAssignment=\\[[^\\]]*]", "MemberAssignment=[]")
                : described;
    }

    private static String ofNoLeader(String answer) {
        return answer.replaceAll("Leader=[^,;]*", "")
                .replaceAll("MemberId=[^;]*Metadata=[^;]*", "")
                .replaceAll("[;\\[\\] ]", "");
    }
}
