package io.kspec.mock.group.classic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds JoinGroup requests; by default that of a dynamic consumer that needs no member id in advance. */
record Joiner(
        String memberId,
        @Nullable String instanceId,
        String clientId,
        String type,
        int sessionTimeoutMs,
        int rebalanceTimeoutMs,
        List<GroupProtocol> protocols,
        int version) {

    static final int SESSION_MS = 10_000;
    static final int REBALANCE_MS = 60_000;

    static Joiner newcomer() {
        return known("");
    }

    static Joiner known(String memberId) {
        return new Joiner(
                memberId,
                null,
                "client",
                "consumer",
                SESSION_MS,
                REBALANCE_MS,
                List.of(protocol("range", "subscription")),
                3);
    }

    static GroupProtocol protocol(String name, String metadata) {
        return new GroupProtocol(name, bytes(metadata));
    }

    static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(UTF_8));
    }

    /** This request with the assigned member id. */
    Joiner as(String known) {
        return new Joiner(known, instanceId, clientId, type, sessionTimeoutMs, rebalanceTimeoutMs, protocols, version);
    }

    Joiner version(int other) {
        return new Joiner(memberId, instanceId, clientId, type, sessionTimeoutMs, rebalanceTimeoutMs, protocols, other);
    }

    Joiner instance(@Nullable String other) {
        return new Joiner(memberId, other, clientId, type, sessionTimeoutMs, rebalanceTimeoutMs, protocols, version);
    }

    Joiner client(String other) {
        return new Joiner(memberId, instanceId, other, type, sessionTimeoutMs, rebalanceTimeoutMs, protocols, version);
    }

    Joiner type(String other) {
        return new Joiner(
                memberId, instanceId, clientId, other, sessionTimeoutMs, rebalanceTimeoutMs, protocols, version);
    }

    Joiner timeouts(int sessionMs, int rebalanceMs) {
        return new Joiner(memberId, instanceId, clientId, type, sessionMs, rebalanceMs, protocols, version);
    }

    Joiner following(GroupProtocol... others) {
        return new Joiner(
                memberId, instanceId, clientId, type, sessionTimeoutMs, rebalanceTimeoutMs, List.of(others), version);
    }

    JoinRequest of(String groupId) {
        return new JoinRequest(
                groupId,
                new MemberIdentity(memberId, instanceId),
                clientId,
                "/127.0.0.1",
                type,
                new MemberTerms(sessionTimeoutMs, rebalanceTimeoutMs, protocols),
                version >= 4,
                version >= 9);
    }
}
