package io.kspec.golden.recording;

import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;

/** Share groups with and without members, and groups that are none. */
final class ShareGroupDescribeScript implements CaptureScript {
    @Override
    public String apiName() {
        return "ShareGroupDescribe";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a group that does not exist", ShareRequests.describe(recorder.name("missing")));
        recorder.ask("no groups", ShareRequests.describe());
        recorder.ask("an empty group id", ShareRequests.describe(""));
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        recorder.ground().awaitTopicOfGroups(topic.name());
        ShareMembership member = PreparedSharer.join(recorder, recorder.name(), topic.name());
        recorder.ask("a group with a member", ShareRequests.describe(recorder.name()));
        recorder.ask(
                "with the operations that the client may do",
                ShareRequests.describe(recorder.name()).with(body -> body.set("IncludeAuthorizedOperations", true)));
        recorder.ask(
                "two groups, one of which does not exist",
                ShareRequests.describe(recorder.name(), recorder.name("missing")));
        PreparedSharer.leave(recorder, member);
        recorder.ask("a group that nobody is left in", ShareRequests.describe(recorder.name()));
        PreparedMember.joinAndSync(recorder, "member-2", recorder.name("classic"));
        recorder.ask("a group of the classic protocol", ShareRequests.describe(recorder.name("classic")));
    }
}
