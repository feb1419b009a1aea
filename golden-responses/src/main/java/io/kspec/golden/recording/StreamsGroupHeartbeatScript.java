package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;

/** A member of a streams group that joins, runs tasks and leaves, and heartbeats that Kafka refuses. */
final class StreamsGroupHeartbeatScript implements CaptureScript {
    private static final int LEAVE = -1;

    @Override
    public String apiName() {
        return "StreamsGroupHeartbeat";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        recorder.ground().awaitTopicOfGroups(topic.name());
        String group = recorder.name();
        String member = "member-1";
        Message joined = recorder.ask("a first member", PreparedStreams.joining(group, member, topic.name()));
        int epoch = joined.getInt("MemberEpoch");
        recorder.ask("nothing new", PreparedStreams.heartbeat(group, member, epoch));
        recorder.ask("an epoch to come", PreparedStreams.heartbeat(group, member, 9));
        recorder.ask("a member that the group does not know", PreparedStreams.heartbeat(group, "nobody", 1));
        recorder.ask("a group that does not exist", PreparedStreams.heartbeat(recorder.name("missing"), "nobody", 1));
        recorder.ask("an empty group id", PreparedStreams.joining("", member, topic.name()));
        recorder.ask("an empty member id", PreparedStreams.joining(recorder.name("second"), "", topic.name()));
        recorder.ask("no topology", PreparedStreams.heartbeat(recorder.name("second"), member, 0));
        recorder.ask(
                "a topic that does not exist",
                PreparedStreams.joining(recorder.name("second"), "member-2", recorder.name("missing")));
        recorder.ask("it leaves", PreparedStreams.heartbeat(group, member, LEAVE));
        recorder.ask("a member that has left", PreparedStreams.heartbeat(group, member, epoch));
    }
}
