package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.mock.MockBrokerBuilder;
import java.util.List;
import picocli.CommandLine.Option;

/** How many brokers a mock has, or which. */
final class BrokerOptions {
    private static final int MOST = MockBrokerBuilder.MOST_BROKERS;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            description = "Number of brokers; the others listen on the ports after --port (default: ${DEFAULT-VALUE}).")
    private int brokers = 1;

    @Option(
            names = "--node-ids",
            paramLabel = "N",
            split = ",",
            description =
                    "Node ids of the brokers, separated by commas, in place of their number (default: from 1 on).")
    private List<Integer> nodeIds = List.of();

    void apply(MockBrokerBuilder builder) {
        if (!nodeIds.isEmpty()) {
            try {
                builder.nodeIds(nodeIds.stream().mapToInt(Integer::intValue).toArray());
            } catch (IllegalArgumentException e) {
                throw new UsageException("--node-ids: " + e.getMessage());
            }
        } else if (brokers < 1 || brokers > MOST) {
            throw new UsageException("--brokers: expected a number from 1 to " + MOST + ", found " + brokers);
        } else {
            builder.brokers(brokers);
        }
    }
}
