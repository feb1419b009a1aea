package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.time.Duration;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** The configuration of one group (KIP-848), which a broker has for every group name, used or not. */
public final class GroupConfiguration {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    /** Long enough for a member to go on on a busy machine; and with the shortest interval that Apache Kafka allows by default. */
    private static final List<Session> SHORT_SESSIONS = List.of(new Session(3_000, 1_000), new Session(6_000, 5_000));

    private record Session(int timeoutMs, int heartbeatIntervalMs) {
        List<Change> of(String type) {
            return List.of(
                    Change.set(type + ".session.timeout.ms", "" + timeoutMs),
                    Change.set(type + ".heartbeat.interval.ms", "" + heartbeatIntervalMs));
        }
    }

    private final Case test;
    private final String groupId;

    public GroupConfiguration(Case test, String groupId) {
        this.test = test;
        this.groupId = groupId;
    }

    /**
     * Sets a value, and waits until a broker shows it.
     *
     * @param broker the connection to the broker
     * @throws TestAbortedException if the target does not take it
     */
    public void set(Connection broker, String name, String value) {
        int unused = takeFirst(broker, value, List.of(List.of(Change.set(name, value))));
    }

    /**
     * As {@link #set}, with the first of some values that the target takes.
     *
     * @return the value
     * @throws TestAbortedException if the target takes none of them
     */
    public int setFirst(Connection broker, String name, List<Integer> values) {
        return values.get(takeFirst(
                broker,
                values,
                values.stream()
                        .map(value -> List.of(Change.set(name, "" + value)))
                        .toList()));
    }

    /**
     * Lets members of the group be silent for a short time only.
     *
     * @param type consumer, share or streams
     * @return how long, in milliseconds
     * @throws TestAbortedException if the target does not take a time for which a check can wait
     */
    public int shortenSession(Connection broker, String type) {
        int taken = takeFirst(
                broker,
                SHORT_SESSIONS.get(SHORT_SESSIONS.size() - 1).timeoutMs(),
                SHORT_SESSIONS.stream().map(session -> session.of(type)).toList());
        return SHORT_SESSIONS.get(taken).timeoutMs();
    }

    /**
     * Makes the first of some changes that the target takes, and waits until a broker shows its first value.
     *
     * @param wanted what the target is said to reject if it takes none of them
     * @param choices each sets a value of the same name first
     * @return the index of the one that it takes
     */
    private int takeFirst(Connection broker, Object wanted, List<List<Change>> choices) {
        String name = choices.get(0).get(0).name();
        int error = ErrorCode.NONE.code();
        for (int i = 0; i < choices.size(); i++) {
            List<Change> choice = choices.get(i);
            error = alter(broker, choice.toArray(Change[]::new));
            if (error == ErrorCode.NONE.code()) {
                await(broker, name, String.valueOf(choice.get(0).value()));
                return i;
            }
        }
        throw new TestAbortedException("needs the configuration " + name + " = " + wanted
                + " of a group, which the target rejects: " + ErrorCode.describe(error));
    }

    private void await(Connection broker, String name, String value) {
        Answer unused = Await.of(
                        name + " of " + groupId, test.stage().settings().readTimeout())
                .every(INTERVAL)
                .last(
                        () -> test.ask(broker, ConfigRequests.describe(ConfigRequests.GROUP, groupId, List.of(name))),
                        described -> shows(described, name, value));
    }

    private static boolean shows(Answer described, String name, String value) {
        return described
                .entry("Results[0].Configs[Name=" + name + "]")
                .flatMap(entry -> described.find(entry + "Value"))
                .filter(value::equals)
                .isPresent();
    }

    /**
     * Asks to change values, which a target may reject.
     *
     * @return the error code
     */
    public int alter(Connection broker, Change... changes) {
        return (int) test.ask(broker, ConfigRequests.alterIncrementally(ConfigRequests.GROUP, groupId, changes))
                .number("Responses[0].ErrorCode");
    }

    /** Takes back values, so that those of the broker count again. */
    public void reset(Connection broker, List<String> names) {
        int unused = alter(broker, names.stream().map(Change::delete).toArray(Change[]::new));
    }
}
