package io.kspec.suite.checks.admin;

import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Case;
import java.util.List;

/**
 * The first broker that Metadata lists; the target itself if it is a single broker. Only a broker describes its own
 * configuration.
 *
 * @param id its node id, the name of its configuration
 */
record FirstBroker(String id, Connection connection) {
    static FirstBroker of(Case test) {
        return test.need("a broker", List.of("Metadata"), () -> {
            List<Message> brokers = test.ask(MetadataRequests.noTopics())
                    .expect("Brokers", "is not empty", listed -> !((List<?>) listed).isEmpty())
                    .body()
                    .getStructs("Brokers");
            Message first = brokers.get(0);
            Target address = new Target(first.getString("Host"), first.getInt("Port"));
            return new FirstBroker(
                    Integer.toString(first.getInt("NodeId")),
                    brokers.size() == 1
                            ? test.connection()
                            : test.role("client").connectionTo(address));
        });
    }
}
