package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.Membership;
import java.util.List;
import java.util.Map;

/** Members of a consumer group that join, share partitions and leave, static members, and heartbeats that Kafka refuses. */
final class ConsumerGroupHeartbeatScript implements CaptureScript {
    @Override
    public String apiName() {
        return "ConsumerGroupHeartbeat";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2).withId(recorder);
        recorder.ground().awaitTopicOfGroups(topic.name());
        String group = recorder.name();
        // Before version 1, the coordinator makes up the ids of members.
        String firstId = recorder.from(1) ? "member-1" : "";
        PreparedConsumer joining = PreparedConsumer.newcomer(group, firstId);
        Message joined = recorder.ask("member-1", "a first member", joining.joining(ConsumerOffer.of(topic.name())));
        PreparedConsumer first = joining.after(joined);
        if (first.epoch() == 0) {
            return;
        }
        recorder.ask("member-1", "nothing new", first.heartbeat());
        recorder.ask("member-1", "it owns all partitions", owning(first, topic, List.of(0, 1)));
        refused(recorder, first, topic);
        second(recorder, first, topic);
        recorder.ask("member-1", "it leaves", first.leaving());
        recorder.ask("member-1", "a member that has left", first.heartbeat());
        statics(recorder, topic);
        if (recorder.from(1)) {
            patterns(recorder);
        }
    }

    private static void refused(Recorder recorder, PreparedConsumer member, PreparedTopic topic) {
        recorder.ask("an epoch to come", member.at(9).heartbeat());
        recorder.ask(
                "a member that the group does not know", member.as("nobody").heartbeat());
        recorder.ask(
                "a group that does not exist", new PreparedConsumer(recorder.name("missing"), "nobody", 1).heartbeat());
        recorder.ask(
                "an empty group id", PreparedConsumer.newcomer("", "member-9").joining(ConsumerOffer.of(topic.name())));
        PreparedConsumer other = PreparedConsumer.newcomer(recorder.name("second"), "member-9");
        recorder.ask("no subscription", other.heartbeat());
        recorder.ask(
                "an assignor that does not exist",
                other.joining(ConsumerOffer.of(topic.name()).preferring("no-assignor")));
        recorder.ask(
                "partitions in the first heartbeat",
                other.joining(ConsumerOffer.of(topic.name()))
                        .with(body -> body.add("TopicPartitions", entry -> entry.set("TopicId", topic.id())
                                .set("Partitions", List.of(0)))));
    }

    private static void second(Recorder recorder, PreparedConsumer first, PreparedTopic topic) {
        PreparedConsumer newcomer = PreparedConsumer.newcomer(first.group(), "member-2");
        PreparedConsumer second = newcomer.after(recorder.ask(
                "member-2",
                "a second member, whose partition the first one still has",
                newcomer.joining(ConsumerOffer.of(topic.name()))));
        recorder.ask("member-1", "the first member is to give one up", first.heartbeat());
        recorder.ask("member-2", "the second one leaves", second.leaving());
    }

    private static void statics(Recorder recorder, PreparedTopic topic) {
        PreparedConsumer newcomer = PreparedConsumer.newcomer(recorder.name("static"), "member-3");
        Membership instance = newcomer.membership().instance("instance-1");
        PreparedConsumer member = newcomer.after(recorder.ask(
                "member-3", "a static member", ConsumerGroupRequests.full(instance, ConsumerOffer.of(topic.name()))));
        recorder.ask(
                "member-4",
                "the same instance, whose former member is there",
                ConsumerGroupRequests.full(
                        newcomer.as("member-4").membership().instance("instance-1"), ConsumerOffer.of(topic.name())));
        recorder.ask(
                "member-3",
                "it leaves for a while",
                ConsumerGroupRequests.leave(member.at(ConsumerGroupRequests.LEAVE_FOR_A_WHILE)
                        .membership()
                        .instance("instance-1")));
        PreparedConsumer again = newcomer.as("member-4");
        recorder.ask(
                "member-4",
                "the same instance, as another member",
                ConsumerGroupRequests.full(again.membership().instance("instance-1"), ConsumerOffer.of(topic.name())));
    }

    private static void patterns(Recorder recorder) {
        PreparedConsumer member = PreparedConsumer.newcomer(recorder.name("pattern"), "member-5");
        recorder.ask(
                "member-5",
                "a regular expression that matches no topic",
                member.joining(ConsumerOffer.matching("kspec-none-.*")));
        recorder.ask(
                "member-6",
                "a regular expression that is none",
                member.as("member-6").joining(ConsumerOffer.matching("(")));
    }

    private static ClientRequest owning(PreparedConsumer member, PreparedTopic topic, List<Integer> partitions) {
        return ConsumerGroupRequests.owning(member.membership(), Map.of(topic.id(), partitions));
    }
}
