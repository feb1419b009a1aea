package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.walk.WalkedConsumers.Actor;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.OffsetRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Dynamic, static and classic members of consumer groups (KIP-848) join, send heartbeats, change their subscriptions, give up partitions,
 * commit, leave and are fenced at random, on Apache Kafka and on the mock broker, while topics come, grow and go.
 */
final class ConsumerGroupWalk {
    /** What the ids of groups begin with. */
    static final String GROUPS = "eating-";

    /** How long Apache Kafka may take until all of its parts know of a change. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String RANGE = "range";
    private static final List<List<String>> SUBSCRIPTIONS = List.of(
            List.of(WalkedConsumers.SMALL),
            List.of(WalkedConsumers.LARGE),
            List.of(WalkedConsumers.SMALL, WalkedConsumers.LARGE),
            List.of(WalkedConsumers.SMALL, WalkedConsumers.LARGE, "eaten-later"),
            List.of("eaten-never"),
            List.of());
    private static final List<String> PATTERNS = List.of("eaten-.*", "eaten-[ab]", "eaten-a|eaten-later", "none", "");

    private final WalkedConsumers kafka;
    private final WalkedConsumers mock;
    private final List<String> walk = new ArrayList<>();
    private Random random = new Random(0);
    private String planned = "";
    private int groups;
    /** Whether the members of the group subscribe to different topics, for which Kafka's default assignor is too particular. */
    private boolean isMixed;

    ConsumerGroupWalk(WalkedConsumers kafka, WalkedConsumers mock) {
        this.kafka = kafka;
        this.mock = mock;
    }

    void walk(WalkPlan plan) {
        random = plan.random();
        planned = plan.toString();
        if (groups == 0) {
            both(WalkedConsumers::createTopics);
        }
        restart();
        kafka.awaitTopics();
        for (int step = 0; step < plan.steps(); step++) {
            if (random.nextInt(40) == 0) {
                restart();
            }
            move();
        }
    }

    private void both(Consumer<WalkedConsumers> deed) {
        deed.accept(kafka);
        deed.accept(mock);
    }

    private void restart() {
        groups++;
        isMixed = groups % 3 != 0;
        both(side -> side.begin(GROUPS + groups));
        walk.add("-- another group, " + (isMixed ? "mixed" : "uniform"));
        if (isMixed && groups % 2 == 0) {
            Actor first = kafka.actor(WalkedConsumers.CLASSIC_STATIC);
            ask(first, "JoinGroup", 5, side -> side.classicJoin(first.index(), List.of(WalkedConsumers.LARGE)));
            ask(first, "SyncGroup", 3, side -> side.classicSync(first.index(), 0, true));
        }
    }

    private void move() {
        Actor actor = kafka.actor(random.nextInt(WalkedConsumers.ACTORS));
        int kind = random.nextInt(30);
        if (kind == 0) {
            changeTopics();
        } else if (kind < 3) {
            administer();
        } else if (actor.isClassic()) {
            actClassic(actor, kind);
        } else {
            act(actor, kind);
        }
        compareGroup();
    }

    private void act(Actor actor, int kind) {
        int index = actor.index();
        if (actor.epoch() <= 0 || kind == 3) {
            boolean again = random.nextBoolean();
            both(side -> side.renew(index, again));
            join(actor, 0);
        } else if (kind < 6) {
            join(actor, actor.epoch());
        } else if (kind < 9) {
            leave(actor, random.nextBoolean());
        } else if (kind < 11) {
            int offBy = random.nextInt(3) - 1;
            String topic = random(WalkedConsumers.LARGE, WalkedConsumers.SMALL);
            beat(actor, side -> side.commit(index, offBy, topic), 2, 9);
        } else if (kind == 11) {
            int offBy = random.nextInt(3) - 1;
            beat(actor, side -> side.fetch(index, offBy), 9, 9);
        } else if (kind == 12) {
            int epoch = actor.epoch() + random.nextInt(3) - 1;
            beat(actor, side -> side.beat(index, epoch, WalkedConsumers.Report.ASSIGNED), 0, 1);
        } else if (kind == 13) {
            invalid(actor);
        } else {
            WalkedConsumers.Report report = WalkedConsumers.Report.values()[random.nextInt(3)];
            int epoch = actor.epoch();
            beat(actor, side -> side.beat(index, epoch, report), 0, 1);
        }
    }

    private String random(String... values) {
        return values[random.nextInt(values.length)];
    }

    private void join(Actor actor, int epoch) {
        ConsumerOffer offer = offer();
        beat(actor, side -> side.full(actor.index(), epoch, offer), offer.regex() == null ? 0 : 1, 1);
    }

    private ConsumerOffer offer() {
        if (!isMixed) {
            return ConsumerOffer.of(WalkedConsumers.LARGE);
        }
        List<String> names = SUBSCRIPTIONS.get(random.nextInt(SUBSCRIPTIONS.size()));
        String regex = random.nextInt(3) == 0 ? PATTERNS.get(random.nextInt(PATTERNS.size())) : null;
        boolean both = regex == null || random.nextInt(4) == 0;
        return new ConsumerOffer(both ? names : null, regex, 300_000, RANGE, null);
    }

    private void leave(Actor actor, boolean forAWhile) {
        int epoch = forAWhile && actor.instanceId() != null
                ? ConsumerGroupRequests.LEAVE_FOR_A_WHILE
                : ConsumerGroupRequests.LEAVE;
        beat(actor, side -> side.leave(actor.index(), epoch), 0, 1);
    }

    /** Requests that are refused whatever the group is. */
    private void invalid(Actor actor) {
        int index = actor.index();
        ConsumerOffer offer = offer().preferring(random("none", RANGE));
        int kind = random.nextInt(8);
        beat(
                actor,
                side -> switch (kind) {
                    case 0 -> side.full(index, -3, offer);
                    case 1 -> side.full(index, 0, offer.within(-1));
                    case 2 -> side.full(index, 0, new ConsumerOffer(null, null, 5, null, null));
                    case 3 -> side.full(index, 0, new ConsumerOffer(null, "(", 5, null, null));
                    case 4 -> side.beat(index, 0, WalkedConsumers.Report.ASSIGNED);
                    case 5 -> side.full(index, 0, offer).with(body -> body.set("MemberId", ""));
                    case 6 -> side.full(index, 0, offer).with(body -> body.set("InstanceId", " "));
                    default -> side.full(index, 0, offer).with(body -> body.set("GroupId", ""));
                },
                1,
                1);
    }

    private void actClassic(Actor actor, int kind) {
        int index = actor.index();
        // A member id that brokers make up decides what the default assignor gives to whom.
        boolean hasOtherIds = !isMixed && index == WalkedConsumers.CLASSIC_STATIC;
        if (hasOtherIds || !kafka.isConsumerGroup()) {
            return;
        }
        int offBy = random.nextInt(6) == 0 ? 1 : 0;
        if (kind < 10 && kafka.wouldJoinEmptyGroupWithId(index)) {
            // Apache Kafka refuses it and forgets the group, but goes on to describe it until it writes again.
            return;
        }
        if (kind < 10) {
            List<String> topics = SUBSCRIPTIONS.get(random.nextInt(3));
            ask(
                    actor,
                    "JoinGroup",
                    5,
                    side -> side.classicJoin(index, isMixed ? topics : List.of(WalkedConsumers.LARGE)));
        } else if (kind < 18) {
            ask(actor, "SyncGroup", 3, side -> side.classicSync(index, offBy, false));
        } else if (kind < 26) {
            ask(actor, "Heartbeat", 3, side -> side.classicHeartbeat(index, offBy));
        } else if (kind < 28) {
            ask(actor, "OffsetCommit", 7, side -> side.commit(index, offBy, WalkedConsumers.LARGE));
        } else {
            ask(actor, "LeaveGroup", 3, side -> side.classicLeave(index));
        }
    }

    private void administer() {
        int kind = random.nextInt(5);
        Function<WalkedConsumers, ClientRequest> request = side -> switch (kind) {
            case 0 -> GroupRequests.list();
            case 1 -> GroupRequests.delete(List.of(side.group()));
            case 2 -> OffsetRequests.fetch(GroupPartitions.all(side.group()));
            case 3 -> GroupRequests.describe(side.group());
            default -> side.simpleCommit();
        };
        String api = request.apply(kafka).api().name();
        int version = version(api, api.startsWith("Offset") ? 2 : 0, api.startsWith("Offset") ? 9 : 99);
        compare("administrator", request, version);
    }

    private void changeTopics() {
        int kind = random.nextInt(3);
        walk.add("-- topics change: " + kind);
        both(side -> side.changeTopics(kind));
        kafka.awaitTopics();
    }

    private void beat(Actor actor, Function<WalkedConsumers, ClientRequest> request, int lowest, int highest) {
        compare(actor.name(), request, version(request.apply(kafka).api().name(), lowest, highest));
    }

    private void ask(Actor actor, String api, int lowest, Function<WalkedConsumers, ClientRequest> request) {
        compare(actor.name(), request, version(api, lowest, api.equals("OffsetCommit") ? 9 : 99));
    }

    private int version(String api, int lowest, int highest) {
        Versions common = kafka.stage().versions(api).intersect(mock.stage().versions(api));
        int from = Math.max(lowest, common.lowest());
        return from + random.nextInt(Math.min(highest, common.highest()) - from + 1);
    }

    private void compare(String who, Function<WalkedConsumers, ClientRequest> request, int version) {
        walk.add(who + " " + kafka.form(request.apply(kafka).at(version)) + " v" + version);
        String expected = kafka.ask(who, request.apply(kafka), version);
        walk.add("    <- " + expected);
        assertThat(mock.ask(who, request.apply(mock), version)).as(this::told).isEqualTo(expected);
    }

    /** Compares the groups; a regular expression takes Apache Kafka a moment. */
    private void compareGroup() {
        Map<String, Integer> questions = Map.of("ConsumerGroupDescribe", 1, "DescribeGroups", 6);
        String found = mock.describe(questions);
        Optional<String> difference = Await.of("the same group", LIMIT).failure(() -> {
            String there = kafka.describe(questions);
            return there.equals(found) ? Optional.empty() : Optional.of(there);
        });
        assertThat(difference)
                .as(() -> "the mock's group is " + found + ", " + told())
                .isEmpty();
        if (kafka.hasClassicMembersOnly()) {
            restart();
        }
    }

    private String told() {
        return planned + " after\n" + String.join("\n", walk);
    }
}
