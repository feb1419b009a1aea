package io.kspec.golden.recording;

import io.kspec.stage.requests.AcknowledgedRecords;
import io.kspec.stage.requests.SessionPartition;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import java.util.List;

/** Records that a member of a share group is delivered, sessions, and requests that Kafka refuses. */
final class ShareFetchScript implements CaptureScript {
    private static final int ACCEPT = 1;
    private static final int END = -1;

    @Override
    public String apiName() {
        return "ShareFetch";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1).withId(recorder);
        recorder.ground().awaitTopicOfGroups(topic.name());
        topic.append(recorder, "a batch of two records", 0, PreparedRecords.records(2));
        topic.append(recorder, "a batch of one record", 0, PreparedRecords.records(1));
        ShareMembership member = PreparedSharer.join(recorder, recorder.name(), topic.name());
        List<SessionPartition> partition = List.of(SessionPartition.of(topic.id(), 0));
        recorder.ask(
                "a new session, which is delivered all records",
                ShareRequests.fetch(member, 0, PreparedSharer.PATIENT, partition));
        recorder.ask(
                "two records are accepted, and there is nothing more",
                ShareRequests.fetch(
                        member,
                        1,
                        PreparedSharer.HASTY,
                        List.of(SessionPartition.acknowledged(topic.id(), 0, AcknowledgedRecords.all(0, 1, ACCEPT)))));
        recorder.ask(
                "records that it does not hold are accepted",
                ShareRequests.fetch(
                        member,
                        2,
                        PreparedSharer.HASTY,
                        List.of(SessionPartition.acknowledged(topic.id(), 0, AcknowledgedRecords.all(0, 1, ACCEPT)))));
        recorder.ask(
                "an epoch of the session to come", ShareRequests.fetch(member, 9, PreparedSharer.HASTY, List.of()));
        recorder.ask(
                "a session that does not exist",
                ShareRequests.fetch(
                        new ShareMembership(recorder.name(), "nobody"), 1, PreparedSharer.HASTY, List.of()));
        refused(recorder, topic);
        recorder.ask("the session ends", ShareRequests.fetch(member, END, PreparedSharer.HASTY, List.of()));
        PreparedSharer.leave(recorder, member);
    }

    private static void refused(Recorder recorder, PreparedTopic topic) {
        ShareMembership second = new ShareMembership(recorder.name(), "member-2");
        recorder.ask(
                "a topic that does not exist",
                ShareRequests.fetch(
                        second,
                        0,
                        PreparedSharer.HASTY,
                        List.of(SessionPartition.of(
                                PreparedTopic.missing(recorder).id(), 0))));
        recorder.ask(
                "a partition that does not exist",
                ShareRequests.fetch(second, 0, PreparedSharer.HASTY, List.of(SessionPartition.of(topic.id(), 7))));
        recorder.ask(
                "records are accepted in a new session",
                ShareRequests.fetch(
                        second,
                        0,
                        PreparedSharer.HASTY,
                        List.of(SessionPartition.acknowledged(topic.id(), 0, AcknowledgedRecords.all(0, 0, ACCEPT)))));
        recorder.ask(
                "an empty member id",
                ShareRequests.fetch(new ShareMembership(recorder.name(), ""), 0, PreparedSharer.HASTY, List.of()));
    }
}
