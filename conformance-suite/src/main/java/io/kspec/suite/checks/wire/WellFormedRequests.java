package io.kspec.suite.checks.wire;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A well-formed request of every API at every version, that a broker answers and that changes nothing on it: every field at
 * the definition's default, save where that would not be answered, or would be an order to some broker with id 0.
 *
 * <p>Where defaults are not answered was measured on Apache Kafka 3.9.2 and 4.3.1.
 */
public final class WellFormedRequests {
    /** No broker and no voter has this id. */
    private static final int NOBODY = Integer.MAX_VALUE;

    private static final byte ANY = 1;

    private static final Map<String, Consumer<MessageBuilder>> FILLS = new HashMap<>();

    static {
        // With acks 0, the default, silence would be the right answer.
        FILLS.put("Produce", body -> body.set("Acks", 1));
        FILLS.put("AddPartitionsToTxn", WellFormedRequests::oneTransaction);
        FILLS.put("OffsetFetch", WellFormedRequests::oneGroup);
        FILLS.put("DescribeAcls", WellFormedRequests::anyAcl);
        FILLS.put("UnregisterBroker", body -> body.set("BrokerId", NOBODY));
        FILLS.put("AddRaftVoter", body -> body.set("VoterId", NOBODY));
        FILLS.put("RemoveRaftVoter", body -> body.set("VoterId", NOBODY));
        FILLS.put("ApiVersions", body -> body.setIfPresent("ClientSoftwareName", "kspec")
                .setIfPresent("ClientSoftwareVersion", "0"));
    }

    private WellFormedRequests() {}

    /** The body of such a request. */
    public static Message body(ApiSpec api, int version) {
        MessageBuilder body = Message.builder(api.request(version));
        FILLS.getOrDefault(api.name(), defaults -> {}).accept(body);
        return body.build();
    }

    private static void oneTransaction(MessageBuilder body) {
        if (body.has("Transactions")) {
            body.add("Transactions", transaction -> transaction
                    .set("TransactionalId", "kspec-no-such-transaction")
                    .set("VerifyOnly", true)
                    .add("Topics", topic -> topic.set("Name", "kspec-no-such-topic")
                            .set("Partitions", List.of(0))));
        }
    }

    private static void oneGroup(MessageBuilder body) {
        if (body.has("Groups")) {
            body.add("Groups", group -> group.set("GroupId", "kspec-no-such-group")
                    .set("Topics", null));
        } else {
            body.set("GroupId", "kspec-no-such-group");
        }
    }

    private static void anyAcl(MessageBuilder body) {
        body.set("ResourceTypeFilter", ANY)
                .setIfPresent("PatternTypeFilter", ANY)
                .set("Operation", ANY)
                .set("PermissionType", ANY);
    }
}
