package io.kspec.golden.recording;

import io.kspec.stage.requests.ShareMembership;

/** A share group without members that has offsets: it begins a partition with its first record. */
final class PreparedShareOffsets {
    private PreparedShareOffsets() {}

    static PreparedTopic prepare(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        recorder.ground().awaitTopicOfGroups(topic.name());
        topic.append(recorder, "three records", 0, PreparedRecords.records(3));
        ShareMembership member = PreparedSharer.join(recorder, recorder.name(), topic.name());
        PreparedSharer.leave(recorder, member);
        return topic;
    }
}
