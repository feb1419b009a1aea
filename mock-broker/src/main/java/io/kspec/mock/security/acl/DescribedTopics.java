package io.kspec.mock.security.acl;

import java.util.Collection;

/** Which topics a client may describe, where that decides whether it sees what uses them. */
public record DescribedTopics(Authorizer authorizer, AclClient client) {
    /** Why a group is concealed, in words. */
    public static final String NOT_ALL_OF_GROUP = "The client may not describe all topics of the group.";

    /** Whether the client may describe a topic. */
    public boolean includes(String topic) {
        return authorizer.allows(client, AclOperation.DESCRIBE, AclResourceType.TOPIC, topic);
    }

    /** Whether the client may describe all of some topics. */
    public boolean includeAll(Collection<String> topics) {
        return topics.stream().allMatch(this::includes);
    }
}
