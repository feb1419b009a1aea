package io.kspec.mock.api.topic;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * CreatePartitions. The count is that of all partitions, including those that exist. A topic that is named twice is refused
 * once.
 *
 * <ul>
 *   <li>v1: throttling happens after the response. v2: flexible.
 *   <li>v3: THROTTLING_QUOTA_EXCEEDED is possible (KIP-599); the mock never returns it.
 * </ul>
 */
public final class CreatePartitionsHandler implements ApiHandler {
    private final Cluster cluster;

    public CreatePartitionsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "CreatePartitions";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 3);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        Map<String, Integer> times = new TreeMap<>();
        request.getStructs("Topics").forEach(topic -> times.merge(topic.getString("Name"), 1, Integer::sum));
        List<Message> once = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        for (Message topic : request.getStructs("Topics")) {
            String name = topic.getString("Name");
            if (times.getOrDefault(name, 0) == 1) {
                once.add(topic);
            } else if (!repeated.contains(name)) {
                repeated.add(name);
            }
        }
        MessageBuilder response = context.response();
        for (String name : repeated) {
            response.add("Results", result -> result.set("Name", name)
                    .set("ErrorCode", ErrorCode.INVALID_REQUEST)
                    .set("ErrorMessage", "Duplicate topic name."));
        }
        once.forEach(topic -> response.add("Results", result -> answer(request, topic, result, context)));
        return HandlerAnswer.now(response.build());
    }

    private void answer(Message request, Message asked, MessageBuilder result, RequestContext context) {
        result.set("Name", asked.getString("Name"));
        try {
            if (request.getInt("TimeoutMs") <= 0) {
                // With a timeout of 0, Kafka times out immediately.
                throw new TopicRefusal(ErrorCode.REQUEST_TIMED_OUT, "");
            }
            create(asked, request.getBoolean("ValidateOnly"), context);
        } catch (TopicRefusal refused) {
            result.set("ErrorCode", refused.error()).set("ErrorMessage", refused.shownMessage());
        }
    }

    private void create(Message asked, boolean checkOnly, RequestContext context) {
        Topic topic = cluster.topics()
                .find(asked.getString("Name"))
                .orElseThrow(() -> new TopicRefusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, ""));
        int present = topic.partitions().size();
        int added = checkCount(asked.getInt("Count"), present);
        List<List<Integer>> replicas = replicasOf(asked, topic, added);
        if (context.throttle().refusesMutation(added, context.version() >= 3, context.nowMs())) {
            throw new TopicRefusal(ErrorCode.THROTTLING_QUOTA_EXCEEDED, "The throttling quota has been exceeded.");
        }
        if (!checkOnly) {
            cluster.replicas().assign(cluster.topics().addPartitions(topic, added), replicas);
        }
    }

    /** The number of partitions to add. */
    private static int checkCount(int count, int present) {
        if (count == present) {
            throw new TopicRefusal(ErrorCode.INVALID_PARTITIONS, "The topic already has " + present + " partition(s).");
        }
        if (count < present) {
            throw new TopicRefusal(
                    ErrorCode.INVALID_PARTITIONS,
                    "The topic currently has " + present + " partition(s); " + count + " would not be an increase.");
        }
        if (count - present > CreateTopicsHandler.MAX_PARTITIONS) {
            throw new TopicRefusal(
                    ErrorCode.POLICY_VIOLATION,
                    "More than " + CreateTopicsHandler.MAX_PARTITIONS + " partitions would be added.");
        }
        return count - present;
    }

    /** The replicas of each added partition: those that the client chose, or those that the cluster chooses. */
    private List<List<Integer>> replicasOf(Message asked, Topic topic, int added) {
        int factor = cluster.replicas().of(topic, 0).replicas().size();
        if (asked.isNull("Assignments")) {
            return cluster.replicas().choose(added, factor);
        }
        List<List<Integer>> assigned = asked.getStructs("Assignments").stream()
                .map(assignment -> assignment.getInts("BrokerIds"))
                .toList();
        cluster.replicas().checkAssignments(assigned);
        if (assigned.size() != added) {
            throw new TopicRefusal(
                    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                    "Expected " + added + " assignment(s), found " + assigned.size() + ".");
        }
        if (assigned.get(0).size() != factor) {
            throw new TopicRefusal(
                    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                    "The partitions of the topic have " + factor + " replica(s), found " + assigned.get(0) + ".");
        }
        return assigned;
    }
}
