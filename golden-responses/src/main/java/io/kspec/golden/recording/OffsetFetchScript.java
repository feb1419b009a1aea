package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupPartitions.TopicPartitions;
import io.kspec.stage.requests.OffsetRequests;
import java.util.List;
import java.util.stream.Stream;

/** Committed offsets, and what is said where none are. From version 8 on, several groups may be asked for at once. */
final class OffsetFetchScript implements CaptureScript {
    private static final List<Integer> PARTITIONS = List.of(0, 1, 7);

    @Override
    public String apiName() {
        return "OffsetFetch";
    }

    /** From version 8 on, Apache Kafka does not answer a request for no groups. */
    @Override
    public boolean hasEmptyRequest(int version) {
        return version < 8;
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        PreparedTopic identified = recorder.from(10) ? topic.withId(recorder) : topic;
        String group = recorder.name();
        recorder.ask("a group that does not exist", fetch(identified, group));
        recorder.prepare(
                Recorder.CLIENT,
                "an offset of partition 0 from outside of any generation",
                OffsetRequests.commit(group, List.of(topic.halfWay(0))),
                7);
        recorder.ask("a partition with an offset, one without, and one that does not exist", fetch(identified, group));
        recorder.ask("a topic that does not exist", fetch(PreparedTopic.missing(recorder), group));
        recorder.ask("an empty group id", fetch(identified, ""));
        if (recorder.from(2)) {
            recorder.ask("all offsets of the group", OffsetRequests.fetch(GroupPartitions.all(group)));
        }
        if (recorder.from(7)) {
            recorder.ask(
                    "only if no transaction is open",
                    fetch(identified, group).with(body -> body.set("RequireStable", true)));
        }
        if (recorder.from(8)) {
            recorder.ask("two groups", fetch(identified, group, recorder.name("missing")));
        }
    }

    private static ClientRequest fetch(PreparedTopic topic, String... groups) {
        List<TopicPartitions> topics = List.of(new TopicPartitions(topic.identity(), PARTITIONS));
        return OffsetRequests.fetch(Stream.of(groups)
                .map(group -> new GroupPartitions(group, topics))
                .toArray(GroupPartitions[]::new));
    }
}
