package io.kspec.suite.checks.registry;

import io.kspec.protocol.Bytes;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.log.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An instance of a Schema Registry in the group that elects the leader among them.
 *
 * @param identity what it says of itself: its metadata in JoinGroup
 */
record RegistryMember(GroupMember member, Bytes identity) {
    static final String PROTOCOL_TYPE = "sr";
    static final String PROTOCOL = "v0";

    private static final int PORT = 8081;

    /** One that writes as Confluent's registry does (SchemaRegistryIdentity). */
    static RegistryMember confluent(Group group, String role) {
        return of(
                group,
                role,
                "{\"version\":1,\"host\":\"" + role + "\",\"port\":" + PORT
                        + ",\"master_eligibility\":true,\"scheme\":\"http\"}");
    }

    /** One that writes as Karapace does (schema_coordinator.py). */
    static RegistryMember karapace(Group group, String role) {
        return of(
                group,
                role,
                "{\"version\":2,\"karapace_version\":\"5.0.0\",\"host\":\"" + role + "\",\"port\":" + PORT
                        + ",\"scheme\":\"http\",\"master_eligibility\":true}");
    }

    private static RegistryMember of(Group group, String role, String json) {
        Bytes identity = Payload.text(json);
        return new RegistryMember(group.member(role).protocolType(PROTOCOL_TYPE).offer(PROTOCOL, identity), identity);
    }

    /** The assignment that names this instance as the leader, as Confluent's registry writes it (SchemaRegistryProtocol). */
    Bytes electedByConfluent() {
        return Payload.text(
                "{\"version\":1,\"error\":0,\"master\":\"" + member.id() + "\",\"master_identity\":" + json() + "}");
    }

    /** The assignment that names this instance as the leader, as Karapace writes it. */
    Bytes electedByKarapace() {
        return Payload.text("{\"master\":\"" + member.id() + "\",\"master_identity\":" + json() + ",\"error\":0}");
    }

    private String json() {
        return new String(identity.toArray(), StandardCharsets.UTF_8);
    }

    /** The same assignment for all members, as registries make it. */
    static Map<String, Bytes> toAll(Bytes assignment, RegistryMember... members) {
        Map<String, Bytes> assignments = new LinkedHashMap<>();
        Arrays.stream(members).forEach(one -> assignments.put(one.member().id(), assignment));
        return assignments;
    }
}
