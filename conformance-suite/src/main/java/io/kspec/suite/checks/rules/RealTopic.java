package io.kspec.suite.checks.rules;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A topic of one partition that exists, as an item of requests. */
final class RealTopic {
    /** Old versions of Metadata, which may be swept, do not show the id that newer versions of Produce need. */
    private static final Versions BY_NAME = new Versions(3, 12);

    /** Where requests for items name topics by their ids. */
    private static final List<FieldPath> IDS = Stream.of("Topics[*].TopicId", "Groups[*].Topics[*].TopicId")
            .map(FieldPath::parsePattern)
            .toList();

    /** Where requests for items name a group; of several, the last is the one for the items that exist. */
    private static final List<FieldPath> GROUPS = Stream.of("GroupId", "Groups[*].GroupId")
            .map(FieldPath::parsePattern)
            .toList();

    private final Case test;
    private final PartitionClient client;

    /** Creates a topic, with a record in it if the target takes any. */
    RealTopic(Case test) {
        this.test = test;
        this.client = PartitionClient.ofNewTopic(test);
        if (test.stage().bestCommonVersion("Produce", BY_NAME).isPresent()) {
            test.limit("Produce", BY_NAME);
            client.produce(Payload.numbered(1));
        }
    }

    String name() {
        return client.topic();
    }

    /** The connection to the broker that answers for a request's items: the coordinator of its group, or the topic's leader. */
    Connection connection(Message request) {
        return GROUPS.stream()
                .flatMap(groups -> groups.in(request).stream())
                .flatMap(group -> group.find(request).stream())
                .reduce((former, last) -> last)
                .map(group -> test.coordinator(CoordinatorType.GROUP, (String) group))
                .orElseGet(client::connection);
    }

    /** The case's request for the topic and, except for Metadata, for one that does not exist. */
    Message request() {
        if (test.api().name().equals("Metadata")) {
            return MetadataRequests.topics(name()).at(test.version());
        }
        ItemRequest request = ItemRequests.of(test.api(), test.version()).orElseThrow();
        return request(request, List.of(name(), ItemRequests.UNKNOWN));
    }

    /** The request for items of these names, of which the topic's may be one. */
    Message request(ItemRequest request, List<String> names) {
        Message body = request.body(test.version(), names);
        UUID stand = ItemRequests.idOf(name());
        for (FieldPath ids : IDS) {
            for (FieldPath id : ids.in(body)) {
                if (id.find(body).filter(stand::equals).isPresent()) {
                    body = id.replace(body, client.topicId());
                }
            }
        }
        return body;
    }
}
