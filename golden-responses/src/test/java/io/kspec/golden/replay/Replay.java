package io.kspec.golden.replay;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Outcome;
import io.kspec.golden.recording.BrokerFixture;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a captured story on another broker: the same requests in the same order over as many connections, save that ids
 * which the broker gives are those that this one gave.
 */
final class Replay implements AutoCloseable {
    private static final ConnectionSettings SETTINGS =
            ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofSeconds(5));

    private final Capture capture;
    private final Target target;
    private final Transcript transcript = new Transcript();
    private final Map<String, Connection> connections = new HashMap<>();
    private final Map<String, CapturedExchange> waiting = new LinkedHashMap<>();
    private final Map<CapturedExchange, Answer> answers = new LinkedHashMap<>();
    private final GivenIds ids = new GivenIds();

    /**
     * What came of a request.
     *
     * @param outcome what kind of thing
     * @param response the frame, if one came
     */
    record Answer(Outcome outcome, @Nullable Bytes response) {}

    Replay(Capture capture, Target target) {
        this.capture = capture;
        this.target = target;
    }

    /** Plays the story; gives every difference between the answers and those captured. */
    List<Difference> differences() {
        play();
        AnswerComparison comparison = new AnswerComparison(capture, ids);
        answers.forEach(comparison::compare);
        return comparison.differences();
    }

    private void play() {
        for (CapturedExchange exchange : capture.exchanges()) {
            send(exchange);
            if (exchange.answeredAfter() == null) {
                receive(exchange);
            } else {
                waiting.put(exchange.answeredAfter(), exchange);
                awaitThatItWaits(exchange);
            }
            settle(exchange);
            CapturedExchange awaited = waiting.remove(exchange.name());
            if (awaited != null) {
                receive(awaited);
            }
        }
    }

    private void send(CapturedExchange exchange) {
        Connection connection = connections.computeIfAbsent(
                exchange.connection(), name -> Connection.open(name, target, null, SETTINGS, transcript));
        Bytes request = ids.adapted(exchange);
        if (exchange.outcome() == Outcome.NO_ANSWER_DUE) {
            connection.sendFrame(request);
        } else {
            connection.sendAs(exchange.api(), exchange.version(), request.getInt(4), request);
        }
    }

    /** A broker may take its time to lead the partitions of a new topic. */
    private void settle(CapturedExchange exchange) {
        if (exchange.api().name().equals("CreateTopics") && exchange.name().startsWith("preparing")) {
            for (Message topic : exchange.decodeRequest().requireBody().getStructs("Topics")) {
                onGround(ground -> ground.awaitLeaders(topic.getString("Name"), topic.getInt("NumPartitions")));
            }
        }
    }

    private void onGround(Consumer<BrokerFixture> action) {
        try (Stage stage = Stage.on(target).settings(SETTINGS).open()) {
            action.accept(new BrokerFixture(stage));
        }
    }

    /** A broker whose clients are told apart by connections may take a later request first, if it does not wait. */
    private void awaitThatItWaits(CapturedExchange exchange) {
        String group = exchange.decodeRequest().requireBody().getString("GroupId");
        onGround(ground -> ground.awaitState(group, "PreparingRebalance"));
    }

    private void receive(CapturedExchange exchange) {
        Answer answer = exchange.outcome() == Outcome.NO_ANSWER_DUE
                ? new Answer(Outcome.NO_ANSWER_DUE, null)
                : answerTo(exchange);
        answers.put(exchange, answer);
        if (answer.response() != null && exchange.response() != null) {
            ids.learn(
                    exchange.decodeResponse(),
                    Frames.attemptResponse(exchange.api(), exchange.version(), answer.response()));
        }
    }

    private Answer answerTo(CapturedExchange exchange) {
        Connection connection = Objects.requireNonNull(connections.get(exchange.connection()));
        try {
            return new Answer(
                    Outcome.ANSWERED,
                    connection.receive(exchange.request().getInt(4)).response());
        } catch (ConnectionClosed e) {
            return new Answer(Outcome.CLOSED, null);
        } catch (ResponseTimeout e) {
            return new Answer(Outcome.SILENT, null);
        }
    }

    @Override
    public void close() {
        connections.values().forEach(Connection::close);
    }
}
