package io.kspec.suite.checks.group;

import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** How many members a group may have, which the configuration of its coordinator says. */
public final class GroupSize {
    /** The largest group that a check fills. */
    private static final int MOST = 5;

    private GroupSize() {}

    /**
     * The limit of the coordinator.
     *
     * @param config its name, such as {@code group.max.size}
     * @throws TestAbortedException if it is so large that no check fills a group, or not known
     */
    public static int limit(Case test, Connection coordinator, String config) {
        String broker = Long.toString(nodeId(test, coordinator));
        Answer described =
                test.ask(coordinator, ConfigRequests.describe(ConfigRequests.BROKER, broker, List.of(config)));
        String value = described
                .entry("Results[0].Configs[Name=" + config + "]")
                .flatMap(entry -> described.find(entry + "Value"))
                .map(String.class::cast)
                .orElseThrow(() -> new TestAbortedException("the target describes brokers without " + config));
        if (!value.matches("\\d{1,10}")) {
            throw new TestAbortedException("the target describes " + config + " as " + value + ", which is no number");
        }
        long limit = Long.parseLong(value);
        if (limit > MOST) {
            throw new TestAbortedException(
                    "needs " + config + " of " + MOST + " at most; that of the target is " + limit);
        }
        return (int) limit;
    }

    private static long nodeId(Case test, Connection coordinator) {
        Answer listed = test.ask(MetadataRequests.noTopics());
        String one = listed.list("Brokers").size() == 1
                ? "Brokers[0]."
                : listed.entry("Brokers[Host=" + coordinator.target().host() + "][Port="
                                + coordinator.target().port() + "]")
                        .orElse("Brokers[0].");
        return listed.number(one + "NodeId");
    }
}
