package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ShareFetchLimits;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import java.util.List;

/** A member of a share group (KIP-932) that a script uses, and the group, which begins each partition with its first record. */
final class PreparedSharer {
    /** Long enough for the broker to load a partition. */
    static final ShareFetchLimits PATIENT = ShareFetchLimits.waiting(5_000);

    static final ShareFetchLimits HASTY = ShareFetchLimits.waiting(0);

    private static final String RESET = "share.auto.offset.reset";

    private PreparedSharer() {}

    /** Creates a group with one member, which subscribes to a topic. */
    static ShareMembership join(Recorder recorder, String group, String topic) {
        recorder.prepare(Recorder.CLIENT, group + " begins with the first record", earliest(group), 1);
        ShareMembership member = new ShareMembership(group, "member-1");
        recorder.prepare(
                Recorder.CLIENT, "a member joins " + group, ShareRequests.heartbeat(member, 0, List.of(topic)), 1);
        return member;
    }

    /** Lets a member leave its group, which then has no configuration any more. */
    static void leave(Recorder recorder, ShareMembership member) {
        String group = member.groupId();
        recorder.prepare(
                Recorder.CLIENT, "the member of " + group + " leaves", ShareRequests.heartbeat(member, -1, null), 1);
        recorder.prepare(
                Recorder.CLIENT,
                group + " has no configuration any more",
                ConfigRequests.alterIncrementally(ConfigRequests.GROUP, group, ConfigRequests.Change.delete(RESET)),
                1);
    }

    private static ClientRequest earliest(String group) {
        return ConfigRequests.alterIncrementally(
                ConfigRequests.GROUP, group, ConfigRequests.Change.set(RESET, "earliest"));
    }
}
