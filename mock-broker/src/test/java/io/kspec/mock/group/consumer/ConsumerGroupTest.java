package io.kspec.mock.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.config.BrokerConfigs;
import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.classic.GroupProtocol;
import io.kspec.mock.group.classic.JoinRequest;
import io.kspec.mock.group.classic.JoinResult;
import io.kspec.mock.group.classic.MemberTerms;
import io.kspec.mock.group.classic.Reply;
import io.kspec.mock.group.consumer.ConsumerGroupDescription.DescribedMember;
import io.kspec.mock.group.consumer.ConsumerGroupSettings.MigrationPolicy;
import io.kspec.mock.log.LogSpace;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a random walk beside Apache Kafka cannot reach: the passing of time, and limits. */
class ConsumerGroupTest {
    private static final String GROUP = "g";
    private static final int SESSION_MS = 10_000;
    private static final int REBALANCE_MS = 4_000;
    private static final int ASSIGNMENT_INTERVAL_MS = 1_000;

    /** The kind of a record with a member's target assignment. */
    private static final int TARGET = 7;

    /** The kinds of the records that were written. */
    private final List<Integer> kinds = new ArrayList<>();

    private int ids;
    private final Supplier<UUID> newIds = () -> new UUID(0, ++ids);
    private final TopicTable topics = new TopicTable(newIds, new LogSpace(1 << 20), new BrokerConfigs());
    private final Topic orders = topics.create("orders", 4, TopicConfigs.DEFAULTS);
    private ConsumerGroupSettings settings = new ConsumerGroupSettings(
            SESSION_MS, 500, ASSIGNMENT_INTERVAL_MS, 3, List.of("uniform", "range"), MigrationPolicy.BIDIRECTIONAL);
    private final GroupCoordinator allGroups = new GroupCoordinator(GroupSettings.DEFAULTS, newIds);
    private final ConsumerGroupCoordinator groups = new ConsumerGroupCoordinator(
            allGroups,
            topics,
            group -> settings,
            newIds,
            (group, written, whenMs) ->
                    written.forEach(record -> kinds.add((int) record.key().toArray()[1])));
    private long nowMs = 1_000;

    private HeartbeatResult send(
            String memberId,
            int epoch,
            @Nullable String instanceId,
            @Nullable List<String> names,
            @Nullable String regex,
            @Nullable Map<UUID, Set<Integer>> owned) {
        int rebalanceMs = names == null && regex == null ? HeartbeatRequest.UNCHANGED : REBALANCE_MS;
        return groups.heartbeat(
                new HeartbeatRequest(
                        GROUP,
                        memberId,
                        epoch,
                        instanceId,
                        null,
                        rebalanceMs,
                        names,
                        regex,
                        null,
                        owned,
                        "c",
                        "/h",
                        true),
                nowMs);
    }

    private HeartbeatResult join(String memberId) {
        return send(memberId, 0, null, List.of("orders"), null, Map.of());
    }

    private HeartbeatResult beat(String memberId, int epoch) {
        return send(memberId, epoch, null, null, null, null);
    }

    private HeartbeatResult beat(String memberId, int epoch, Integer... owned) {
        return send(memberId, epoch, null, null, null, Map.of(orders.id(), Set.of(owned)));
    }

    private static Set<Integer> assigned(HeartbeatResult result) {
        Map<UUID, Set<Integer>> assignment = result.assignment();
        return assignment == null
                ? Set.of(-1)
                : assignment.values().stream().findFirst().orElse(Set.of());
    }

    private ConsumerGroupDescription described() {
        return groups.describe(GROUP, nowMs).orElseThrow();
    }

    @Test
    void aMemberGetsWhatAnotherHasGivenUpAndNothingBefore() {
        assertThat(assigned(join("a"))).containsExactly(0, 1, 2, 3);
        nowMs += ASSIGNMENT_INTERVAL_MS;
        assertThat(assigned(join("b"))).isEmpty();
        assertThat(described().state()).isEqualTo("Reconciling");

        HeartbeatResult told = beat("a", 2, 0, 1, 2, 3);
        assertThat(assigned(told)).hasSize(2);
        assertThat(assigned(beat("b", 3))).as("not yet").containsExactly(-1);

        assertThat(beat("a", 2, assigned(told).toArray(new Integer[0])).memberEpoch())
                .isEqualTo(3);
        assertThat(assigned(beat("b", 3))).hasSize(2);
        assertThat(described().state()).isEqualTo("Stable");
    }

    @Test
    void targetAssignmentsAreNotMadeMoreOftenThanTheIntervalSays() {
        assertThat(join("a").memberEpoch()).isEqualTo(2);
        assertThat(join("b").memberEpoch()).as("still the former one").isEqualTo(2);
        assertThat(described().state()).isEqualTo("Assigning");

        nowMs += ASSIGNMENT_INTERVAL_MS;
        assertThat(beat("b", 2).memberEpoch()).isEqualTo(3);
    }

    @Test
    void aMemberThatSendsNoHeartbeatIsRemoved() {
        join("a");
        nowMs += SESSION_MS - 1;
        assertThat(described().members()).hasSize(1);

        nowMs += 1;
        assertThat(described().state()).isEqualTo("Empty");
        assertThat(beat("a", 2).error()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void aMemberThatDoesNotGiveUpItsPartitionsIsRemoved() {
        join("a");
        nowMs += ASSIGNMENT_INTERVAL_MS;
        join("b");
        beat("a", 2);
        nowMs += REBALANCE_MS - 1;
        assertThat(beat("a", 2).error()).isEqualTo(ErrorCode.NONE);

        nowMs += 1;
        assertThat(beat("a", 2).error()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(assigned(beat("b", 3))).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aStaticMemberKeepsItsPartitionsWhileItIsAwayButNotForever() {
        send("a-1", 0, "static", List.of("orders"), null, Map.of());
        assertThat(send("a-2", 0, "static", List.of("orders"), null, Map.of()).error())
                .isEqualTo(ErrorCode.UNRELEASED_INSTANCE_ID);
        send("a-1", -2, "static", null, null, null);
        HeartbeatResult back = send("a-2", 0, "static", List.of("orders"), null, Map.of());
        assertThat(assigned(back)).containsExactly(0, 1, 2, 3);
        assertThat(back.memberEpoch()).isEqualTo(2);
        assertThat(send("a-1", 2, "static", null, null, null).error()).isEqualTo(ErrorCode.FENCED_INSTANCE_ID);

        send("a-2", -2, "static", null, null, null);
        nowMs += SESSION_MS;
        assertThat(described().members()).isEmpty();
    }

    @Test
    void theTargetOfAStaticMemberThatReturnsWithAnotherSubscriptionIsWrittenTwice() {
        send("a-1", 0, "static", List.of("orders"), null, Map.of());
        send("a-1", -2, "static", null, null, null);
        nowMs += ASSIGNMENT_INTERVAL_MS;
        kinds.clear();

        HeartbeatResult back = send("a-2", 0, "static", List.of("orders", "none"), null, Map.of());

        assertThat(back.memberEpoch()).isEqualTo(3);
        // The one of its former self is removed.
        assertThat(kinds.stream().filter(kind -> kind == TARGET)).hasSize(3);
    }

    @Test
    void aGroupBecomesClassicAfterTheRecordsOfItsOnlyMemberWhoReturnsAsAClassicOne() {
        send("a-1", 0, "static", List.of("orders"), null, Map.of());
        send("a-1", -2, "static", null, null, null);
        kinds.clear();

        JoinResult joined = joinAsClassicMember("static");

        assertThat(joined.error()).isEqualTo(ErrorCode.NONE);
        assertThat(groups.has(GROUP)).isFalse();
        assertThat(kinds).containsExactly(8, TARGET, 5, 5, TARGET, 8, 5, 8, 8, TARGET, 6, 5, 4, 3);
    }

    private JoinResult joinAsClassicMember(String instanceId) {
        Bytes subscription = Bytes.wrap(HexFormat.of().parseHex("0000" + "00000001" + "00066f7264657273" + "ffffffff"));
        MemberTerms terms =
                new MemberTerms(SESSION_MS, REBALANCE_MS, List.of(new GroupProtocol("range", subscription)));
        List<JoinResult> results = new ArrayList<>();
        allGroups.join(
                new JoinRequest(GROUP, new MemberIdentity("", instanceId), "c", "/h", "consumer", terms, false, true),
                nowMs,
                new Reply<>() {
                    @Override
                    public void answer(JoinResult result) {
                        results.add(result);
                    }

                    @Override
                    public void abandon() {
                        throw new AssertionError("expected a result");
                    }
                });
        return results.get(0);
    }

    @Test
    void theEpochBeforeIsOverForAMemberThatSubscribesToNothingKnown() {
        send("a", 0, null, null, "none", Map.of());
        nowMs += ASSIGNMENT_INTERVAL_MS;
        join("b");
        assertThat(beat("a", 1).memberEpoch()).isEqualTo(2);
        assertThat(send("a", 1, null, null, null, Map.of()).memberEpoch())
                .as("it may have missed the response")
                .isEqualTo(2);

        assertThat(send("a", 2, null, null, "nothing", Map.of()).memberEpoch()).isEqualTo(2);

        assertThat(send("a", 1, null, null, null, Map.of()).error()).isEqualTo(ErrorCode.FENCED_MEMBER_EPOCH);
    }

    @Test
    void aGroupTakesNoMoreMembersThanItMay() {
        List.of("a", "b", "c").forEach(this::join);
        assertThat(join("d").error()).isEqualTo(ErrorCode.GROUP_MAX_SIZE_REACHED);
        assertThat(join("c").error()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aRegularExpressionIsMatchedAgainWhenThereAreNewTopicsButNotTooSoon() {
        send("a", 0, null, null, "or.*", Map.of());
        nowMs += ASSIGNMENT_INTERVAL_MS;
        assertThat(assigned(beat("a", 1))).containsExactly(0, 1, 2, 3);
        topics.create("organs", 1, TopicConfigs.DEFAULTS);
        nowMs += 8_000;
        assertThat(beat("a", 2).memberEpoch()).isEqualTo(2);
        nowMs += 2_000;
        assertThat(beat("a", 2).memberEpoch()).as("matched after the response").isEqualTo(2);

        nowMs += 1;
        Map<UUID, Set<Integer>> more = beat("a", 2).assignment();
        assertThat(more).hasSize(2);
    }

    @Test
    void membersWithDifferentSubscriptionsShareEvenly() {
        topics.create("bills", 4, TopicConfigs.DEFAULTS);
        settings = new ConsumerGroupSettings(
                SESSION_MS, 500, 0, 3, List.of("uniform", "range"), MigrationPolicy.BIDIRECTIONAL);
        send("a", 0, null, List.of("orders", "bills"), null, Map.of());
        join("b");

        assertThat(described().members()).extracting(DescribedMember::target).allSatisfy(target -> assertThat(
                        target.values().stream().mapToInt(Set::size).sum())
                .isEqualTo(4));
    }

    @Test
    void aDeletedTopicIsTakenAway() {
        join("a");
        topics.delete(orders);
        nowMs += ASSIGNMENT_INTERVAL_MS;

        HeartbeatResult told = beat("a", 2);
        assertThat(assigned(told)).isEmpty();
        assertThat(described().epoch()).isEqualTo(3);
    }
}
