package io.kspec.golden.recording;

import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;

/** Offsets of a transaction before and after its end, and those that may not be committed. */
final class TxnOffsetCommitScript implements CaptureScript {
    @Override
    public String apiName() {
        return "TxnOffsetCommit";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1);
        ProducerSession producer = PreparedTransaction.producer(recorder);
        String group = recorder.name();
        recorder.ask("a group that was not added", TransactionRequests.commitOffset(producer, group, topic.halfWay(0)));
        recorder.prepare(
                Recorder.CLIENT,
                "the group belongs to the transaction",
                TransactionRequests.addOffsets(producer, group),
                3);
        if (recorder.from(5)) {
            // Releases before 4.0, which do not have this version, accept it, and then never end the transaction.
            recorder.ask(
                    "an epoch that is not the current one",
                    TransactionRequests.commitOffset(producer.at(9), group, topic.halfWay(0)));
        }
        recorder.ask("an offset", TransactionRequests.commitOffset(producer, group, topic.halfWay(0)));
        fetch(recorder, "pending", group);
        recorder.ask(
                "a partition that does not exist", TransactionRequests.commitOffset(producer, group, topic.halfWay(7)));
        recorder.ask("an empty group id", TransactionRequests.commitOffset(producer, "", topic.halfWay(0)));
        if (recorder.from(3)) {
            recorder.ask(
                    "a generation that the group does not have",
                    TransactionRequests.commitOffset(producer, group, topic.halfWay(0))
                            .with(body ->
                                    body.set("GenerationIdOrMemberEpoch", 9).set("MemberId", "nobody")));
        }
        PreparedTransaction.end(recorder, producer, true);
        recorder.ground().awaitStableOffsets(group);
        fetch(recorder, "committed", group);
    }

    private static void fetch(Recorder recorder, String what, String group) {
        recorder.prepare(Recorder.CLIENT, "the offset is " + what, OffsetRequests.fetch(GroupPartitions.all(group)), 5);
    }
}
