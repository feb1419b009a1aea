package io.kspec.mock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which session makes way for a new one when all slots are taken. */
class FetchSessionCacheTest {
    private static final long LONG_AGO_MS = FetchSessionCache.EVICTION_MS + 1;

    private int ids;
    private final FetchSessionCache cache = new FetchSessionCache(2, () -> ++ids);

    private Optional<FetchSession> create(int partitions, int replicaId, long nowMs) {
        Map<PartitionKey, PartitionRequest> requested = new LinkedHashMap<>();
        List<PartitionResult> results = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            PartitionKey key = new PartitionKey("t", new UUID(0, 0), i);
            PartitionRequest request = new PartitionRequest(0, 100, -1, -1);
            requested.put(key, request);
            results.add(new PartitionResult(
                    new RequestedPartition(key, "t", request), ErrorCode.NONE, 5, 5, 0, null, Bytes.EMPTY, null));
        }
        FetchParameters parameters = new FetchParameters(12, replicaId, 0, 0, 100, 0, "", 0, 0, requested, List.of());
        return cache.create(parameters, results, nowMs);
    }

    private FetchSession session(int partitions, long nowMs) {
        return create(partitions, -1, nowMs).orElseThrow();
    }

    @Test
    void youngSessionsAreNotReplaced() {
        session(1, 0);
        session(1, 0);

        assertThat(create(5, -1, FetchSessionCache.EVICTION_MS)).isEmpty();
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void theLeastRecentlyUsedSessionIsReplacedOnceItIsIdleForTwoMinutes() {
        FetchSession first = session(1, 0);
        FetchSession second = session(1, 0);
        cache.touch(first, 1);

        assertThat(create(1, -1, LONG_AGO_MS)).isPresent();
        assertThat(cache.find(second.id())).isEmpty();
        assertThat(cache.find(first.id())).isPresent();
    }

    @Test
    void aSmallerSessionInUseIsReplacedByALargerOneOnceItIsTwoMinutesOld() {
        FetchSession small = session(1, 0);
        FetchSession large = session(3, 0);
        cache.touch(small, LONG_AGO_MS);
        cache.touch(large, LONG_AGO_MS);

        assertThat(create(1, -1, LONG_AGO_MS)).isEmpty();
        assertThat(create(2, -1, LONG_AGO_MS)).isPresent();
        assertThat(cache.find(small.id())).isEmpty();
        assertThat(cache.find(large.id())).isPresent();
    }

    @Test
    void aFollowerReplacesAYoungSessionOfAConsumer() {
        FetchSession small = session(1, 0);
        session(9, 0);

        assertThat(create(1, 7, 1)).isPresent();
        assertThat(cache.find(small.id())).isEmpty();
    }

    @Test
    void aConsumerReplacesNoFollower() {
        FetchSession first = create(1, 7, 0).orElseThrow();
        FetchSession second = create(1, 8, 0).orElseThrow();
        cache.touch(first, LONG_AGO_MS);
        cache.touch(second, LONG_AGO_MS);

        assertThat(create(9, -1, LONG_AGO_MS)).isEmpty();
    }

    @Test
    void aRemovedSessionFreesItsSlot() {
        FetchSession first = session(1, 0);
        session(1, 0);
        cache.remove(first);

        assertThat(create(1, -1, 1)).isPresent();
    }

    @Test
    void sessionsThatFollowTooManyPartitionsTogetherAreNotBegun() {
        session(FetchSessionCache.MAX_PARTITIONS - 1, 0);

        assertThat(create(2, -1, 0)).isEmpty();
        assertThat(create(1, -1, 0)).isPresent();
    }

    @Test
    void epochsGoOnAfterTheHighestWithOne() {
        assertThat(FetchSession.next(0)).isEqualTo(1);
        assertThat(FetchSession.next(Integer.MAX_VALUE)).isEqualTo(1);
        assertThat(FetchSession.next(-1)).isEqualTo(-1);
    }
}
