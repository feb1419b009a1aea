package io.kspec.golden.walk;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ShareRequests;
import java.util.Random;
import java.util.function.Function;

/** What leaders of partitions and the group coordinator ask the share coordinator (KIP-932). */
final class LeaderMoves {
    private LeaderMoves() {}

    /** The next request at random, about a partition that a topic of two partitions has or has not. */
    static Function<WalkedShare, ClientRequest> next(Random random, String group, String topic) {
        int partition = random.nextInt(4) - 1;
        int stateEpoch = random.nextInt(3);
        int leaderEpoch = random.nextInt(3) - 1;
        long start = random.nextInt(6) - 1L;
        long first = random.nextInt(10);
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                side -> ShareRequests.state(
                        "InitializeShareGroupState", group, side.id(topic), partition, entry -> entry.set(
                                        "StateEpoch", stateEpoch)
                                .set("StartOffset", start));
            case 2 ->
                side -> ShareRequests.state(
                        "WriteShareGroupState", group, side.id(topic), partition, entry -> entry.set(
                                        "StateEpoch", stateEpoch)
                                .set("LeaderEpoch", leaderEpoch)
                                .set("StartOffset", start)
                                .setIfPresent("DeliveryCompleteCount", 3)
                                .add("StateBatches", batch -> batch.set("FirstOffset", first)
                                        .set("LastOffset", first + 4)
                                        .set("DeliveryState", (byte) (first % 3))
                                        .set("DeliveryCount", (short) (1 + first % 2))));
            case 3 ->
                side -> ShareRequests.state("DeleteShareGroupState", group, side.id(topic), partition, entry -> {});
            case 4 ->
                side -> ShareRequests.state(
                        "ReadShareGroupStateSummary",
                        group,
                        side.id(topic),
                        partition,
                        entry -> entry.set("LeaderEpoch", leaderEpoch));
            default ->
                side -> ShareRequests.state(
                        "ReadShareGroupState",
                        group,
                        side.id(topic),
                        partition,
                        entry -> entry.set("LeaderEpoch", leaderEpoch));
        };
    }
}
