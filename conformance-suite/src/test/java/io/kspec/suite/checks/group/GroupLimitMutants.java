package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers whose groups of any type have more members than they may have, or such as have been silent for too long. */
final class GroupLimitMutants implements AreaMutants {
    private static final String ERROR = "ErrorCode";

    private static final List<Mutant> ALL = List.of(
            overfull("K1230", "classic groups have any size", "JoinGroup", "join-group", "0-9", "group.max.size"),
            overfull(
                    "K1231",
                    "consumer groups have any size",
                    "ConsumerGroupHeartbeat",
                    "consumer-group-heartbeat",
                    "0-1",
                    "group.consumer.max.size"),
            overfull(
                    "K1232",
                    "share groups have any size",
                    "ShareGroupHeartbeat",
                    "share-group-heartbeat",
                    "1",
                    "group.share.max.size"),
            overfull(
                    "K1233",
                    "streams groups have any size",
                    "StreamsGroupHeartbeat",
                    "streams-group-heartbeat",
                    "0",
                    "group.streams.max.size"),
            immortal("K1235", "consumer", "ConsumerGroupHeartbeat", "1"),
            immortal("K1236", "share", "ShareGroupHeartbeat", "1"),
            immortal("K1237", "streams", "StreamsGroupHeartbeat", "0"));

    private static Mutant overfull(String id, String bug, String api, String area, String versions, String limit) {
        return invented(id, bug)
                .by(request(api)
                        .willReturn(asKafka()
                                .rewriting(
                                        response -> response.getShort(ERROR) == ErrorCode.GROUP_MAX_SIZE_REACHED.code()
                                                ? response.with(ERROR, ErrorCode.NONE.code())
                                                : response)))
                .configured(limit, "1")
                .failing(area + ".full-group-refused", api, versions)
                .blaming(ERROR)
                .saying("GROUP_MAX_SIZE_REACHED, found 0 NONE");
    }

    private static Mutant immortal(String id, String type, String api, String version) {
        return invented(id, "members of " + type + " groups are never unknown")
                .by(request(api).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                .speaking(api, version)
                .configured("group." + type + ".min.session.timeout.ms", "1000")
                .configured("group." + type + ".min.heartbeat.interval.ms", "1000")
                .failing(type + "-group-heartbeat.dead-member-removed", api, version)
                .blaming(ERROR)
                .saying("UNKNOWN_MEMBER_ID, found 0 NONE");
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
