package io.kspec.stage.play;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.TargetUnreachable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the coordinator of a group and the leader of a partition are. Of a single broker nothing is asked: everything goes
 * to the target itself, whatever address it advertises.
 */
final class Brokers {
    /** Before version 1, Metadata asks for all topics with an empty array; above 12 nothing is needed that is new. */
    private static final Versions METADATA = new Versions(0, 12);
    /** From version 4 on, FindCoordinator asks for several keys at once. */
    private static final Versions FIND_COORDINATOR = new Versions(0, 3);

    private final Stage stage;
    private @Nullable Boolean single;

    Brokers(Stage stage) {
        this.stage = stage;
    }

    synchronized Target coordinator(String groupId) {
        if (isSingle()) {
            return stage.target();
        }
        Exchange exchange = stage.ownRole()
                .exchange(
                        "FindCoordinator",
                        stage.version("FindCoordinator", FIND_COORDINATOR),
                        body -> body.set("Key", groupId));
        Message answer = Connection.decode(exchange);
        if (answer.getShort("ErrorCode") != 0) {
            throw new RequestRefused(
                    "finding the coordinator of " + groupId, answer.getShort("ErrorCode"), null, exchange);
        }
        return new Target(answer.getString("Host"), answer.getInt("Port"));
    }

    synchronized Target leader(String topic, int partition) {
        if (isSingle()) {
            return stage.target();
        }
        Exchange exchange = metadata(List.of(topic));
        Message answer = Connection.decode(exchange);
        for (Message found : answer.getStructs("Topics")) {
            for (Message entry : found.getStructs("Partitions")) {
                if (topic.equals(found.getNullableString("Name")) && entry.getInt("PartitionIndex") == partition) {
                    return address(answer, entry, topic, exchange);
                }
            }
        }
        throw new RequestRefused("finding the leader of " + topic + "-" + partition, 0, "no such partition", exchange);
    }

    private static Target address(Message metadata, Message partition, String topic, Exchange exchange) {
        int leader = partition.getInt("LeaderId");
        for (Message broker : metadata.getStructs("Brokers")) {
            if (broker.getInt("NodeId") == leader) {
                return new Target(broker.getString("Host"), broker.getInt("Port"));
            }
        }
        throw new RequestRefused(
                "finding the leader of " + topic + "-" + partition.getInt("PartitionIndex"),
                partition.getShort("ErrorCode"),
                "its leader " + leader + " is not among the brokers",
                exchange);
    }

    /** What the target says of topics; of none, if the list is empty. */
    Exchange metadata(List<String> topics) {
        return stage.ownRole().exchange("Metadata", stage.version("Metadata", METADATA), body -> body.setEach(
                        "Topics", topics, (entry, topic) -> entry.set("Name", topic))
                .setIfPresent("AllowAutoTopicCreation", false));
    }

    private boolean isSingle() {
        if (single == null) {
            single = askWhetherSingle();
        }
        return single;
    }

    private boolean askWhetherSingle() {
        try {
            return Connection.decode(metadata(List.of())).getStructs("Brokers").size() <= 1;
        } catch (TargetUnreachable | StageInterrupted e) {
            throw e;
        } catch (StageFailure e) {
            stage.transcript().note("taken for a single broker, since its Metadata cannot be had: " + e.getMessage());
            stage.ownRole().disconnect();
            return true;
        }
    }
}
