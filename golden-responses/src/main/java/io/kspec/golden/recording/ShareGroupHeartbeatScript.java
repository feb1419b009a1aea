package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import java.util.List;

/** Members of a share group that join, share partitions and leave, and heartbeats that Kafka refuses. */
final class ShareGroupHeartbeatScript implements CaptureScript {
    private static final int LEAVE = -1;

    @Override
    public String apiName() {
        return "ShareGroupHeartbeat";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        recorder.ground().awaitTopicOfGroups(topic.name());
        List<String> topics = List.of(topic.name());
        ShareMembership member = new ShareMembership(recorder.name(), "member-1");
        Message joined = recorder.ask("a first member", ShareRequests.heartbeat(member, 0, topics));
        int epoch = joined.getInt("MemberEpoch");
        recorder.ask("nothing new", ShareRequests.heartbeat(member, epoch, null));
        recorder.ask("an epoch to come", ShareRequests.heartbeat(member, 9, null));
        recorder.ask(
                "a member that the group does not know",
                ShareRequests.heartbeat(new ShareMembership(recorder.name(), "nobody"), 1, null));
        recorder.ask(
                "a group that does not exist",
                ShareRequests.heartbeat(new ShareMembership(recorder.name("missing"), "nobody"), 1, null));
        recorder.ask("an empty group id", ShareRequests.heartbeat(new ShareMembership("", "member-2"), 0, topics));
        recorder.ask(
                "an empty member id", ShareRequests.heartbeat(new ShareMembership(recorder.name(), ""), 0, topics));
        ShareMembership other = new ShareMembership(recorder.name("second"), "member-2");
        recorder.ask("no subscription", ShareRequests.heartbeat(other, 0, null));
        recorder.ask("an empty subscription", ShareRequests.heartbeat(other, 0, List.of()));
        recorder.ask("it leaves", ShareRequests.heartbeat(member, LEAVE, null));
        recorder.ask("a member that has left", ShareRequests.heartbeat(member, epoch, null));
        PreparedMember.joinAndSync(recorder, "member-3", recorder.name("classic"));
        recorder.ask(
                "a group of the classic protocol",
                ShareRequests.heartbeat(new ShareMembership(recorder.name("classic"), "member-4"), 0, topics));
    }
}
