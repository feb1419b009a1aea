package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ProducerIdRequests;
import org.jspecify.annotations.Nullable;

/** Producer ids and epochs, for producers with transactions and without. */
final class InitProducerIdScript implements CaptureScript {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int TWO_HOURS_MILLIS = 7_200_000;

    @Override
    public String apiName() {
        return "InitProducerId";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("an idempotent producer", producer(null));
        recorder.ask("another one", producer(null));
        recorder.ask("an empty transactional id", producer(""));
        Message first = recorder.ask("a transactional producer", producer(recorder.name()));
        recorder.ask("the same one, which came anew", producer(recorder.name()));
        recorder.ask(
                "a time for transactions above the broker's",
                producer(recorder.name()).with(body -> body.set("TransactionTimeoutMs", TWO_HOURS_MILLIS)));
        recorder.ask(
                "no time for transactions",
                producer(recorder.name()).with(body -> body.set("TransactionTimeoutMs", 0)));
        if (recorder.from(3)) {
            recorder.ask("an epoch that is past", producer(recorder.name()).with(body -> body.set(
                            "ProducerId", first.getLong("ProducerId"))
                    .set("ProducerEpoch", first.getShort("ProducerEpoch"))));
            recorder.ask(
                    "an epoch without a producer id",
                    producer(recorder.name()).with(body -> body.set("ProducerEpoch", 3)));
        }
    }

    private static ClientRequest producer(@Nullable String transactionalId) {
        return ProducerIdRequests.init(transactionalId, TIMEOUT_MILLIS);
    }
}
