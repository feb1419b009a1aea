package io.kspec.golden.recording;

import io.kspec.stage.requests.AcknowledgedRecords;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.SessionPartition;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import java.util.List;

/** Records that a member of a share group accepts, rejects and releases, and what it may not tell. */
final class ShareAcknowledgeScript implements CaptureScript {
    private static final int ACCEPT = 1;
    private static final int RELEASE = 2;
    private static final int REJECT = 3;
    private static final int NO_TYPE = 9;
    private static final int END = -1;

    @Override
    public String apiName() {
        return "ShareAcknowledge";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1).withId(recorder);
        recorder.ground().awaitTopicOfGroups(topic.name());
        topic.append(recorder, "a batch of three records", 0, PreparedRecords.records(3));
        topic.append(recorder, "a batch of one record", 0, PreparedRecords.records(1));
        ShareMembership member = PreparedSharer.join(recorder, recorder.name(), topic.name());
        recorder.prepare(
                Recorder.CLIENT,
                "a session, which is delivered all records",
                ShareRequests.fetch(member, 0, PreparedSharer.PATIENT, List.of(SessionPartition.of(topic.id(), 0))),
                1);
        recorder.ask("a record is accepted", tell(member, 1, topic, 0, ACCEPT));
        recorder.ask("a record is rejected", tell(member, 2, topic, 1, REJECT));
        recorder.ask("a record is released", tell(member, 3, topic, 2, RELEASE));
        recorder.ask("a record that was accepted", tell(member, 4, topic, 0, ACCEPT));
        recorder.ask("something that cannot be told", tell(member, 5, topic, 3, NO_TYPE));
        recorder.ask("an epoch of the session to come", tell(member, 9, topic, 3, ACCEPT));
        recorder.ask("an epoch that begins a session", tell(member, 0, topic, 3, ACCEPT));
        recorder.ask(
                "a session that does not exist",
                tell(new ShareMembership(recorder.name(), "nobody"), 1, topic, 3, ACCEPT));
        recorder.ask("an empty group id", tell(new ShareMembership("", "member-1"), 1, topic, 3, ACCEPT));
        recorder.ask("the session ends", ShareRequests.acknowledge(member, END, List.of()));
        PreparedSharer.leave(recorder, member);
    }

    private static ClientRequest tell(
            ShareMembership member, int sessionEpoch, PreparedTopic topic, int offset, int type) {
        return ShareRequests.acknowledge(
                member,
                sessionEpoch,
                List.of(SessionPartition.acknowledged(topic.id(), 0, AcknowledgedRecords.all(offset, offset, type))));
    }
}
