package io.kspec.golden.recording;

import io.kspec.stage.requests.ConsumerGroupRequests;

/** Consumer groups with and without members, and groups that are none. */
final class ConsumerGroupDescribeScript implements CaptureScript {
    @Override
    public String apiName() {
        return "ConsumerGroupDescribe";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a group that does not exist", ConsumerGroupRequests.describe(recorder.name("missing")));
        recorder.ask("no groups", ConsumerGroupRequests.describe());
        recorder.ask("an empty group id", ConsumerGroupRequests.describe(""));
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        recorder.ground().awaitTopicOfGroups(topic.name());
        PreparedConsumer member = PreparedConsumer.join(recorder, "member-1", recorder.name(), topic.name());
        recorder.ask("a group with a member", ConsumerGroupRequests.describe(recorder.name()));
        recorder.ask(
                "with the operations that the client may do",
                ConsumerGroupRequests.describe(recorder.name())
                        .with(body -> body.set("IncludeAuthorizedOperations", true)));
        recorder.ask(
                "two groups, one of which does not exist",
                ConsumerGroupRequests.describe(recorder.name(), recorder.name("missing")));
        if (member.epoch() > 0) {
            recorder.prepare("member-1", "it leaves", member.leaving(), 1);
            recorder.ask("a group that nobody is left in", ConsumerGroupRequests.describe(recorder.name()));
        }
        PreparedMember.joinAndSync(recorder, "member-2", recorder.name("classic"));
        recorder.ask("a group of the classic protocol", ConsumerGroupRequests.describe(recorder.name("classic")));
    }
}
