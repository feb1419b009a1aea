package io.kspec.golden.replay;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.ExchangeOutcome;
import io.kspec.golden.comparison.AnswerComparison;
import io.kspec.golden.comparison.Difference;
import io.kspec.golden.comparison.VolatileValues;
import io.kspec.golden.recording.BrokerFixture;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays a capture on another broker: the same requests in the same order over as many connections, except that ids which
 * the captured broker gave are replaced by those that this one gives.
 */
public final class Replay implements AutoCloseable {
    private static final ConnectionSettings SETTINGS =
            ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofSeconds(5));

    private final Capture capture;
    private final Target target;
    private final Transcript transcript = new Transcript();
    private final Map<String, Connection> connections = new HashMap<>();
    private final Map<String, CapturedExchange> waiting = new LinkedHashMap<>();
    private final List<Received> received = new ArrayList<>();
    private final VolatileValues values = new VolatileValues();

    private record Received(CapturedExchange exchange, ExchangeOutcome outcome, @Nullable Bytes response) {}

    /**
     * A replay that has not begun.
     *
     * @param capture what to play
     * @param target the broker to play it on, which must not have the topics and groups that the capture names
     */
    public Replay(Capture capture, Target target) {
        this.capture = capture;
        this.target = target;
    }

    /** Plays the capture, once; gives every difference between the responses and the captured ones. */
    public List<Difference> differences() {
        play();
        AnswerComparison comparison = new AnswerComparison(capture, values);
        received.forEach(each -> comparison.compare(each.exchange(), each.outcome(), each.response()));
        return comparison.differences();
    }

    private void play() {
        for (CapturedExchange exchange : capture.exchanges()) {
            send(exchange);
            if (exchange.answeredAfter() == null) {
                receive(exchange);
            } else {
                waiting.put(exchange.answeredAfter(), exchange);
                awaitRebalance(exchange);
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
        Bytes request = values.adapted(exchange);
        if (exchange.outcome() == ExchangeOutcome.NO_ANSWER_DUE) {
            connection.sendFrame(request);
        } else {
            connection.sendAs(exchange.api(), exchange.version(), request.getInt(4), request);
        }
    }

    /** A broker may answer before what was asked for is done, as another connection sees it. */
    private void settle(CapturedExchange exchange) {
        if (exchange.api().name().equals("EndTxn")) {
            String ended = exchange.decodeRequest().requireBody().getString("TransactionalId");
            if (!ended.isEmpty()) {
                onGround(ground -> {
                    ground.awaitTransaction(ended);
                    groupsOfTransactions().forEach(ground::awaitStableOffsets);
                });
            }
            return;
        }
        if (!exchange.name().startsWith("preparing")) {
            return;
        }
        if (exchange.api().name().equals("CreateTopics")) {
            for (Message topic : exchange.decodeRequest().requireBody().getStructs("Topics")) {
                onGround(ground -> ground.awaitLeaders(topic.getString("Name"), topic.getInt("NumPartitions")));
            }
        } else if (exchange.api().name().equals("SyncGroup")) {
            awaitState(exchange, "Stable");
        }
    }

    private Stream<String> groupsOfTransactions() {
        return capture.exchanges().stream()
                .filter(exchange -> exchange.api().name().equals("AddOffsetsToTxn"))
                .map(exchange -> exchange.decodeRequest().requireBody().getString("GroupId"))
                .distinct();
    }

    private void onGround(Consumer<BrokerFixture> action) {
        try (Stage stage = Stage.on(target).settings(SETTINGS).open()) {
            action.accept(new BrokerFixture(stage));
        }
    }

    /** Otherwise the broker might process the next request, which comes over another connection, before this one. */
    private void awaitRebalance(CapturedExchange exchange) {
        awaitState(exchange, "PreparingRebalance");
    }

    private void awaitState(CapturedExchange exchange, String state) {
        String group = exchange.decodeRequest().requireBody().getString("GroupId");
        onGround(ground -> ground.awaitState(group, state));
    }

    private void receive(CapturedExchange exchange) {
        if (exchange.outcome() == ExchangeOutcome.NO_ANSWER_DUE) {
            return;
        }
        Connection connection = Objects.requireNonNull(connections.get(exchange.connection()));
        try {
            Bytes response = connection.receive(exchange.request().getInt(4)).response();
            received.add(new Received(exchange, ExchangeOutcome.ANSWERED, response));
            if (response != null && exchange.response() != null) {
                values.learn(exchange.decodeResponse(), exchange.decode(response));
            }
        } catch (ConnectionClosed e) {
            received.add(new Received(exchange, ExchangeOutcome.CLOSED, null));
        } catch (ResponseTimeout e) {
            received.add(new Received(exchange, ExchangeOutcome.SILENT, null));
        }
    }

    @Override
    public void close() {
        connections.values().forEach(Connection::close);
    }
}
