package io.kspec.stage.requests;

import io.kspec.protocol.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * On which terms a client joins a group.
 *
 * @param rebalanceTimeoutMs how long the others wait for it in a rebalance, from JoinGroup v1 on
 * @param protocolType such as {@code consumer}
 * @param protocols the protocols that it supports, most preferred first, with its metadata for each
 */
public record JoinOffer(
        int sessionTimeoutMs, int rebalanceTimeoutMs, String protocolType, Map<String, Bytes> protocols) {
    public JoinOffer {
        protocols = Collections.unmodifiableMap(new LinkedHashMap<>(protocols));
    }
}
