package io.kspec.clients.matrix;

import java.util.Set;

/**
 * A job that a client is known to fail.
 *
 * @param brokers where it fails
 * @param reason why
 */
record KnownFailure(Set<PlayedBroker> brokers, String reason) {
    KnownFailure {
        brokers = Set.copyOf(brokers);
    }
}
