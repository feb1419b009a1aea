package io.kspec.golden.recording;

import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.OffsetRequests;
import java.util.List;

/** Offsets that are deleted, and those of groups that do not exist. */
final class OffsetDeleteScript implements CaptureScript {
    @Override
    public String apiName() {
        return "OffsetDelete";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        String group = recorder.name();
        recorder.prepare(
                Recorder.CLIENT,
                "two offsets",
                OffsetRequests.commit(group, List.of(topic.halfWay(0), topic.halfWay(1))),
                5);
        recorder.ask("an offset", LogRequests.deleteOffsets(group, topic.name(), 0));
        recorder.ask("an offset that was deleted", LogRequests.deleteOffsets(group, topic.name(), 0));
        recorder.ask("a partition that does not exist", LogRequests.deleteOffsets(group, topic.name(), 7));
        recorder.ask("a topic that does not exist", LogRequests.deleteOffsets(group, recorder.name("missing"), 0));
        recorder.ask(
                "a group that does not exist", LogRequests.deleteOffsets(recorder.name("missing"), topic.name(), 0));
        recorder.ask("an empty group id", LogRequests.deleteOffsets("", topic.name(), 0));
        PreparedMember member = PreparedMember.joinAndSync(recorder, "member-1", recorder.name("members"));
        recorder.ask(
                "a topic that no member has subscribed to", LogRequests.deleteOffsets(member.group(), topic.name(), 1));
    }
}
