package io.kspec.suite.checks.streams;

import static io.kspec.suite.checks.streams.StreamsGroup.ONLY;

import io.kspec.stage.net.Await;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsApplication.Part;
import io.kspec.suite.check.Case;

/**
 * Two members, in a process each, of a group that is configured to keep one copy of each state: each is to have one of two tasks, and
 * the other one as a standby task.
 *
 * @param topic the topic that they read
 */
record StandbyPair(String topic, StreamsMember first, StreamsMember second) {
    private static final String STANDBY_REPLICAS = "streams.num.standby.replicas";

    /** Lets both join, and go on until they have all of these tasks. */
    static StandbyPair settled(Case test, StreamsGroup group) {
        group.configuration().set(group.connection(), STANDBY_REPLICAS, "1");
        String topic = test.topicOfExactly(2);
        StreamsApplication application = StreamsApplication.of(
                Part.reading(ONLY, topic).keeping(new InternalTopics(test, group).changelog("store")));
        StandbyPair pair =
                new StandbyPair(topic, group.member("member-1", application), group.member("member-2", application));
        group.joinAndSettle(2, pair.first, pair.second);
        pair.awaitCopies(group);
        return pair;
    }

    private void awaitCopies(StreamsGroup group) {
        boolean unused = Await.of("standby tasks", group.patience())
                .every(StreamsGroup.INTERVAL)
                .last(
                        () -> {
                            first.own();
                            second.own();
                            return copies(first, second) && copies(second, first);
                        },
                        both -> both);
        expectCopies(first, second);
        expectCopies(second, first);
    }

    private static boolean copies(StreamsMember member, StreamsMember other) {
        return member.standby(ONLY).equals(other.active(ONLY));
    }

    private static void expectCopies(StreamsMember member, StreamsMember other) {
        member.expectStandby(copies(member, other), "the active tasks of the other member, " + other.active(ONLY));
    }
}
