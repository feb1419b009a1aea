package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.OffsetRequests;
import java.util.List;

/** Offsets from outside of any generation, from members, and from those who may not commit. */
final class OffsetCommitScript implements CaptureScript {
    @Override
    public String apiName() {
        return "OffsetCommit";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        PreparedTopic identified = recorder.from(10) ? topic.withId(recorder) : topic;
        recorder.ask("from outside of any generation", commit(recorder.name("simple"), identified, 0));
        recorder.ask("a partition that does not exist", commit(recorder.name("simple"), identified, 7));
        recorder.ask(
                "a topic that does not exist", commit(recorder.name("simple"), PreparedTopic.missing(recorder), 0));
        recorder.ask("an empty group id", commit("", identified, 0));
        if (recorder.from(1)) {
            members(recorder, identified);
        }
    }

    private static void members(Recorder recorder, PreparedTopic topic) {
        PreparedMember member = PreparedMember.joinAndSync(recorder, "member-1", recorder.name());
        recorder.ask("member-1", "from a member", commitBy(member, topic));
        recorder.ask("a generation that is not the group's", commitBy(member.inGeneration(9), topic));
        recorder.ask("a member that the group does not know", commitBy(PreparedMember.nobody(member.group()), topic));
        recorder.ask("a group that does not exist", commitBy(PreparedMember.nobody(recorder.name("missing")), topic));
        recorder.ask("from outside, while the group has members", commit(member.group(), topic, 0));
    }

    private static ClientRequest commitBy(PreparedMember member, PreparedTopic topic) {
        return OffsetRequests.commit(member.membership(), List.of(topic.halfWay(0)));
    }

    private static ClientRequest commit(String group, PreparedTopic topic, int partition) {
        return OffsetRequests.commit(group, List.of(topic.halfWay(partition)));
    }
}
