package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.function.Consumer;

/** Records, the end of the log with and without waiting, sessions, and places where there is nothing to fetch. */
final class FetchScript implements CaptureScript {
    private static final int PLENTY = 1024 * 1024;
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
        recorder.ask("a partition that does not exist", fetch(recorder, identified, 7, 0));
        recorder.ask("a topic that does not exist", fetch(recorder, PreparedTopic.missing(recorder), 0, 0));
        if (recorder.from(7)) {
            sessions(recorder, identified);
        }
    }

    private static void offsets(Recorder recorder, PreparedTopic topic) {
        recorder.ask("from the beginning", fetch(recorder, topic, 0, 0));
        recorder.ask("from the middle of a batch", fetch(recorder, topic, 0, 1));
        recorder.ask("an empty partition", fetch(recorder, topic, 1, 0));
        recorder.ask("from the end", fetch(recorder, topic, 0, END));
        recorder.ask("from beyond the end", fetch(recorder, topic, 0, END + 1));
        recorder.ask(
                "from the end, waiting for a byte",
                fetch(recorder, topic, 0, END).andThen(body -> body.set("MaxWaitMs", SHORT_WAIT_MILLIS)
                        .set("MinBytes", 1)));
        if (recorder.from(9)) {
            recorder.ask("a leader epoch to come", fetch(recorder, topic, 0, 0, 9));
        }
    }

    private static void limits(Recorder recorder, PreparedTopic topic) {
        if (recorder.from(3)) {
            recorder.ask(
                    "at most one byte, yet a whole batch",
                    fetch(recorder, topic, 0, 2).andThen(body -> body.set("MaxBytes", 1)));
        }
        if (recorder.from(4)) {
            recorder.ask(
                    "only what is committed",
                    fetch(recorder, topic, 0, END).andThen(body -> body.set("IsolationLevel", 1)));
        }
    }

    private static void sessions(Recorder recorder, PreparedTopic topic) {
        recorder.ask("a new session", fetch(recorder, topic, 0, END).andThen(body -> body.set("SessionEpoch", 0)));
        recorder.ask(
                "a session that does not exist", fetch(recorder, topic, 0, 2).andThen(body -> body.set("SessionId", 1)
                        .set("SessionEpoch", 1)));
    }

    private static Consumer<MessageBuilder> fetch(Recorder recorder, PreparedTopic topic, int partition, long offset) {
        return fetch(recorder, topic, partition, offset, -1);
    }

    private static Consumer<MessageBuilder> fetch(
            Recorder recorder, PreparedTopic topic, int partition, long offset, int leaderEpoch) {
        return body -> body.set("MaxWaitMs", 0).set("MinBytes", 0).add("Topics", entry -> {
            topic.identify(entry, "Topic");
            entry.add("Partitions", asked -> {
                asked.set("Partition", partition).set("FetchOffset", offset).set("PartitionMaxBytes", PLENTY);
                if (recorder.from(9)) {
                    asked.set("CurrentLeaderEpoch", leaderEpoch);
                }
            });
        });
    }
}
