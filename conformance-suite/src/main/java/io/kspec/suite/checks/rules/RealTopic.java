package io.kspec.suite.checks.rules;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A topic of one partition that exists, as an item of requests. */
final class RealTopic {
    /** Old versions of Metadata, which may be swept, do not show the id that newer versions of Produce need. */
    private static final Versions BY_NAME = new Versions(3, 12);

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

    /** The connection to its leader. */
    Connection connection() {
        return client.connection();
    }

    /** The request for items of these names, of which the topic's may be one. */
    Message request(ItemRequest request, List<String> names) {
        Message body = request.body(test.version(), names);
        UUID stand = ItemRequests.idOf(name());
        return mentions(body, stand) ? (Message) replaced(body, stand, client.topicId()) : body;
    }

    private static boolean mentions(@Nullable Object value, UUID id) {
        if (value instanceof Message message) {
            return message.spec().fields().stream().anyMatch(field -> mentions(message.get(field), id));
        }
        return value instanceof List<?> list ? list.stream().anyMatch(entry -> mentions(entry, id)) : id.equals(value);
    }

    private static Object replaced(Object value, UUID from, UUID to) {
        if (value instanceof Message message) {
            MessageBuilder builder = message.toBuilder();
            for (FieldSpec field : message.spec().fields()) {
                Object part = message.get(field);
                if (part != null && mentions(part, from)) {
                    builder.set(field.name(), replaced(part, from, to));
                }
            }
            return builder.build();
        }
        if (value instanceof List<?> list) {
            List<Object> entries = new ArrayList<>();
            list.forEach(entry -> entries.add(replaced(entry, from, to)));
            return entries;
        }
        return value.equals(from) ? to : value;
    }
}
