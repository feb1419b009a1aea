package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.function.Consumer;

/** Committed offsets, and what is said where none are. From version 8 on, several groups may be asked for at once. */
final class OffsetFetchScript implements CaptureScript {
    private static final List<Integer> PARTITIONS = List.of(0, 1, 7);

    @Override
    public String apiName() {
        return "OffsetFetch";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        PreparedTopic identified = recorder.from(10) ? topic.withId(recorder) : topic;
        String group = recorder.name();
        recorder.ask("a group that does not exist", fetch(recorder, identified, group));
        recorder.prepare(
                Recorder.CLIENT,
                "an offset of partition 0 from outside of any generation",
                "OffsetCommit",
                recorder.ground().near("OffsetCommit", 7),
                body -> body.set("GroupId", group)
                        .add("Topics", entry -> entry.set("Name", topic.name()).add("Partitions", committed -> committed
                                .set("PartitionIndex", 0)
                                .set("CommittedOffset", 42)
                                .set("CommittedLeaderEpoch", 0)
                                .set("CommittedMetadata", "half way"))));
        recorder.ask(
                "a partition with an offset, one without, and one that does not exist",
                fetch(recorder, identified, group));
        recorder.ask("a topic that does not exist", fetch(recorder, PreparedTopic.missing(recorder), group));
        recorder.ask("an empty group id", fetch(recorder, identified, ""));
        if (recorder.from(2)) {
            recorder.ask("all offsets of the group", all(recorder, group));
        }
        if (recorder.from(7)) {
            recorder.ask(
                    "only if no transaction is open",
                    fetch(recorder, identified, group).andThen(body -> body.set("RequireStable", true)));
        }
        if (recorder.from(8)) {
            recorder.ask("two groups", fetch(recorder, identified, group, recorder.name("missing")));
        }
    }

    private static Consumer<MessageBuilder> fetch(Recorder recorder, PreparedTopic topic, String... groups) {
        if (recorder.from(8)) {
            return body -> body.setEach("Groups", List.of(groups), (entry, group) -> entry.set("GroupId", group)
                    .add("Topics", asked -> ask(asked, topic)));
        }
        return body -> body.set("GroupId", groups[0]).add("Topics", asked -> ask(asked, topic));
    }

    private static void ask(MessageBuilder entry, PreparedTopic topic) {
        topic.identify(entry, "Name");
        entry.set("PartitionIndexes", PARTITIONS);
    }

    private static Consumer<MessageBuilder> all(Recorder recorder, String group) {
        return recorder.from(8)
                ? body ->
                        body.add("Groups", entry -> entry.set("GroupId", group).set("Topics", null))
                : body -> body.set("GroupId", group).set("Topics", null);
    }
}
