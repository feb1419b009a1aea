package io.kspec.suite.checks.admin;

import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Case;
import java.util.List;

/**
 * The first broker that Metadata lists: a broker describes its own configuration.
 *
 * @param id its node id, the name of its configuration
 */
record FirstBroker(String id, Connection connection) {
    static FirstBroker of(Case test) {
        Message broker = test.ask(MetadataRequests.noTopics())
                .expect("Brokers", "is not empty", brokers -> !((List<?>) brokers).isEmpty())
                .body()
                .getStructs("Brokers")
                .get(0);
        Target address = new Target(broker.getString("Host"), broker.getInt("Port"));
        return new FirstBroker(
                Integer.toString(broker.getInt("NodeId")), test.role("client").connectionTo(address));
    }
}
