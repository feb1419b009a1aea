package io.kspec.mock.group.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a random walk beside Apache Kafka does not reach: the passing of time. */
class ShareGroupCoordinatorTest {
    private static final String GROUP = "g";
    private static final UUID TOPIC = new UUID(1, 1);
    private static final int ASSIGNMENT_INTERVAL_MS = 1_000;
    private static final ShareTerms TERMS =
            new ShareTerms(45_000, 5_000, ASSIGNMENT_INTERVAL_MS, 1_000, 5, 100, "earliest", false, true);

    private final GroupCoordinator allGroups = new GroupCoordinator(GroupSettings.DEFAULTS, UUID::randomUUID);
    private final StateTable states = new StateTable((topic, partition) -> true, allGroups.memory());
    private final ShareGroupCoordinator groups =
            new ShareGroupCoordinator(allGroups, new SameForAll(TERMS), new OneTopic(), states);
    private long nowMs = 1_000;

    private record OneTopic() implements ShareTopics {
        private static final KnownTopic KNOWN = new KnownTopic("t", TOPIC, 2);

        @Override
        public Optional<KnownTopic> find(String name) {
            return Optional.of(KNOWN).filter(topic -> topic.name().equals(name));
        }

        @Override
        public Optional<KnownTopic> find(UUID id) {
            return Optional.of(KNOWN).filter(topic -> topic.id().equals(id));
        }
    }

    private ShareHeartbeatResult beat(int epoch, @Nullable List<String> subscribed) {
        return groups.heartbeat(new ShareHeartbeat(GROUP, "a", epoch, null, subscribed, "c", "/h"), nowMs);
    }

    private int groupEpoch() {
        return groups.describe(GROUP, nowMs).orElseThrow().epoch();
    }

    @Test
    void theGroupEpochRisesOnceUntilTheNextAssignment() {
        assertThat(beat(0, List.of("t")).memberEpoch()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            assertThat(beat(0, List.of("t")).memberEpoch()).isEqualTo(2);
            assertThat(groupEpoch()).isEqualTo(3);
        }

        nowMs += ASSIGNMENT_INTERVAL_MS;
        ShareHeartbeatResult assigned = beat(2, null);

        assertThat(assigned.memberEpoch()).isEqualTo(3);
        assertThat(assigned.assignment()).hasSize(2);
        assertThat(groupEpoch()).isEqualTo(3);
    }

    @Test
    void aGroupWhoseOffsetsAreAlteredBegins() {
        assertThat(groups.beginAltering(GROUP, true)).isEqualTo(ErrorCode.NONE);

        assertThat(groups.has(GROUP)).isTrue();
        assertThat(groups.alter(GROUP, new SharedPartition(TOPIC, 0), 7)).isEqualTo(ErrorCode.NONE);
        assertThat(states.summary(new SharePartitionKey(GROUP, TOPIC, 0))
                        .state()
                        .startOffset())
                .isEqualTo(7);
    }

    @Test
    void theOffsetsOfAGroupWithMembersAreNotAltered() {
        beat(0, List.of("t"));

        assertThat(groups.beginAltering(GROUP, true)).isEqualTo(ErrorCode.NON_EMPTY_GROUP);
        assertThat(groups.beginAltering("", true)).isEqualTo(ErrorCode.INVALID_GROUP_ID);
    }

    @Test
    void noGroupBeginsIfNoneOfTheTopicsExists() {
        assertThat(groups.beginAltering(GROUP, false)).isEqualTo(ErrorCode.NONE);

        assertThat(groups.has(GROUP)).isFalse();
    }

    @Test
    void theOffsetsOfATopicAreDeletedOnce() {
        beat(0, List.of("none"));
        assertThat(groups.hasHadTopics(GROUP)).isFalse();
        beat(2, List.of("t"));
        beat(-1, null);
        assertThat(groups.hasHadTopics(GROUP)).isTrue();

        assertThat(groups.deleteOffsets(GROUP, TOPIC)).isEqualTo(ErrorCode.NONE);

        assertThat(groups.initialized(GROUP)).isEmpty();
        assertThat(groups.deleteOffsets(GROUP, TOPIC)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }
}
