package io.kspec.stage.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.RequestRefused;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an answer says of one topic.
 *
 * @param path where that stands in the answer: {@code Topics[0]}
 */
record AnsweredTopic(Message topic, String path) {
    private static final String ARRAY = "Topics";
    private static final String ERROR = "ErrorCode";

    /**
     * All topics of an answer, in its order.
     *
     * @param array the array of the topics: {@code Topics}
     */
    static List<AnsweredTopic> allIn(Exchange exchange, String array) {
        List<Message> topics = Connection.decode(exchange).getStructs(array);
        return IntStream.range(0, topics.size())
                .mapToObj(i -> new AnsweredTopic(topics.get(i), path(array, i)))
                .toList();
    }

    /**
     * What the answer to a request to create a topic says of it.
     *
     * @throws RequestRefused if it does not name it
     */
    static AnsweredTopic named(String name, Exchange exchange) {
        return named(name, allIn(exchange, ARRAY), exchange);
    }

    /**
     * The same, of an answer whose topics are known.
     *
     * @throws RequestRefused if it is not among them
     */
    static AnsweredTopic named(String name, List<AnsweredTopic> all, Exchange exchange) {
        return find(name, all)
                .orElseThrow(() -> new RequestRefused(
                        "creating topic " + name, 0, "the answer does not name it", exchange, missing(all)));
    }

    private static Optional<AnsweredTopic> find(String name, List<AnsweredTopic> all) {
        return all.stream()
                .filter(each -> name.equals(each.topic().getNullableString("Name")))
                .findFirst();
    }

    /** The error code of a topic that is not among those of an answer. */
    private static String missing(List<AnsweredTopic> all) {
        return path(ARRAY, all.size()) + '.' + ERROR;
    }

    /**
     * The error code in Metadata, there or missing, that shows that some partition has no leader; empty if none does.
     *
     * @param names the topics that were asked for
     * @param partitions how many each of them has
     */
    static String withoutLeader(Exchange metadata, List<String> names, int partitions) {
        List<AnsweredTopic> all = allIn(metadata, ARRAY);
        for (String name : names) {
            String path =
                    find(name, all).map(each -> each.withoutLeader(partitions)).orElseGet(() -> missing(all));
            if (!path.isEmpty()) {
                return path;
            }
        }
        return "";
    }

    private String withoutLeader(int partitions) {
        if (errorCode() != 0) {
            return path + '.' + ERROR;
        }
        List<Message> led = topic.getStructs("Partitions");
        for (int i = 0; i < partitions; i++) {
            if (i >= led.size() || led.get(i).getShort(ERROR) != 0) {
                return path(path + ".Partitions", i) + '.' + ERROR;
            }
        }
        return "";
    }

    private static String path(String array, int index) {
        return array + '[' + index + ']';
    }

    int errorCode() {
        return topic.getShort(ERROR);
    }

    boolean has(ErrorCode error) {
        return errorCode() == error.code();
    }

    /**
     * Demands success.
     *
     * @param doing what was to be done with the topic: {@code creating}
     * @throws RequestRefused if the answer has an error for the topic
     */
    void demandNoError(String doing, Exchange exchange) {
        if (errorCode() != 0) {
            String text = topic.has("ErrorMessage") ? topic.getNullableString("ErrorMessage") : null;
            throw new RequestRefused(
                    doing + " topic " + topic.getNullableString("Name"),
                    errorCode(),
                    text,
                    exchange,
                    path + '.' + ERROR);
        }
    }
}
