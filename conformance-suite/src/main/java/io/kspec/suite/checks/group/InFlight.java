package io.kspec.suite.checks.group;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that was sent and whose answer may wait for other clients, such as JoinGroup's. */
public final class InFlight {
    private final Connection connection;
    private final int correlationId;
    private final Duration limit;
    private final Consumer<Answer> heed;
    private @Nullable Exchange received;

    private InFlight(Connection connection, int correlationId, Duration limit, Consumer<Answer> heed) {
        this.connection = connection;
        this.correlationId = correlationId;
        this.limit = limit;
        this.heed = heed;
    }

    /**
     * Sends a request.
     *
     * @param limit how long its answer may take
     * @param heed takes the answer once it is received
     */
    static InFlight send(
            Case it,
            Connection connection,
            String apiName,
            Duration limit,
            Consumer<MessageBuilder> fill,
            Consumer<Answer> heed) {
        ApiSpec api = Catalog.standard().api(apiName);
        int version = it.version(apiName);
        MessageBuilder body = Message.builder(api.request(version));
        fill.accept(body);
        return new InFlight(connection, connection.send(api, version, body.build()), limit, heed);
    }

    /**
     * Waits for the answer; to be called once.
     *
     * @throws ResponseTimeout if it does not come within the limit
     */
    public Answer answer() {
        Exchange exchange = received != null ? received : connection.receive(correlationId, limit);
        Answer answer = Answer.of(exchange);
        heed.accept(answer);
        return answer;
    }

    /**
     * Lets the target take its time with the answer.
     *
     * @return whether the answer is still to come when the time is up
     */
    public boolean waits(Duration time) {
        try {
            received = connection.receive(correlationId, time);
            return false;
        } catch (ResponseTimeout stillToCome) {
            return true;
        }
    }
}
