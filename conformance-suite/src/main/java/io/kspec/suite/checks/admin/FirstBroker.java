package io.kspec.suite.checks.admin;

import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
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
            Answer listed = test.ask(MetadataRequests.noTopics())
                    .expect("Brokers", "is not empty", brokers -> !((List<?>) brokers).isEmpty());
            String id = Long.toString(listed.number("Brokers[0].NodeId"));
            if (listed.list("Brokers").size() == 1) {
                return new FirstBroker(id, test.connection());
            }
            listed.expect("Brokers[0].Host", "is not empty", host -> !host.equals(""))
                    .expect("Brokers[0].Port", "is a port", port -> (int) port > 0 && (int) port <= 65_535);
            Target address = new Target(listed.text("Brokers[0].Host"), (int) listed.number("Brokers[0].Port"));
            return new FirstBroker(id, test.role("client").connectionTo(address));
        });
    }
}
