package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.streams.InternalTopic;
import io.kspec.mock.group.streams.StreamsTopology;
import io.kspec.mock.security.acl.AclClient;
import io.kspec.mock.security.acl.AclOperation;
import io.kspec.mock.security.acl.AclResource;
import io.kspec.mock.security.acl.AclResourceType;
import io.kspec.mock.security.acl.Authorizer;
import io.kspec.mock.security.acl.DescribedTopics;
import java.util.List;

/** What a client may do with the topics of a streams application, as Apache Kafka 4.3.1 decides it. */
final class StreamsTopicAccess {
    private final Authorizer authorizer;
    private final AclClient client;

    StreamsTopicAccess(Cluster cluster, RequestContext context) {
        this.authorizer = cluster.security().authorizer();
        this.client = context.aclClient();
    }

    /** Whether it may describe all of them. */
    boolean mayDescribe(StreamsTopology topology) {
        return new DescribedTopics(authorizer, client).includeAll(topology.topics());
    }

    /** Those of some topics that it may not create. */
    List<String> notToCreate(List<InternalTopic> topics) {
        boolean mayCreateAny =
                authorizer.allows(client, AclOperation.CREATE, AclResourceType.CLUSTER, AclResource.CLUSTER_NAME);
        return mayCreateAny
                ? List.of()
                : topics.stream()
                        .map(InternalTopic::name)
                        .filter(topic -> !authorizer.allows(client, AclOperation.CREATE, AclResourceType.TOPIC, topic))
                        .toList();
    }
}
