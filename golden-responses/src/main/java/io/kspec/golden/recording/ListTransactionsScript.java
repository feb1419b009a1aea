package io.kspec.golden.recording;

import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;

/** Open transactions, with the filters of each version. */
final class ListTransactionsScript implements CaptureScript {
    private static final long HOUR_MILLIS = 3_600_000;

    @Override
    public String apiName() {
        return "ListTransactions";
    }

    /** It asks for all transactions, also those of others. */
    @Override
    public boolean hasEmptyRequest(int version) {
        return false;
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1);
        ProducerSession producer = PreparedTransaction.producer(recorder);
        recorder.ask("no open transaction", TransactionRequests.list("Ongoing"));
        PreparedTransaction.add(recorder, "a transaction", producer, topic, 0);
        recorder.ask("an open transaction", TransactionRequests.list("Ongoing"));
        recorder.ask("a state that does not exist", TransactionRequests.list("Ongoing", "Paused"));
        recorder.ask("only a state that does not exist", TransactionRequests.list("Paused"));
        if (recorder.from(1)) {
            recorder.ask(
                    "open for an hour",
                    TransactionRequests.list("Ongoing").with(body -> body.set("DurationFilter", HOUR_MILLIS)));
        }
        if (recorder.from(2)) {
            recorder.ask(
                    "a pattern that matches",
                    TransactionRequests.list("Ongoing").with(body -> body.set("TransactionalIdPattern", "kspec-.*")));
            recorder.ask(
                    "a pattern that matches only a part",
                    TransactionRequests.list("Ongoing").with(body -> body.set("TransactionalIdPattern", "kspec")));
            recorder.ask(
                    "a pattern that is not valid",
                    TransactionRequests.list("Ongoing").with(body -> body.set("TransactionalIdPattern", "(")));
        }
        PreparedTransaction.end(recorder, producer, false);
    }
}
