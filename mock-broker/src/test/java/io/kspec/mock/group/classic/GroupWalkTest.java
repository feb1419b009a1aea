package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Invariants that hold whatever clients do. A failure prints the seed and a shrunken walk. */
@Tag("long")
class GroupWalkTest {
    private static final int ACTORS = 4;
    /** Longer than offsets are kept. */
    private static final long EIGHT_DAYS_MS = 8 * 86_400_000L;

    enum Deed {
        EVERYBODY_JOINS,
        EVERYBODY_SYNCS,
        JOIN,
        JOIN_AS_NEWCOMER,
        JOIN_WITH_OTHER_PROTOCOLS,
        SYNC,
        SYNC_LATE,
        HEARTBEAT,
        COMMIT,
        LEAVE,
        DELETE,
        MOVE,
        PASS
    }

    /** One step: a client acts, or time passes. */
    record Step(Deed deed, int actor, int version, int ms) {}

    /** The clients; the last two are static members. */
    static final class Actor {
        final Joiner joiner;
        String memberId = "";
        int generationId = -1;
        List<JoinResult.JoinedMember> members = List.of();

        Actor(int index) {
            joiner = Joiner.newcomer()
                    .timeouts(6_000 + 2_000 * index, 5_000 + 9_000 * index)
                    .instance(index >= 2 ? "static-" + index : null);
        }

        MemberIdentity identity() {
            return new MemberIdentity(memberId, joiner.instanceId());
        }
    }

    private final List<RecordedReply<?>> requests = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private GroupStage stage = new GroupStage();
    private int lastGeneration;
    private final Map<Integer, String> leaders = new HashMap<>();

    @Provide
    Arbitrary<List<Step>> walks() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.of(Deed.EVERYBODY_JOINS, Deed.EVERYBODY_SYNCS)),
                                Tuple.of(3, Arbitraries.of(Deed.HEARTBEAT, Deed.SYNC, Deed.JOIN)),
                                Tuple.of(2, Arbitraries.of(Deed.class))),
                        Arbitraries.integers().between(0, ACTORS - 1),
                        Arbitraries.of(3, 4, 9),
                        Arbitraries.integers().between(0, 12_000))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(120);
    }

    @Property(tries = 2_000)
    void groupStaysConsistentAndEveryRequestEndsOnce(@ForAll("walks") List<Step> walk, @ForAll boolean patient) {
        begin(patient ? 3_000 : 0);
        for (Step step : walk) {
            take(step, actors.get(step.actor()));
            checkGroup();
        }

        stage.pass(EIGHT_DAYS_MS);

        assertThat(requests).noneMatch(RecordedReply::isWaiting);
        assertThat(stage.state()).isEqualTo("Dead");
        assertThat(stage.coordinator.committed(GroupStage.GROUP)).isEmpty();
        assertThat(stage.coordinator.nextDeadlineMs()).isEqualTo(Long.MAX_VALUE);
        Statistics.label("state")
                .coverage(coverage -> List.of("Empty", "PreparingRebalance", "CompletingRebalance", "Stable")
                        .forEach(state -> coverage.check(state).percentage(share -> share > 1)));
    }

    private void begin(int initialDelayMs) {
        stage = new GroupStage(GroupSettings.DEFAULTS
                .withInitialRebalanceDelayMs(initialDelayMs)
                .withMaxSize(ACTORS - 1));
        requests.clear();
        leaders.clear();
        actors.clear();
        lastGeneration = 0;
        for (int i = 0; i < ACTORS; i++) {
            actors.add(new Actor(i));
        }
    }

    private void take(Step step, Actor actor) {
        Joiner joiner = actor.joiner.version(step.version());
        switch (step.deed()) {
            case EVERYBODY_JOINS -> actors.forEach(each -> join(each, each.joiner.as(each.memberId)));
            case EVERYBODY_SYNCS -> actors.forEach(each -> sync(each, each.generationId));
            case JOIN -> join(actor, joiner.as(actor.memberId));
            case JOIN_AS_NEWCOMER -> join(actor, joiner);
            case JOIN_WITH_OTHER_PROTOCOLS ->
                join(
                        actor,
                        joiner.as(actor.memberId)
                                .following(
                                        Joiner.protocol("sticky", "topic" + step.ms()), Joiner.protocol("range", "?")));
            case SYNC -> sync(actor, actor.generationId);
            case SYNC_LATE -> sync(actor, actor.generationId - 1);
            case HEARTBEAT -> heartbeat(actor);
            case COMMIT -> commit(actor);
            case LEAVE -> stage.leave(actor.identity());
            case DELETE -> delete();
            case MOVE -> move();
            case PASS -> stage.pass(step.ms());
        }
    }

    private void join(Actor actor, Joiner joiner) {
        RecordedReply<JoinResult> recorded = new RecordedReply<>();
        requests.add(recorded);
        stage.coordinator.join(joiner.of(GroupStage.GROUP), stage.now(), new Reply<>() {
            @Override
            public void answer(JoinResult result) {
                recorded.answer(result);
                learn(actor, joiner, result);
            }

            @Override
            public void abandon() {
                recorded.abandon();
            }
        });
    }

    private void learn(Actor actor, Joiner joiner, JoinResult result) {
        if (result.error() == ErrorCode.MEMBER_ID_REQUIRED) {
            actor.memberId = result.memberId();
            return;
        }
        if (result.error() != ErrorCode.NONE) {
            assertThat(result.generationId()).isEqualTo(-1);
            return;
        }
        actor.memberId = result.memberId();
        actor.generationId = result.generationId();
        actor.members = result.members();
        assertThat(result.protocolName())
                .isIn(joiner.protocols().stream().map(GroupProtocol::name).toList());
        boolean leads = result.leader().equals(result.memberId());
        assertThat(leads).isEqualTo(!result.members().isEmpty());
        if (leads && !result.skipAssignment()) {
            assertThat(leaders.putIfAbsent(result.generationId(), result.memberId()))
                    .isIn(null, result.memberId());
        }
    }

    private void sync(Actor actor, int generationId) {
        Map<String, Bytes> assignments = new HashMap<>();
        actor.members.forEach(member -> assignments.put(member.memberId(), assignment(member, generationId)));
        RecordedReply<SyncResult> recorded = new RecordedReply<>();
        requests.add(recorded);
        MemberIdentity identity = actor.identity();
        SyncRequest request = new SyncRequest(GroupStage.GROUP, identity, generationId, "consumer", null, assignments);
        stage.coordinator.sync(request, stage.now(), new Reply<>() {
            @Override
            public void answer(SyncResult result) {
                recorded.answer(result);
                checkAssignment(identity, generationId, result);
            }

            @Override
            public void abandon() {
                recorded.abandon();
            }
        });
    }

    /**
     * Each assignment contains its member id and generation. A static member keeps its assignment when it gets a new
     * member id.
     */
    private static Bytes assignment(JoinResult.JoinedMember member, int generationId) {
        String owner = member.instanceId() == null ? member.memberId() : member.instanceId();
        return Joiner.bytes(owner + "@" + generationId);
    }

    private void checkAssignment(MemberIdentity identity, int generationId, SyncResult result) {
        if (result.error() != ErrorCode.NONE) {
            assertThat(result.assignment()).isEqualTo(Bytes.EMPTY);
            return;
        }
        assertThat(stage.state()).isEqualTo("Stable");
        assertThat(stage.describe().members())
                .extracting(GroupDescription.DescribedMember::memberId)
                .contains(identity.memberId());
        JoinResult.JoinedMember self =
                new JoinResult.JoinedMember(identity.memberId(), identity.instanceId(), Bytes.EMPTY);
        assertThat(result.assignment()).isIn(Bytes.EMPTY, assignment(self, generationId));
    }

    private void heartbeat(Actor actor) {
        String state = stage.state();
        ErrorCode error =
                stage.coordinator.heartbeat(GroupStage.GROUP, actor.identity(), actor.generationId, stage.now());
        if (error == ErrorCode.NONE) {
            assertThat(state).isIn("Stable", "CompletingRebalance");
        }
        if (error == ErrorCode.REBALANCE_IN_PROGRESS) {
            assertThat(state).isEqualTo("PreparingRebalance");
        }
    }

    private void commit(Actor actor) {
        String state = stage.state();
        ErrorCode error = stage.commit(actor.memberId, actor.generationId, 1);
        if (state.equals("CompletingRebalance")) {
            assertThat(error).isNotEqualTo(ErrorCode.NONE);
        }
    }

    private void delete() {
        if (stage.coordinator.delete(GroupStage.GROUP, stage.now()) == ErrorCode.NONE) {
            lastGeneration = 0;
            leaders.clear();
        }
    }

    /** Another coordinator may not know of the last generations, whose numbers are then used again. */
    private void move() {
        stage.coordinator.moved(GroupStage.GROUP::equals, stage.now());
        assertThat(requests).noneMatch(RecordedReply::isWaiting);
        assertThat(stage.state()).isIn("Dead", "Empty", "Stable");
        lastGeneration = stage.describe().generationId();
        leaders.keySet().removeIf(generation -> generation > lastGeneration);
    }

    private void checkGroup() {
        GroupDescription group = stage.describe();
        assertThat(group.generationId()).isGreaterThanOrEqualTo(lastGeneration);
        lastGeneration = group.generationId();
        Statistics.label("state").collect(group.state());
        switch (group.state()) {
            case "Dead", "Empty" -> assertThat(group.members()).isEmpty();
            case "CompletingRebalance", "Stable" -> assertThat(group.members()).isNotEmpty();
            default -> assertThat(group.state()).isEqualTo("PreparingRebalance");
        }
    }
}
