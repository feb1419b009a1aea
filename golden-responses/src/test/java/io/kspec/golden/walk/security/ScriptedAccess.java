package io.kspec.golden.walk.security;

import io.kspec.mock.security.acl.AclOperation;
import io.kspec.mock.security.acl.AclResource;
import io.kspec.mock.security.acl.AclResourceType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Sends the same requests to two brokers as a user who is allowed nothing, everything, or everything but one operation on some resources, and
 * compares the answers. What no denial on a type of resource changes is not repeated for each operation on it.
 */
final class ScriptedAccess {
    private static final int DENY = 2;
    private static final int ALLOW = 3;
    private static final int LITERAL = 3;
    private static final String MEMBER = "AAAAAAAAAAAAAAAAAAAAAg";

    /** The resources that operations are denied on. */
    private static final Map<AclResourceType, List<String>> DENIED = new EnumMap<>(Map.of(
            AclResourceType.TOPIC, List.of("t1", "d1"),
            AclResourceType.GROUP, List.of("g1", "c1", "s1", "none1"),
            AclResourceType.CLUSTER, List.of(AclResource.CLUSTER_NAME),
            AclResourceType.TRANSACTIONAL_ID, List.of("x1"),
            AclResourceType.DELEGATION_TOKEN, List.of("*"),
            AclResourceType.USER, List.of("User:carol1")));

    private final SecuritySide expected;
    private final SecuritySide actual;
    private final Map<ApiSpec, Versions> spoken;
    private final Map<String, String> differences = new LinkedHashMap<>();
    private String allowed = "";

    /**
     * @param spoken the versions that both brokers speak
     */
    ScriptedAccess(SecuritySide expected, SecuritySide actual, Map<ApiSpec, Versions> spoken) {
        this.expected = expected;
        this.actual = actual;
        this.spoken = spoken;
    }

    private record Permission(AclResourceType type, String name, AclOperation operation, int permission) {
        void fill(MessageBuilder creation) {
            creation.set("ResourceType", type.code())
                    .set("ResourceName", name)
                    .set("ResourcePatternType", LITERAL)
                    .set("Principal", "User:" + SecuritySide.USER)
                    .set("Host", "*")
                    .set("Operation", operation.code())
                    .set("PermissionType", permission);
        }
    }

    /** Plays all requests, and returns the first difference of each. */
    List<String> differences() throws IOException {
        List<ScriptedRequest> requests = ScriptedRequest.all();
        for (SecuritySide side : List.of(expected, actual)) {
            prepare(side);
        }
        allow("nothing", List.of());
        Map<ScriptedRequest, String> none = play(requests);
        allow("everything", everything());
        Map<ScriptedRequest, String> all = play(requests);
        if (none.equals(all)) {
            throw new IOException("expected the ACLs to matter, found the same answers with and without them");
        }
        for (AclResourceType type : DENIED.keySet()) {
            deny(type, AclOperation.ALL);
            Map<ScriptedRequest, String> without = play(requests);
            List<ScriptedRequest> affected = requests.stream()
                    .filter(request -> !Objects.equals(all.get(request), without.get(request)))
                    .toList();
            for (AclOperation operation : type.operations()) {
                deny(type, operation);
                Map<ScriptedRequest, String> unused = play(affected);
            }
        }
        for (SecuritySide side : List.of(expected, actual)) {
            cleanUp(side);
        }
        return differences.entrySet().stream()
                .map(difference -> difference.getKey() + difference.getValue())
                .toList();
    }

    private static void prepare(SecuritySide side) throws IOException {
        side.awaitTransactions("x1");
        for (String group : List.of("c0", "c1")) {
            side.awaitBothTopics("ConsumerGroupHeartbeat", body -> joining(body, group)
                    .set("RebalanceTimeoutMs", 60_000)
                    .set("TopicPartitions", List.of()));
        }
        for (String group : List.of("s0", "s1")) {
            side.awaitBothTopics("ShareGroupHeartbeat", body -> joining(body, group));
        }
    }

    private static MessageBuilder joining(MessageBuilder body, String group) {
        return heartbeat(body, group, 0).set("SubscribedTopicNames", SecuritySide.TOPICS);
    }

    private static MessageBuilder heartbeat(MessageBuilder body, String group, int epoch) {
        return body.set("GroupId", group).set("MemberId", MEMBER).set("MemberEpoch", epoch);
    }

    private static void cleanUp(SecuritySide side) throws IOException {
        allow(side, List.of());
        for (String group : List.of("c0", "c1")) {
            Message unused = side.ask("ConsumerGroupHeartbeat", 1, body -> heartbeat(body, group, -1));
        }
        for (String group : List.of("s0", "s1")) {
            Message unused = side.ask("ShareGroupHeartbeat", 1, body -> heartbeat(body, group, -1));
        }
    }

    private static List<Permission> everything() {
        return DENIED.keySet().stream()
                .map(type -> new Permission(
                        type,
                        type == AclResourceType.CLUSTER ? AclResource.CLUSTER_NAME : "*",
                        AclOperation.ALL,
                        ALLOW))
                .toList();
    }

    private void deny(AclResourceType type, AclOperation operation) throws IOException {
        List<Permission> permissions = new ArrayList<>(everything());
        List<String> names = DENIED.getOrDefault(type, List.of());
        names.forEach(name -> permissions.add(new Permission(type, name, operation, DENY)));
        allow("everything but " + operation + " on " + type + " " + names, permissions);
    }

    private void allow(String what, List<Permission> permissions) throws IOException {
        allowed = what;
        for (SecuritySide side : List.of(expected, actual)) {
            allow(side, permissions);
        }
    }

    private static void allow(SecuritySide side, List<Permission> permissions) throws IOException {
        Message unused = side.ask("DeleteAcls", 3, body -> body.add("Filters", SecuritySide::selectAllAcls));
        side.awaitAcls(0);
        Message created = side.ask(
                "CreateAcls",
                3,
                body -> body.setEach("Creations", permissions, (entry, permission) -> permission.fill(entry)));
        for (Message result : created.getStructs("Results")) {
            if (result.getInt("ErrorCode") != 0) {
                throw new IOException("expected an ACL to be created, found " + created);
            }
        }
        side.awaitAcls(permissions.size());
    }

    /** Plays requests at the lowest and the highest version, and returns the answers of both brokers. */
    private Map<ScriptedRequest, String> play(List<ScriptedRequest> requests) throws IOException {
        Map<ScriptedRequest, String> answers = new HashMap<>();
        for (ScriptedRequest request : requests) {
            Versions versions =
                    spoken.getOrDefault(request.api(), Versions.NONE).intersect(request.versions());
            if (!versions.isEmpty()) {
                for (int version : new TreeSet<>(List.of(versions.lowest(), versions.highest()))) {
                    answers.merge(request, compare(request, version), String::concat);
                }
            }
        }
        return answers;
    }

    private String compare(ScriptedRequest request, int version) throws IOException {
        String api = request.api().name();
        if (api.equals("DeleteTopics")) {
            for (SecuritySide side : List.of(expected, actual)) {
                side.create(List.of("d0", "d1"));
            }
        }
        String theirs = expected.fullAnswerToUser(api, version, request.at(version, expected));
        String ours = actual.fullAnswerToUser(api, version, request.at(version, actual));
        if (!ours.equals(theirs)) {
            differences.putIfAbsent(
                    api + " v" + version + " " + request.fields(),
                    " with " + allowed + "\n    Apache Kafka: " + theirs + "\n    the mock:     " + ours);
        }
        return theirs + ours;
    }
}
