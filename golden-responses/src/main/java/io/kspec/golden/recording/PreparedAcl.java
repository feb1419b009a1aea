package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.requests.ClientRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests about an ACL that lets everybody of a name read a topic.
 *
 * @param topic the name of the topic
 * @param pattern how that is to be understood: {@link #LITERAL} or {@link #PREFIXED}
 */
record PreparedAcl(String topic, int pattern) {
    static final int TOPIC = 2;
    static final int ANY = 1;
    static final int MATCH = 2;
    static final int LITERAL = 3;
    static final int PREFIXED = 4;

    private static final int READ = 3;
    private static final int ALLOW = 3;
    private static final String PRINCIPAL = "User:kspec-reader";

    /** A request that creates it. */
    ClientRequest creating() {
        return creating(creation -> {});
    }

    /** A request that creates it with one field that is different. */
    ClientRequest creatingWith(String field, Object value) {
        return creating(creation -> creation.set(field, value));
    }

    private ClientRequest creating(Consumer<MessageBuilder> change) {
        return ClientRequest.of(
                "CreateAcls",
                body -> body.add("Creations", creation -> {
                    creation.set("ResourceType", TOPIC)
                            .set("ResourceName", topic)
                            .setIfPresent("ResourcePatternType", pattern)
                            .set("Principal", PRINCIPAL)
                            .set("Host", "*")
                            .set("Operation", READ)
                            .set("PermissionType", ALLOW);
                    change.accept(creation);
                }));
    }

    /** A request that deletes all ACLs of the topic with this pattern. */
    ClientRequest deleting() {
        return deletingWith("Operation", ANY);
    }

    /** The same with one field that is different. */
    ClientRequest deletingWith(String field, Object value) {
        return ClientRequest.of(
                "DeleteAcls",
                body -> body.add("Filters", filter -> filter.set("ResourceTypeFilter", TOPIC)
                        .set("ResourceNameFilter", topic)
                        .setIfPresent("PatternTypeFilter", pattern)
                        .set("PrincipalFilter", null)
                        .set("HostFilter", null)
                        .set("Operation", ANY)
                        .set("PermissionType", ANY)
                        .set(field, value)));
    }

    /**
     * Asks for ACLs of topics.
     *
     * @param name the name of the topic; null for all
     */
    static ClientRequest describing(@Nullable String name, int patternFilter) {
        return ClientRequest.of("DescribeAcls", body -> body.set("ResourceTypeFilter", TOPIC)
                .set("ResourceNameFilter", name)
                .setIfPresent("PatternTypeFilter", patternFilter)
                .set("PrincipalFilter", null)
                .set("HostFilter", null)
                .set("Operation", ANY)
                .set("PermissionType", ANY));
    }
}
