package io.kspec.golden.walk;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.TopicIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Members join a new group while it waits for more (KIP-134), on several brokers at the same time, and tell after each step who has been
 * answered. Each late newcomer makes the group wait once more, but not for longer than the rebalance timeout of its members.
 */
final class InitialDelayScript {
    private static final int VERSION = 3;
    private static final int LONG_MS = 300_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** How long an answer that is due at once may take. */
    private static final Duration AT_ONCE = Duration.ofMillis(20);

    private final List<Side> sides = new ArrayList<>();
    private final Duration delay;
    private final String group;
    private final String topic;
    private long startedAt;

    /** The members on one broker, with the requests that they wait for an answer to. */
    private static final class Side {
        private final Stage stage;
        private final Map<String, Integer> waiting = new LinkedHashMap<>();
        private final Map<String, String> ids = new LinkedHashMap<>();
        private final List<String> told = new ArrayList<>();

        Side(Stage stage) {
            this.stage = stage;
        }
    }

    /**
     * @param delay {@code group.initial.rebalance.delay.ms} of all brokers
     * @param group an id that no other group has
     * @param topic a topic that all brokers have
     */
    InitialDelayScript(List<Stage> stages, Duration delay, String group, String topic) {
        stages.forEach(stage -> sides.add(new Side(stage)));
        this.delay = delay;
        this.group = group;
        this.topic = topic;
    }

    /** What the members were told, for each broker; empty if the machine was too busy for them to come in time. */
    Optional<List<List<String>>> play() {
        keep();
        if (!begin()) {
            return Optional.empty();
        }
        join("fourth", LONG_MS);
        tell("a newcomer to a group that has begun", AT_ONCE);
        join("first", LONG_MS);
        join("second", LONG_MS);
        join("third", LONG_MS);
        tell("all have joined again", LIMIT);
        leave("first", "second", "third", "fourth");
        if (!beginWithinTimeout((int) delay.multipliedBy(7).dividedBy(4).toMillis())) {
            return Optional.empty();
        }
        return Optional.of(sides.stream().map(side -> side.told).toList());
    }

    /**
     * Gives the group an offset: brokers that look for what has expired would else remove it while it is empty, one sooner than
     * another.
     */
    private void keep() {
        OffsetToCommit offset = new OffsetToCommit(TopicIdentity.named(topic), 0, 1, -1, "");
        for (Side side : sides) {
            Message unused = role(side, "first").ask(OffsetRequests.commit(group, List.of(offset)), 2);
        }
    }

    /** Lets the group wait three times. */
    private boolean begin() {
        startedAt = System.nanoTime();
        join("first", LONG_MS);
        tell("the first has joined", AT_ONCE);
        join("second", LONG_MS);
        tell("the second has joined", AT_ONCE);
        await(1.5);
        join("third", LONG_MS);
        if (isPast(1.9)) {
            return false;
        }
        tell("the delay has passed once", AT_ONCE);
        tell("the group has begun", LIMIT);
        return true;
    }

    /** Lets the group wait until the rebalance timeout of its members has passed. */
    private boolean beginWithinTimeout(int rebalanceMs) {
        startedAt = System.nanoTime();
        join("fifth", rebalanceMs);
        tell("a member has joined the empty group", AT_ONCE);
        await(0.5);
        join("sixth", rebalanceMs);
        boolean late = isPast(0.9);
        await(1.25);
        join("seventh", rebalanceMs);
        late |= isPast(1.65);
        tell("the delay has passed once", AT_ONCE);
        await(2.25);
        tell("the rebalance timeout has passed", AT_ONCE);
        late |= isPast(2.9);
        tell("the group has begun again", LIMIT);
        return !late;
    }

    private void await(double delays) {
        LockSupport.parkNanos(startedAt + (long) (delay.toNanos() * delays) - System.nanoTime());
    }

    private boolean isPast(double delays) {
        return System.nanoTime() - startedAt > delay.toNanos() * delays;
    }

    private void join(String member, int rebalanceMs) {
        Map<String, Bytes> protocols = Map.of("range", ConsumerProtocol.subscription(0, List.of("any"), null));
        for (Side side : sides) {
            String id = side.ids.getOrDefault(member, "");
            side.waiting.put(
                    member,
                    role(side, member)
                            .connection()
                            .send(
                                    MembershipRequests.join(
                                            Membership.of(group, id, -1),
                                            new JoinOffer(LONG_MS, rebalanceMs, "consumer", protocols)),
                                    VERSION));
        }
    }

    private Role role(Side side, String member) {
        return side.stage.role(member + " of " + group);
    }

    private void leave(String... members) {
        for (Side side : sides) {
            for (String member : members) {
                if (side.waiting.containsKey(member)) {
                    side.told.add(member + " waits");
                    continue;
                }
                String id = side.ids.getOrDefault(member, "");
                Message left = role(side, member).ask(MembershipRequests.leave(group, Leaver.member(id)), 1);
                side.told.add(member + " leaves: " + left.getInt("ErrorCode"));
            }
        }
    }

    private void tell(String when, Duration limit) {
        for (Side side : sides) {
            List<String> answers = new ArrayList<>();
            for (String member : List.copyOf(side.waiting.keySet())) {
                receive(side, member, limit).ifPresent(answer -> answers.add(member + " " + answer));
            }
            side.told.add(when + ": " + answers);
        }
    }

    private Optional<String> receive(Side side, String member, Duration limit) {
        Message answer;
        try {
            answer = Connection.decode(
                    role(side, member).connection().receive(side.waiting.getOrDefault(member, 0), limit));
        } catch (ResponseTimeout notYet) {
            return Optional.empty();
        }
        side.waiting.remove(member);
        side.ids.put(member, answer.getString("MemberId"));
        return Optional.of("is in generation " + answer.getInt("GenerationId") + " and leads "
                + answer.getStructs("Members").size() + ", error " + answer.getInt("ErrorCode"));
    }
}
