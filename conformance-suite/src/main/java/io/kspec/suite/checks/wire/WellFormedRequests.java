package io.kspec.suite.checks.wire;

import static io.kspec.stage.requests.ClusterRequests.NO_SUCH_BROKER;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.OffsetRequests;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A well-formed request of every API at every version that a broker answers and that changes nothing on it: every field has
 * the definition's default, except where such a request is not answered, would be an order to the broker with id 0, or lacks
 * what every client sends.
 *
 * <p>Where defaults are not answered was measured on Apache Kafka.
 */
public final class WellFormedRequests {
    private static final byte ANY = 1;
    private static final int SESSION_MS = 10_000;
    /** Ends a share session (KIP-932). */
    private static final int LAST_EPOCH = -1;

    /** By API name, where defaults will not do. */
    private static final Map<String, ClientRequest> REQUESTS = Stream.of(
                    ApiVersionsRequests.from("kspec", "0"),
                    OffsetRequests.fetch(new GroupPartitions("kspec-no-such-group", List.of())),
                    // With acks=0, the default, a broker correctly sends no response.
                    ClientRequest.of("Produce", body -> body.set("Acks", 1)),
                    // A broker may keep a transactional id, even the empty one.
                    ClientRequest.of("InitProducerId", body -> body.set("TransactionalId", null)),
                    // No client asks without the name of its group.
                    ClientRequest.of("ShareFetch", WellFormedRequests::endOfShareSession),
                    ClientRequest.of("ShareAcknowledge", WellFormedRequests::endOfShareSession),
                    ClientRequest.of("AddPartitionsToTxn", WellFormedRequests::oneTransaction),
                    ClientRequest.of("DescribeAcls", WellFormedRequests::anyAcl),
                    ClusterRequests.unregister(NO_SUCH_BROKER),
                    ClientRequest.of("AddRaftVoter", body -> body.set("VoterId", NO_SUCH_BROKER)),
                    ClientRequest.of("RemoveRaftVoter", body -> body.set("VoterId", NO_SUCH_BROKER)))
            .collect(Collectors.toMap(request -> request.api().name(), Function.identity()));

    private WellFormedRequests() {}

    /** The body of the request for an API and version. */
    public static Message body(ApiSpec api, int version) {
        ClientRequest request = api.name().equals("JoinGroup") ? stranger() : REQUESTS.get(api.name());
        return request != null
                ? request.at(version)
                : Message.defaults(api.request(version).struct());
    }

    /**
     * A member that nobody knows, of a group that does not exist, is refused, so that no group is left behind. Without a
     * session timeout and protocols, which every client sends, some brokers would wait for it forever.
     */
    private static ClientRequest stranger() {
        return MembershipRequests.join(
                Membership.of("kspec-no-such-group-" + UUID.randomUUID(), "kspec-no-such-member", -1),
                new JoinOffer(SESSION_MS, SESSION_MS, "consumer", Map.of("range", Bytes.EMPTY)));
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

    /** The session of a member that nobody knows, so that none is opened. */
    private static void endOfShareSession(MessageBuilder body) {
        body.set("GroupId", "kspec-no-such-group")
                .set("MemberId", KafkaUuid.format(new UUID(0x6b73706563L, 1)))
                .set("ShareSessionEpoch", LAST_EPOCH);
    }

    private static void anyAcl(MessageBuilder body) {
        body.set("ResourceTypeFilter", ANY)
                .setIfPresent("PatternTypeFilter", ANY)
                .set("Operation", ANY)
                .set("PermissionType", ANY);
    }
}
