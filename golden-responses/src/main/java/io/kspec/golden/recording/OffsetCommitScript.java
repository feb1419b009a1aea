package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.function.Consumer;

/** Offsets from outside of any generation, from members, and from those who may not commit. */
final class OffsetCommitScript implements CaptureScript {
    @Override
    public String apiName() {
        return "OffsetCommit";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        PreparedTopic identified = recorder.from(10) ? topic.withId(recorder) : topic;
        recorder.ask("from outside of any generation", commit(recorder, recorder.name("simple"), identified, 0));
        recorder.ask("a partition that does not exist", commit(recorder, recorder.name("simple"), identified, 7));
        recorder.ask(
                "a topic that does not exist",
                commit(recorder, recorder.name("simple"), PreparedTopic.missing(recorder), 0));
        recorder.ask("an empty group id", commit(recorder, "", identified, 0));
        if (recorder.from(1)) {
            members(recorder, identified);
        }
    }

    private static void members(Recorder recorder, PreparedTopic topic) {
        PreparedMember member = PreparedMember.joinAndSync(recorder, "member-1", recorder.name());
        recorder.ask("member-1", "from a member", commitBy(recorder, member, topic));
        recorder.ask("a generation that is not the group's", commitBy(recorder, member.inGeneration(9), topic));
        recorder.ask(
                "a member that the group does not know",
                commitBy(recorder, PreparedMember.nobody(member.group()), topic));
        recorder.ask(
                "a group that does not exist",
                commitBy(recorder, PreparedMember.nobody(recorder.name("missing")), topic));
        recorder.ask("from outside, while the group has members", commit(recorder, member.group(), topic, 0));
    }

    private static Consumer<MessageBuilder> commitBy(Recorder recorder, PreparedMember member, PreparedTopic topic) {
        return commit(recorder, member.group(), topic, 0)
                .andThen(body -> body.set("GenerationIdOrMemberEpoch", member.generation())
                        .set("MemberId", member.memberId()));
    }

    private static Consumer<MessageBuilder> commit(
            Recorder recorder, String group, PreparedTopic topic, int partition) {
        return body -> body.set("GroupId", group).add("Topics", entry -> {
            topic.identify(entry, "Name");
            entry.add("Partitions", committed -> {
                committed
                        .set("PartitionIndex", partition)
                        .set("CommittedOffset", 42)
                        .set("CommittedMetadata", "half way");
                if (recorder.version() == 1) {
                    committed.set("CommitTimestamp", -1);
                }
                if (recorder.from(6)) {
                    committed.set("CommittedLeaderEpoch", 0);
                }
            });
        });
    }
}
