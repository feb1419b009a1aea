package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.function.Consumer;

/** The ends of a log, and offsets by time, of which later versions know more kinds. */
final class ListOffsetsScript implements CaptureScript {
    private static final long LATEST = -1;
    private static final long EARLIEST = -2;
    private static final long MAX_TIMESTAMP = -3;
    private static final long EARLIEST_LOCAL = -4;
    private static final long LATEST_TIERED = -5;
    private static final long EARLIEST_PENDING_UPLOAD = -6;
    private static final long NO_SUCH_KIND = -99;

    @Override
    public String apiName() {
        return "ListOffsets";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        topic.append(recorder, "a batch of two records", 0, PreparedRecords.records(2));
        topic.append(recorder, "a batch of one record", 0, PreparedRecords.records(1));
        recorder.ask("the end", list(recorder, topic, 0, LATEST));
        recorder.ask("the beginning", list(recorder, topic, 0, EARLIEST));
        recorder.ask("the time of the second record", list(recorder, topic, 0, PreparedRecords.TIME + 1000));
        recorder.ask("a time after all records", list(recorder, topic, 0, PreparedRecords.TIME + 1_000_000));
        recorder.ask("a partition that does not exist", list(recorder, topic, 7, LATEST));
        recorder.ask("a topic that does not exist", list(recorder, PreparedTopic.missing(recorder), 0, LATEST));
        recorder.ask("a kind of offset that does not exist", list(recorder, topic, 0, NO_SUCH_KIND));
        laterVersions(recorder, topic);
    }

    private static void laterVersions(Recorder recorder, PreparedTopic topic) {
        if (recorder.from(2)) {
            recorder.ask(
                    "the end of what is committed",
                    list(recorder, topic, 0, LATEST).andThen(body -> body.set("IsolationLevel", 1)));
        }
        if (recorder.from(4)) {
            recorder.ask("a leader epoch to come", list(recorder, topic, 0, LATEST, 9));
        }
        if (!recorder.from(7)) {
            recorder.ask("a kind of offset that only later versions know", list(recorder, topic, 0, MAX_TIMESTAMP));
        }
        if (recorder.from(7)) {
            recorder.ask("the record with the latest time", list(recorder, topic, 0, MAX_TIMESTAMP));
            recorder.ask("the latest time in an empty partition", list(recorder, topic, 1, MAX_TIMESTAMP));
        }
        if (recorder.from(8)) {
            recorder.ask("the beginning of what is on the broker itself", list(recorder, topic, 0, EARLIEST_LOCAL));
        }
        if (recorder.from(9)) {
            recorder.ask("the end of what is in remote storage", list(recorder, topic, 0, LATEST_TIERED));
        }
        if (recorder.from(11)) {
            recorder.ask(
                    "the beginning of what is not in remote storage yet",
                    list(recorder, topic, 0, EARLIEST_PENDING_UPLOAD));
        }
    }

    private static Consumer<MessageBuilder> list(Recorder recorder, PreparedTopic topic, int partition, long time) {
        return list(recorder, topic, partition, time, -1);
    }

    private static Consumer<MessageBuilder> list(
            Recorder recorder, PreparedTopic topic, int partition, long time, int leaderEpoch) {
        return body -> body.set("ReplicaId", -1)
                .add("Topics", entry -> entry.set("Name", topic.name()).add("Partitions", asked -> {
                    asked.set("PartitionIndex", partition).set("Timestamp", time);
                    if (recorder.version() == 0) {
                        asked.set("MaxNumOffsets", 10);
                    }
                    if (recorder.from(4)) {
                        asked.set("CurrentLeaderEpoch", leaderEpoch);
                    }
                }));
    }
}
