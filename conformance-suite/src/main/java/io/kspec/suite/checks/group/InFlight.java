package io.kspec.suite.checks.group;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request that was sent and whose answer may depend on other clients, such as JoinGroup's. */
public final class InFlight {
    private final Case test;
    private final ApiSpec api;
    private final Connection connection;
    private final int correlationId;
    private final Duration limit;
    private final boolean usual;
    private final Function<Answer, Optional<InFlight>> next;
    private @Nullable Exchange received;
    private @Nullable Answer answered;
    private @Nullable InFlight following;

    private InFlight(
            Case test,
            ApiSpec api,
            Connection connection,
            int correlationId,
            Duration limit,
            boolean usual,
            Function<Answer, Optional<InFlight>> next) {
        this.test = test;
        this.api = api;
        this.connection = connection;
        this.correlationId = correlationId;
        this.limit = limit;
        this.usual = usual;
        this.next = next;
    }

    /**
     * Sends a request.
     *
     * @param limit how long its answer may take
     * @param usual whether that is as long as usual: only then other cases need not wait for what did not come
     * @param next is given the answer once it is received, and returns the request that the client sends in response
     *     to it, whose answer then counts instead
     */
    static InFlight send(
            Case test,
            Connection connection,
            ClientRequest request,
            Duration limit,
            boolean usual,
            Function<Answer, Optional<InFlight>> next) {
        test.demandAnswers(request.api());
        return new InFlight(
                test, request.api(), connection, connection.send(request, test.version(request)), limit, usual, next);
    }

    /**
     * Waits for the answer: that of the last request if the client sends another one in response to the first answer.
     *
     * @throws ResponseTimeout if it does not come within the limit
     */
    public Answer answer() {
        InFlight last = followed();
        return last.answered == null ? last.answer() : last.answered;
    }

    /** Waits for this request's answer; returns the request that the client sends in response to it, or this one. */
    InFlight followed() {
        if (answered == null) {
            answered = Answer.of(received != null ? received : receive());
            following = next.apply(answered).orElse(this);
        }
        return following == null ? this : following;
    }

    private Exchange receive() {
        return usual ? test.receive(connection, correlationId, api, limit) : connection.receive(correlationId, limit);
    }

    /** Has the client send the request that follows this one, if the answer to this one has come by now. */
    void moveOn() {
        if (following != null) {
            if (following != this) {
                following.moveOn();
            }
            return;
        }
        if (received == null) {
            received = connection.receiveNow(correlationId).orElse(null);
        }
        if (received != null) {
            followed().moveOn();
        }
    }

    /**
     * Watches for a while whether the target withholds the answer to this request.
     *
     * @return whether there is no answer yet when the time is up
     */
    public boolean waits(Duration time) {
        if (received != null) {
            return false;
        }
        try {
            received = connection.receive(correlationId, time);
            return false;
        } catch (ResponseTimeout stillToCome) {
            return true;
        }
    }

    /**
     * Watches for a while and expects that the target withholds the answer.
     *
     * @param meanwhile what the target has to wait for, as in "while two members have not rejoined"
     */
    void expectWaiting(Duration time, String meanwhile) {
        if (!waits(time)) {
            throw atOnce(meanwhile);
        }
    }

    /** The failure of a target that answered although it had to wait. */
    CheckFailure atOnce(String meanwhile) {
        return answer().failure("", "no answer to " + api.name() + " while " + meanwhile, "an answer at once");
    }
}
