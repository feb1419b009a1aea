package io.kspec.stage.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.stage.net.Await;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The broker that creates topics, as several stages know it. A target may answer that it is not the controller: another broker
 * is, or nobody yet, such as just after a start. Clients ask then which broker it is, and ask that one until the time of the
 * call is over (KafkaAdminClient of Apache Kafka 4.3.1). Thread-safe.
 */
final class Controller {
    /** The first pause of Java's clients: {@code retry.backoff.ms}. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Whether it was waited for, and nothing was created: then nobody waits again. */
    private volatile boolean missing;

    /** Whether the answer to a CreateTopics comes from the controller, or it is not worth while to wait for that one. */
    boolean creates(Exchange answer) {
        if (isElsewhere(answer)) {
            return missing;
        }
        missing = false;
        return true;
    }

    /**
     * Asks again until the controller answers.
     *
     * @param asking asks the broker that is the controller now
     * @return the last answer
     */
    Exchange await(Duration limit, Supplier<Exchange> asking) {
        Exchange last = Await.of("the controller", limit).every(PAUSE).last(asking, answer -> !isElsewhere(answer));
        missing = isElsewhere(last);
        return last;
    }

    private static boolean isElsewhere(Exchange answer) {
        List<AnsweredTopic> topics = AnsweredTopic.allIn(answer, "Topics");
        return !topics.isEmpty() && topics.stream().allMatch(topic -> topic.has(ErrorCode.NOT_CONTROLLER));
    }
}
