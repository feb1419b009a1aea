package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;

/** Records, the end of the log with and without waiting, sessions, and places where there is nothing to fetch. */
final class FetchScript implements CaptureScript {
    private static final int SHORT_WAIT_MILLIS = 100;
    private static final int END = 3;

    @Override
    public String apiName() {
        return "Fetch";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        topic.append(recorder, "a batch of two records", 0, PreparedRecords.records(2));
        topic.append(recorder, "a batch of one record", 0, PreparedRecords.records(1));
        PreparedTopic identified = recorder.from(13) ? topic.withId(recorder) : topic;
        offsets(recorder, identified);
        limits(recorder, identified);
        recorder.ask("a partition that does not exist", fetch(identified, 7, 0));
        recorder.ask("a topic that does not exist", fetch(PreparedTopic.missing(recorder), 0, 0));
        if (recorder.from(7)) {
            sessions(recorder, identified);
        }
    }

    private static void offsets(Recorder recorder, PreparedTopic topic) {
        recorder.ask("from the beginning", fetch(topic, 0, 0));
        recorder.ask("from the middle of a batch", fetch(topic, 0, 1));
        recorder.ask("an empty partition", fetch(topic, 1, 0));
        recorder.ask("from the end", fetch(topic, 0, END));
        recorder.ask("from beyond the end", fetch(topic, 0, END + 1));
        recorder.ask("from the end, waiting for a byte", fetch(topic, 0, END).with(body -> body.set(
                        "MaxWaitMs", SHORT_WAIT_MILLIS)
                .set("MinBytes", 1)));
        if (recorder.from(9)) {
            recorder.ask(
                    "a leader epoch to come",
                    fetch(FetchPosition.of(topic.identity(), 0, 0).leaderEpoch(9)));
        }
    }

    private static void limits(Recorder recorder, PreparedTopic topic) {
        if (recorder.from(3)) {
            recorder.ask(
                    "at most one byte, yet a whole batch", fetch(topic, 0, 2).with(body -> body.set("MaxBytes", 1)));
        }
        if (recorder.from(4)) {
            recorder.ask("only what is committed", fetch(topic, 0, END).with(body -> body.set("IsolationLevel", 1)));
        }
    }

    private static void sessions(Recorder recorder, PreparedTopic topic) {
        recorder.ask("a new session", fetch(topic, 0, END).with(body -> body.set("SessionEpoch", 0)));
        recorder.ask("a session that does not exist", fetch(topic, 0, 2).with(body -> body.set("SessionId", 1)
                .set("SessionEpoch", 1)));
    }

    private static ClientRequest fetch(PreparedTopic topic, int partition, long offset) {
        return fetch(FetchPosition.of(topic.identity(), partition, offset));
    }

    private static ClientRequest fetch(FetchPosition position) {
        return FetchRequests.fetch(position).with(body -> body.set("MinBytes", 0));
    }
}
