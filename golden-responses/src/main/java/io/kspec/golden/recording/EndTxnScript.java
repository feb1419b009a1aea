package io.kspec.golden.recording;

import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;

/** Transactions that are committed and aborted, ends without a transaction, and retries. */
final class EndTxnScript implements CaptureScript {
    @Override
    public String apiName() {
        return "EndTxn";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1);
        ProducerSession first = PreparedTransaction.producer(recorder);
        ask(recorder, "a commit without a transaction", first, true);
        PreparedTransaction.add(recorder, "a transaction", first, topic, 0);
        ask(recorder, "an epoch that is not the current one", first.at(9), true);
        ask(recorder, "a producer id that is another's", first.withId(4_711_000), true);
        ask(recorder, "a transactional id that nobody has", first.named(recorder.name("nobody")), true);
        ask(recorder, "an empty transactional id", first.named(""), true);
        ask(recorder, "a commit", first, true);
        ask(recorder, "the same commit again", first, true);
        ask(recorder, "an abort after the commit", first, false);
        ProducerSession second = recorder.from(5) ? first.at(first.epoch() + 1) : first;
        PreparedTransaction.add(recorder, "another transaction", second, topic, 0);
        ask(recorder, "an abort", second, false);
        ask(recorder, "the same abort again", second, false);
    }

    private static void ask(Recorder recorder, String shows, ProducerSession producer, boolean commit) {
        recorder.ask(shows, TransactionRequests.end(producer, commit));
        recorder.ground().awaitTransaction(recorder.name());
    }
}
