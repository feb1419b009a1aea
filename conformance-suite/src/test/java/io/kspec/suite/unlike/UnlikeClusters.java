package io.kspec.suite.unlike;

import static io.kspec.suite.unlike.UnlikeBroker.that;

import io.kspec.protocol.message.Message;
import java.util.List;

/** Clusters that differ in which of their brokers serves what. */
final class UnlikeClusters {
    private static final int OTHER = 77;

    static final List<UnlikeBroker> ALL = List.of(that("lets each of two brokers serve everything", "cluster.*")
            .answering("Metadata", response -> secondBroker(response, "NodeId"))
            .answering("DescribeCluster", response -> secondBroker(response, "BrokerId")));

    private UnlikeClusters() {}

    /** Lists the only broker again, as another one by another name of its host. */
    private static Message secondBroker(Message response, String idField) {
        Message only = response.getStructs("Brokers").get(0);
        return response.with("Brokers", List.of(only, only.with(idField, OTHER).with("Host", "localhost")));
    }
}
