package io.kspec.clients.broker;

import java.util.Map;

/**
 * Where a driver finds the broker.
 *
 * @param bootstrap the address of the listener without security
 * @param environment tells the driver of the secured listeners; see {@code clients/README.md}
 */
public record PlayedTarget(String bootstrap, Map<String, String> environment) {
    public PlayedTarget {
        environment = Map.copyOf(environment);
    }
}
