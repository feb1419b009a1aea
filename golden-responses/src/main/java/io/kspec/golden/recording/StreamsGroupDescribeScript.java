package io.kspec.golden.recording;

/** Streams groups with and without members, and groups that are none. */
final class StreamsGroupDescribeScript implements CaptureScript {
    private static final int LEAVE = -1;

    @Override
    public String apiName() {
        return "StreamsGroupDescribe";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a group that does not exist", PreparedStreams.describe(recorder.name("missing")));
        recorder.ask("no groups", PreparedStreams.describe());
        recorder.ask("an empty group id", PreparedStreams.describe(""));
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        recorder.ground().awaitTopicOfGroups(topic.name());
        String group = recorder.name();
        recorder.prepare(
                Recorder.CLIENT, "a member joins", PreparedStreams.joining(group, "member-1", topic.name()), 0);
        recorder.ask("a group with a member", PreparedStreams.describe(group));
        recorder.ask(
                "with the operations that the client may do",
                PreparedStreams.describe(group).with(body -> body.set("IncludeAuthorizedOperations", true)));
        recorder.prepare(Recorder.CLIENT, "it leaves", PreparedStreams.heartbeat(group, "member-1", LEAVE), 0);
        recorder.ask("a group that nobody is left in", PreparedStreams.describe(group));
        PreparedMember.joinAndSync(recorder, "member-2", recorder.name("classic"));
        recorder.ask("a group of the classic protocol", PreparedStreams.describe(recorder.name("classic")));
    }
}
