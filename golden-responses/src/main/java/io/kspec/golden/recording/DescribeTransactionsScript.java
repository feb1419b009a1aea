package io.kspec.golden.recording;

import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;
import java.util.List;

/** A transaction before, while and after it is open, and transactional ids that nobody has. */
final class DescribeTransactionsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeTransactions";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1);
        ProducerSession producer = PreparedTransaction.producer(recorder);
        recorder.ask("no transaction yet", TransactionRequests.describe(List.of(recorder.name())));
        PreparedTransaction.add(recorder, "a transaction", producer, topic, 0);
        recorder.ask("an open transaction", TransactionRequests.describe(List.of(recorder.name())));
        PreparedTransaction.end(recorder, producer, true);
        recorder.ask("a committed transaction", TransactionRequests.describe(List.of(recorder.name())));
        recorder.ask(
                "a transactional id that nobody has", TransactionRequests.describe(List.of(recorder.name("nobody"))));
        recorder.ask("an empty transactional id", TransactionRequests.describe(List.of("")));
        recorder.ask("no transactional ids", TransactionRequests.describe(List.of()));
    }
}
