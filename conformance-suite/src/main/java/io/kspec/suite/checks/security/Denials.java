package io.kspec.suite.checks.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.AclBinding;
import io.kspec.stage.requests.AclRequests;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.QuotaRequests;
import io.kspec.stage.requests.ReplicaRequests;
import io.kspec.stage.requests.ScramRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.stage.requests.TransactionRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Requests of a client to whom nothing is allowed, by the kind of resource that they need. */
final class Denials {
    private static final int TIMEOUT_MS = 10_000;
    private static final int SESSION_MS = 10_000;
    private static final String ERROR = "ErrorCode";

    /** The versions that need something else, or nothing, by API. */
    private static final Map<String, Versions> WITHIN = Map.of(
            // Kafka refuses brokers' own requests by the cluster.
            "AddPartitionsToTxn", new Versions(0, 3),
            // Later, topics are named by ids, of which there are none.
            "OffsetCommit", new Versions(0, 9),
            // Before, there is no place for an error.
            "DescribeLogDirs", new Versions(3, Short.MAX_VALUE),
            "ElectLeaders", new Versions(1, Short.MAX_VALUE));

    private final Case test;
    private final Connection connection;

    /**
     * Denials of a client.
     *
     * @param connection that of the client
     */
    Denials(Case test, Connection connection) {
        this.test = test;
        this.connection = connection;
    }

    /** Requests that need a topic, which exists. */
    static List<ClientRequest> ofTopic(Case test, String topic) {
        PartitionClient partition = new PartitionClient(test, topic, 0);
        int produce = test.version("Produce");
        return List.of(
                MetadataRequests.topics(topic),
                ListOffsetsRequests.list(OffsetQuery.of(topic, 0, OffsetQuery.LATEST)),
                FetchRequests.fetch(FetchPosition.of(partition.identity(), 0, 0)),
                ProduceRequests.produce(1, TIMEOUT_MS, partition.with(Payload.batch(produce, Payload.numbered(1)))),
                TopicRequests.create(TIMEOUT_MS, NewTopic.of(test.name("topic"), 1)),
                TopicRequests.delete(TIMEOUT_MS, List.of(topic)),
                LogRequests.createPartitions(topic, 2, null),
                LogRequests.deleteRecords(topic, 0, 0),
                ConfigRequests.describe(ConfigRequests.TOPIC, topic, null),
                ConfigRequests.checkOnly(ConfigRequests.alter(ConfigRequests.TOPIC, topic, Map.of())),
                ConfigRequests.checkOnly(ConfigRequests.alterIncrementally(
                        ConfigRequests.TOPIC, topic, Change.set("retention.ms", "1000000"))),
                ReplicaRequests.epochEnd(topic, 0, 0, -1),
                ReplicaRequests.describeTopics(topic),
                TransactionRequests.describeProducers(topic, List.of(0)));
    }

    /** Requests that need a group. */
    static List<ClientRequest> ofGroup(String group) {
        Membership member = Membership.of(group, "kspec-no-such-member", 1);
        return List.of(
                CoordinatorRequests.find(CoordinatorType.GROUP, group),
                MembershipRequests.join(
                        member, new JoinOffer(SESSION_MS, SESSION_MS, "consumer", Map.of("range", Bytes.EMPTY))),
                MembershipRequests.sync(member, "consumer", "range", Map.of()),
                MembershipRequests.heartbeat(member),
                MembershipRequests.leave(group, Leaver.member(member.memberId())),
                OffsetRequests.commit(
                        group, List.of(new OffsetToCommit(TopicIdentity.named("kspec-no-such-topic"), 0, 0, -1, ""))),
                OffsetRequests.fetch(new GroupPartitions(group, List.of())),
                GroupRequests.describe(group),
                GroupRequests.delete(List.of(group)));
    }

    /** Requests that need a transactional id. */
    static List<ClientRequest> ofTransaction(String transactionalId, String topic, String group) {
        ProducerSession producer = new ProducerSession(transactionalId, 1, (short) 0);
        return List.of(
                CoordinatorRequests.find(CoordinatorType.TRANSACTION, transactionalId),
                ProducerIdRequests.init(transactionalId, TIMEOUT_MS),
                TransactionRequests.addPartitions(producer, topic, List.of(0)),
                TransactionRequests.addOffsets(producer, group),
                TransactionRequests.end(producer, true),
                TransactionRequests.describe(List.of(transactionalId)));
    }

    /** Requests that need the cluster, and change nothing. */
    static List<ClientRequest> ofCluster(Case test) {
        AclBinding acl = AclBinding.mayRead("User:" + test.name("nobody"), test.name("topic"));
        return List.of(
                AclRequests.describe(acl.filter()),
                AclRequests.create(acl.on(AclRequests.TOPIC, "")),
                AclRequests.delete(acl.filter()),
                QuotaRequests.describeAll(),
                QuotaRequests.set(QuotaRequests.USER, test.name("nobody"), "producer_byte_rate", 1e9)
                        .with(body -> body.set("ValidateOnly", true)),
                ScramRequests.delete(test.name("nobody"), Credentials.MECHANISM),
                ClusterRequests.describeQuorum(ClusterRequests.METADATA_TOPIC, 0),
                ClusterRequests.unregister(ClusterRequests.NO_SUCH_BROKER),
                ReplicaRequests.listReassignments(),
                LogRequests.describeDirs(test.name("topic"), 0),
                ConfigRequests.list());
    }

    /** Expects that each request that the target can be asked is rejected with an error. */
    void expect(List<ClientRequest> requests, ErrorCode expected) {
        for (ClientRequest request : requests) {
            String api = request.api().name();
            OptionalInt version = test.stage()
                    .bestCommonVersion(
                            api, WITHIN.getOrDefault(api, request.api().versions()));
            if (version.isPresent()) {
                expect(Answer.of(connection.exchange(request, version.getAsInt())), expected);
            }
        }
    }

    private static void expect(Answer answer, ErrorCode expected) {
        String path = firstError(answer.body(), "").orElse("");
        boolean rejected = ErrorCodes.haveAny(answer.body(), Set.of(expected));
        answer.expect(
                rejected,
                path,
                ErrorCode.describe(expected.code()) + ", since nothing is allowed to the client",
                ErrorCodes.of(answer.body()).stream()
                        .distinct()
                        .map(ErrorCode::describe)
                        .toList());
    }

    /** The path of the first error code of a message, those of its entries before its own. */
    private static Optional<String> firstError(Message message, String prefix) {
        for (FieldSpec field : message.spec().fields()) {
            if (field.type().isStructArray() && !message.isNull(field.name())) {
                List<Message> entries = message.getStructs(field.name());
                Optional<String> found = entries.isEmpty()
                        ? Optional.empty()
                        : firstError(entries.get(0), prefix + field.name() + "[0].");
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return message.has(ERROR) ? Optional.of(prefix + ERROR) : Optional.empty();
    }
}
