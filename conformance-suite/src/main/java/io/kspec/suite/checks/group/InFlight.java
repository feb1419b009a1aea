package io.kspec.suite.checks.group;

import io.kspec.protocol.codec.Exchange;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that was sent and whose answer may depend on other clients, such as JoinGroup's. */
public final class InFlight {
    private final Connection connection;
    private final int correlationId;
    private final Duration limit;
    private final Consumer<Answer> remember;
    private @Nullable Exchange received;

    private InFlight(Connection connection, int correlationId, Duration limit, Consumer<Answer> remember) {
        this.connection = connection;
        this.correlationId = correlationId;
        this.limit = limit;
        this.remember = remember;
    }

    /**
     * Sends a request.
     *
     * @param limit how long its answer may take
     * @param remember is given the answer once it is received
     */
    static InFlight send(
            Case test, Connection connection, ClientRequest request, Duration limit, Consumer<Answer> remember) {
        test.demandAnswers(request.api());
        return new InFlight(connection, connection.send(request, test.version(request)), limit, remember);
    }

    /**
     * Waits for the answer. To be called once.
     *
     * @throws ResponseTimeout if it does not come within the limit
     */
    public Answer answer() {
        Exchange exchange = received != null ? received : connection.receive(correlationId, limit);
        Answer answer = Answer.of(exchange);
        remember.accept(answer);
        return answer;
    }

    /**
     * Watches for a while whether the target withholds the answer.
     *
     * @return whether there is no answer yet when the time is up
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
