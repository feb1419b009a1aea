package io.kspec.suite.checks.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.QuotaRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.VersionFilter;
import io.kspec.suite.checks.wire.WellFormedRequests;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The APIs that ask for several items and answer each, by the definitions of their messages. Left out are those that answer
 * only what exists (DescribeLogDirs, ListPartitionReassignments), answer by position (CreateAcls), or refuse the whole request
 * for what does not exist (OffsetDelete), or have a check of their own (LeaveGroup, Produce); and Metadata where the request may
 * create what it asks for.
 */
final class ItemRequests {
    /** An item that does not exist. */
    static final String UNKNOWN = "kspec-no-such-item";

    private static final int TIMEOUT_MS = 10_000;
    private static final long NEVER = 1L << 40;
    /** A quota that holds up nobody, in bytes per second. */
    private static final double PLENTY = 1e9;

    private static final String STRANGER = "kspec-no-such-";

    private static final String NAMED = "Topics[Name].Partitions[PartitionIndex]";
    private static final String NAMED_OR_WITH_ID = "Topics[Name|TopicId].Partitions[PartitionIndex]";
    private static final BiConsumer<MessageBuilder, List<String>> TOPIC_PARTITIONS =
            topics((entry, index) -> entry.set("PartitionIndex", index));

    static final List<ItemRequest> ALL = List.of(
            ItemRequest.of(
                    "Fetch",
                    "Topics[Topic|TopicId].Partitions[Partition]",
                    "Responses[Topic|TopicId].Partitions[PartitionIndex]",
                    (body, names) -> topics(ItemRequests::fetched).accept(body.set("MaxWaitMs", 0), names)),
            ItemRequest.of("ListOffsets", NAMED, NAMED, TOPIC_PARTITIONS),
            ItemRequest.of(
                    "OffsetForLeaderEpoch",
                    "Topics[Topic].Partitions[Partition]",
                    "Topics[Topic].Partitions[Partition]",
                    topics((entry, index) -> entry.set("Partition", index))),
            ItemRequest.of("OffsetFetch", "Topics[Name].PartitionIndexes[]", NAMED, (body, names) -> partitions(
                            "Topics", "PartitionIndexes")
                    .accept(body.set("GroupId", STRANGER + "group"), names)),
            ItemRequest.of(
                    "OffsetFetch",
                    "Groups[GroupId].Topics[Name|TopicId].PartitionIndexes[]",
                    "Groups[GroupId].Topics[Name|TopicId].Partitions[PartitionIndex]",
                    (body, names) ->
                            body.setEach("Groups", names, (group, name) -> partitions("Topics", "PartitionIndexes")
                                    .accept(group.set("GroupId", name), names))),
            ItemRequest.of(
                    "DeleteRecords",
                    NAMED,
                    NAMED,
                    (body, names) -> TOPIC_PARTITIONS.accept(body.set("TimeoutMs", TIMEOUT_MS), names)),
            ItemRequest.of(
                    "DescribeProducers",
                    "Topics[Name].PartitionIndexes[]",
                    NAMED,
                    partitions("Topics", "PartitionIndexes")),
            ItemRequest.of("DescribeTopicPartitions", "Topics[Name]", "Topics[Name]", named("Topics", "Name")),
            ItemRequest.of("Metadata", "Topics[Name]", "Topics[Name]", (body, names) -> named("Topics", "Name")
                            .accept(body.set("AllowAutoTopicCreation", false), names))
                    .from(4),
            ItemRequest.of(
                    "AddPartitionsToTxn",
                    "V3AndBelowTopics[Name].Partitions[]",
                    "ResultsByTopicV3AndBelow[Name].ResultsByPartition[PartitionIndex]",
                    (body, names) -> partitions("V3AndBelowTopics", "Partitions")
                            .accept(
                                    body.set("V3AndBelowTransactionalId", STRANGER + "transaction")
                                            .set("V3AndBelowProducerId", NEVER),
                                    names)),
            ItemRequest.of(
                    "AddPartitionsToTxn",
                    "Transactions[TransactionalId].Topics[Name].Partitions[]",
                    "ResultsByTransaction[TransactionalId].TopicResults[Name].ResultsByPartition[PartitionIndex]",
                    (body, names) -> body.setEach(
                            "Transactions", names, (transaction, name) -> partitions("Topics", "Partitions")
                                    .accept(
                                            transaction
                                                    .set("TransactionalId", name)
                                                    .set("ProducerId", NEVER)
                                                    .set("VerifyOnly", true),
                                            names))),
            ItemRequest.of(
                    "TxnOffsetCommit",
                    NAMED_OR_WITH_ID,
                    NAMED_OR_WITH_ID,
                    (body, names) -> TOPIC_PARTITIONS.accept(
                            body.set("GroupId", STRANGER + "group")
                                    .set("TransactionalId", STRANGER + "transaction")
                                    .set("ProducerId", NEVER),
                            names)),
            ItemRequest.of(
                    "OffsetCommit",
                    NAMED_OR_WITH_ID,
                    NAMED_OR_WITH_ID,
                    (body, names) -> TOPIC_PARTITIONS.accept(
                            body.set("GroupId", STRANGER + "group")
                                    .setIfPresent("MemberId", STRANGER + "member")
                                    .setIfPresent("GenerationIdOrMemberEpoch", 1),
                            names)),
            ItemRequest.of("CreateTopics", "Topics[Name]", "Topics[Name]", (body, names) -> body.set(
                                    "timeoutMs", TIMEOUT_MS)
                            .set("validateOnly", true)
                            .setEach("Topics", names, (topic, name) -> topic.set("Name", name)
                                    .set("NumPartitions", 1)
                                    .set("ReplicationFactor", 1)))
                    .from(1),
            ItemRequest.of("DeleteTopics", "TopicNames[]", "Responses[Name]", (body, names) -> body.set(
                            "TimeoutMs", TIMEOUT_MS)
                    .set("TopicNames", names)),
            ItemRequest.of("DeleteTopics", "Topics[Name]", "Responses[Name]", (body, names) -> named("Topics", "Name")
                    .accept(body.set("TimeoutMs", TIMEOUT_MS), names)),
            ItemRequest.of("CreatePartitions", "Topics[Name]", "Results[Name]", (body, names) -> body.set(
                            "TimeoutMs", TIMEOUT_MS)
                    .set("ValidateOnly", true)
                    .setEach("Topics", names, (topic, name) -> topic.set("Name", name)
                            .set("Count", 2)
                            .set("Assignments", null))),
            ItemRequest.of(
                    "DescribeConfigs",
                    "Resources[ResourceType|ResourceName]",
                    "Results[ResourceType|ResourceName]",
                    resources((resource, name) -> resource.set("ConfigurationKeys", null))),
            ItemRequest.of(
                    "AlterConfigs",
                    "Resources[ResourceType|ResourceName]",
                    "Responses[ResourceType|ResourceName]",
                    (body, names) -> resources((resource, name) -> {}).accept(body.set("ValidateOnly", true), names)),
            ItemRequest.of(
                    "IncrementalAlterConfigs",
                    "Resources[ResourceType|ResourceName]",
                    "Responses[ResourceType|ResourceName]",
                    (body, names) -> resources((resource, name) -> {}).accept(body.set("ValidateOnly", true), names)),
            ItemRequest.of(
                    "ElectLeaders",
                    "TopicPartitions[Topic].Partitions[]",
                    "ReplicaElectionResults[Topic].PartitionResult[PartitionId]",
                    (body, names) -> partitions("TopicPartitions", "Partitions")
                            .accept(body.set("TimeoutMs", TIMEOUT_MS), names)),
            ItemRequest.of(
                    "AlterPartitionReassignments",
                    NAMED,
                    "Responses[Name].Partitions[PartitionIndex]",
                    topics((entry, index) -> entry.set("PartitionIndex", index).set("Replicas", null))),
            ItemRequest.of("FindCoordinator", "CoordinatorKeys[]", "Coordinators[Key]", texts("CoordinatorKeys")),
            ItemRequest.of("DescribeGroups", "Groups[]", "Groups[GroupId]", texts("Groups")),
            ItemRequest.of("DeleteGroups", "GroupsNames[]", "Results[GroupId]", texts("GroupsNames")),
            ItemRequest.of("ConsumerGroupDescribe", "GroupIds[]", "Groups[GroupId]", texts("GroupIds")),
            ItemRequest.of("ShareGroupDescribe", "GroupIds[]", "Groups[GroupId]", texts("GroupIds")),
            ItemRequest.of("StreamsGroupDescribe", "GroupIds[]", "Groups[GroupId]", texts("GroupIds")),
            ItemRequest.of(
                    "DescribeShareGroupOffsets",
                    "Groups[GroupId]",
                    "Groups[GroupId]",
                    (body, names) -> body.setEach("Groups", names, (group, name) -> group.set("GroupId", name)
                            .set("Topics", null))),
            ItemRequest.of("AlterClientQuotas", "Entries[Entity]", "Entries[Entity]", ItemRequests::quotas),
            ItemRequest.of(
                    "DescribeTransactions",
                    "TransactionalIds[]",
                    "TransactionStates[TransactionalId]",
                    texts("TransactionalIds")),
            ItemRequest.of("DescribeUserScramCredentials", "Users[Name]", "Results[User]", named("Users", "Name")),
            ItemRequest.of(
                    "AlterUserScramCredentials",
                    "Deletions[Name]",
                    "Results[User]",
                    (body, names) -> body.setEach("Deletions", names, (user, name) -> user.set("Name", name)
                            .set("Mechanism", 1))));

    private ItemRequests() {}

    /** The request of an API at a version; empty if it does not ask for items. */
    static Optional<ItemRequest> of(ApiSpec api, int version) {
        return ALL.stream()
                .filter(request -> request.api().key() == api.key() && request.isAt(version))
                .findFirst();
    }

    /**
     * The request of a case for some items; a well-formed one where it does not ask for items. Without items, some APIs answer
     * everything there is.
     */
    static Message bodyOf(Case test, List<String> names) {
        return of(test.api(), test.version())
                .map(request -> request.body(test.version(), names))
                .orElseGet(() -> WellFormedRequests.body(test.api(), test.version()));
    }

    /** The versions that ask for items. */
    static final class Filter implements VersionFilter {
        @Override
        public boolean admits(ApiSpec api, int version) {
            return of(api, version).isPresent();
        }
    }

    /** A quota for each client id, and for each client id of a user. */
    private static void quotas(MessageBuilder body, List<String> names) {
        body.set("ValidateOnly", true);
        for (String name : names) {
            addQuota(
                    body,
                    entry -> entry.add("Entity", part -> part.set("EntityType", QuotaRequests.CLIENT_ID)
                            .set("EntityName", name)));
            addQuota(body, entry -> entry.add("Entity", part -> part.set("EntityType", QuotaRequests.USER)
                            .set("EntityName", name))
                    .add("Entity", part -> part.set("EntityType", QuotaRequests.CLIENT_ID)
                            .set("EntityName", name)));
        }
    }

    private static void addQuota(MessageBuilder body, Consumer<MessageBuilder> entity) {
        body.add("Entries", entry -> {
            entity.accept(entry);
            entry.add("Ops", op -> op.set("Key", "producer_byte_rate").set("Value", PLENTY));
        });
    }

    private static MessageBuilder fetched(MessageBuilder partition, int index) {
        return partition.set("Partition", index).set("PartitionMaxBytes", 1);
    }

    private static BiConsumer<MessageBuilder, List<String>> texts(String array) {
        return (body, names) -> body.set(array, names);
    }

    private static BiConsumer<MessageBuilder, List<String>> named(String array, String key) {
        return (body, names) -> body.setEach(array, names, (entry, name) -> entry.set(key, name));
    }

    private static BiConsumer<MessageBuilder, List<String>> resources(BiConsumer<MessageBuilder, String> rest) {
        return (body, names) -> body.setEach(
                "Resources",
                names,
                (resource, name) -> rest.accept(
                        resource.set("ResourceType", ConfigRequests.TOPIC).set("ResourceName", name), name));
    }

    /** The i-th topic with the partitions 0 to i, each a structure. */
    private static BiConsumer<MessageBuilder, List<String>> topics(BiConsumer<MessageBuilder, Integer> fill) {
        return (body, names) -> body.setEach("Topics", names, (topic, name) -> identify(topic, name)
                .setEach("Partitions", indexes(names.indexOf(name)), fill));
    }

    /** The i-th topic with the partitions 0 to i, each a number. */
    private static BiConsumer<MessageBuilder, List<String>> partitions(String array, String partitions) {
        return (body, names) -> body.setEach(
                array, names, (topic, name) -> identify(topic, name).set(partitions, indexes(names.indexOf(name))));
    }

    private static MessageBuilder identify(MessageBuilder topic, String name) {
        for (String field : List.of("Name", "Topic")) {
            if (topic.has(field)) {
                return topic.set(field, name);
            }
        }
        return topic.set("TopicId", idOf(name));
    }

    /** The id that stands for the topic of a name, where the request has ids. */
    static UUID idOf(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    private static List<Integer> indexes(int last) {
        return IntStream.rangeClosed(0, last).boxed().toList();
    }
}
