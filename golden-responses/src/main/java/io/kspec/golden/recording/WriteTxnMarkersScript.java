package io.kspec.golden.recording;

import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;
import java.util.List;

/** Markers that are written without the transaction coordinator. */
final class WriteTxnMarkersScript implements CaptureScript {
    @Override
    public String apiName() {
        return "WriteTxnMarkers";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        ProducerSession producer = PreparedTransaction.producer(recorder).at(3);
        recorder.ask("an abort", TransactionRequests.writeMarker(producer, false, topic.name(), List.of(0)));
        recorder.ask("a commit", TransactionRequests.writeMarker(producer, true, topic.name(), List.of(0)));
        recorder.ask(
                "an epoch that is past",
                TransactionRequests.writeMarker(producer.at(2), true, topic.name(), List.of(0)));
        recorder.ask(
                "a partition that does not exist",
                TransactionRequests.writeMarker(producer, true, topic.name(), List.of(7)));
        recorder.ask(
                "a topic that does not exist",
                TransactionRequests.writeMarker(producer, true, recorder.name("missing"), List.of(0)));
    }
}
