package io.kspec.golden.recording;

import static io.kspec.stage.requests.OffsetQuery.EARLIEST;
import static io.kspec.stage.requests.OffsetQuery.LATEST;
import static io.kspec.stage.requests.OffsetQuery.MAX_TIMESTAMP;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.OffsetQuery;

/** The ends of a log, and offsets by time, of which later versions know more kinds. */
final class ListOffsetsScript implements CaptureScript {
    private static final long EARLIEST_LOCAL = -4;
    private static final long LATEST_TIERED = -5;
    private static final long EARLIEST_PENDING_UPLOAD = -6;
    private static final long NO_SUCH_KIND = -99;
    /** How many offsets version 0 asks for. */
    private static final int MOST_OFFSETS = 10;

    @Override
    public String apiName() {
        return "ListOffsets";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        topic.append(recorder, "a batch of two records", 0, PreparedRecords.records(2));
        topic.append(recorder, "a batch of one record", 0, PreparedRecords.records(1));
        recorder.ask("the end", list(topic, 0, LATEST));
        recorder.ask("the beginning", list(topic, 0, EARLIEST));
        recorder.ask("the time of the second record", list(topic, 0, PreparedRecords.TIME + 1000));
        recorder.ask("a time after all records", list(topic, 0, PreparedRecords.TIME + 1_000_000));
        recorder.ask("a partition that does not exist", list(topic, 7, LATEST));
        recorder.ask("a topic that does not exist", list(PreparedTopic.missing(recorder), 0, LATEST));
        recorder.ask("a kind of offset that does not exist", list(topic, 0, NO_SUCH_KIND));
        laterVersions(recorder, topic);
    }

    private static void laterVersions(Recorder recorder, PreparedTopic topic) {
        if (recorder.from(2)) {
            recorder.ask(
                    "the end of what is committed", list(topic, 0, LATEST).with(body -> body.set("IsolationLevel", 1)));
        }
        if (recorder.from(4)) {
            recorder.ask("a leader epoch to come", list(query(topic, 0, LATEST).leaderEpoch(9)));
        }
        if (!recorder.from(7)) {
            recorder.ask("a kind of offset that only later versions know", list(topic, 0, MAX_TIMESTAMP));
        }
        if (recorder.from(7)) {
            recorder.ask("the record with the latest time", list(topic, 0, MAX_TIMESTAMP));
            recorder.ask("the latest time in an empty partition", list(topic, 1, MAX_TIMESTAMP));
        }
        if (recorder.from(8)) {
            recorder.ask("the beginning of what is on the broker itself", list(topic, 0, EARLIEST_LOCAL));
        }
        if (recorder.from(9)) {
            recorder.ask("the end of what is in remote storage", list(topic, 0, LATEST_TIERED));
        }
        if (recorder.from(11)) {
            recorder.ask("the beginning of what is not in remote storage yet", list(topic, 0, EARLIEST_PENDING_UPLOAD));
        }
    }

    private static ClientRequest list(PreparedTopic topic, int partition, long time) {
        return list(query(topic, partition, time));
    }

    private static ClientRequest list(OffsetQuery query) {
        return ListOffsetsRequests.list(query);
    }

    private static OffsetQuery query(PreparedTopic topic, int partition, long time) {
        return OffsetQuery.of(topic.name(), partition, time).maxOffsets(MOST_OFFSETS);
    }
}
