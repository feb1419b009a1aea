package io.kspec.suite.checks.cluster;

import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.MetadataEntries;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * A broker of the target's cluster.
 *
 * @param id its node id
 * @param address where Metadata says that it listens
 */
record ListedBroker(int id, Target address) {
    /**
     * The brokers that Metadata lists.
     *
     * @throws TestAbortedException if it is a single one
     */
    static List<ListedBroker> several(Case test) {
        List<ListedBroker> listed = test.need("the list of brokers", List.of("Metadata"), () -> listed(test));
        if (listed.size() < 2) {
            throw new TestAbortedException("needs several brokers, but Metadata lists one");
        }
        return listed;
    }

    /** The brokers except the one that a connection leads to. */
    static List<ListedBroker> others(List<ListedBroker> brokers, Connection one) {
        return brokers.stream()
                .filter(broker -> !broker.address().equals(one.target()))
                .toList();
    }

    private static List<ListedBroker> listed(Case test) {
        Answer metadata = test.ask(MetadataRequests.noTopics());
        for (int i = 0; i < metadata.list("Brokers").size(); i++) {
            MetadataEntries.expectAddress(metadata, i);
        }
        return metadata.body().getStructs("Brokers").stream()
                .map(broker -> new ListedBroker(
                        broker.getInt("NodeId"), new Target(broker.getString("Host"), broker.getInt("Port"))))
                .toList();
    }

    /** The connection of a client that goes to each broker. */
    Connection connection(Case test) {
        return test.role("visitor").connectionTo(address);
    }

    /** Sends this broker a request. */
    Answer ask(Case test, ClientRequest request) {
        return test.ask(connection(test), request);
    }

    @Override
    public String toString() {
        return id + " at " + address;
    }
}
