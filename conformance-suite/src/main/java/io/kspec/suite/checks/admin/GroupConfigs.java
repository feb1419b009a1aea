package io.kspec.suite.checks.admin;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import org.opentest4j.TestAbortedException;

/** The configuration of one group (KIP-848), which a broker has for every group name, used or not. */
final class GroupConfigs {
    /** After how long the coordinator takes a silent member for dead. */
    static final String SESSION_TIMEOUT = "consumer.session.timeout.ms";

    static final String VALUE = "Value";
    private static final String ERROR = "Results[0].ErrorCode";

    private final Case test;
    private final String group;

    GroupConfigs(Case test) {
        this.test = test;
        this.group = test.name("group");
    }

    /**
     * Asks for all values.
     *
     * @throws TestAbortedException if the target has no configurations of groups, as Apache Kafka before 4.0
     */
    Answer describe() {
        Answer described = test.ask(ConfigRequests.describe(ConfigRequests.GROUP, group, null))
                .expectSize("Results", 1);
        int error = (int) described.number(ERROR);
        if (error != ErrorCode.NONE.code()) {
            throw new TestAbortedException(
                    "the target does not describe configurations of groups (KIP-848): " + ErrorCode.describe(error));
        }
        if (TopicConfigs.entry(described, SESSION_TIMEOUT).isEmpty()) {
            throw new TestAbortedException("the target describes groups without " + SESSION_TIMEOUT);
        }
        return described
                .expect("Results[0].ResourceType", ConfigRequests.GROUP)
                .expect("Results[0].ResourceName", group);
    }

    /** The session timeout that an answer shows. */
    static int sessionTimeout(Answer described) {
        String value = TopicConfigs.path(described, SESSION_TIMEOUT) + VALUE;
        return Integer.parseInt(
                described.expect(value, "is a number", GroupConfigs::isNumber).text(value));
    }

    /** Whether a value is a number that an int can hold. */
    static boolean isNumber(Object value) {
        return value instanceof String text && text.matches("\\d{1,9}");
    }

    /** Waits until the session timeout has a value, at most for the read timeout: brokers learn of changes a moment later. */
    void await(int sessionTimeout) {
        Answer last = Await.of(
                        "the session timeout of " + group,
                        test.stage().settings().readTimeout())
                .last(this::describe, described -> sessionTimeout(described) == sessionTimeout);
        last.expect(TopicConfigs.path(last, SESSION_TIMEOUT) + VALUE, "" + sessionTimeout);
    }

    /** A request that sets the session timeout. */
    ClientRequest setSessionTimeout(int milliseconds) {
        return change(Change.set(SESSION_TIMEOUT, "" + milliseconds));
    }

    /** A request that changes single values. */
    ClientRequest change(Change... changes) {
        return ConfigRequests.alterIncrementally(ConfigRequests.GROUP, group, changes);
    }
}
