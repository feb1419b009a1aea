package io.kspec.golden.replay;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.ExchangeOutcome;
import io.kspec.golden.comparison.AnswerComparison;
import io.kspec.golden.comparison.Difference;
import io.kspec.golden.comparison.VolatileValues;
import io.kspec.golden.recording.Aftermath;
import io.kspec.golden.recording.BrokerFixture;
import io.kspec.golden.recording.CaptureSetup;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
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
    private final @Nullable Target logins;
    private final Transcript transcript = new Transcript();
    private final Map<String, Connection> connections = new HashMap<>();
    /** By the exchange after which they are answered. */
    private final Map<String, List<CapturedExchange>> waiting = new LinkedHashMap<>();

    private final List<Received> received = new ArrayList<>();
    private final VolatileValues values = new VolatileValues();

    /** Asks what the capture does not; opened with the first question. */
    private @Nullable Stage stage;

    private record Received(CapturedExchange exchange, ExchangeOutcome outcome, @Nullable Bytes response) {}

    /**
     * A replay that has not begun.
     *
     * @param capture what to play
     * @param target the broker to play it on, which must not have the topics and groups that the capture names
     */
    public Replay(Capture capture, Target target) {
        this(capture, target, null);
    }

    /**
     * A replay that has not begun, on a broker that is set up as {@link CaptureSetup} says.
     *
     * @param capture what to play
     * @param target the listener on which nobody logs in
     * @param logins the listener with logins; null if there is none, and the capture needs none
     */
    public Replay(Capture capture, Target target, @Nullable Target logins) {
        this.capture = capture;
        this.target = target;
        this.logins = logins;
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
            if (!send(exchange)) {
                received.add(new Received(exchange, ExchangeOutcome.CLOSED, null));
                continue;
            }
            if (exchange.answeredAfter() == null) {
                receive(exchange);
            } else {
                waiting.computeIfAbsent(exchange.answeredAfter(), absent -> new ArrayList<>())
                        .add(exchange);
                awaitRebalance(exchange);
            }
            settle(exchange);
            waiting.getOrDefault(exchange.name(), List.of()).forEach(this::receive);
        }
    }

    /** Sends a request, unless the broker has closed the connection. */
    private boolean send(CapturedExchange exchange) {
        Connection connection = connections.computeIfAbsent(exchange.connection(), this::open);
        Bytes request = values.adapted(exchange);
        try {
            if (exchange.outcome() == ExchangeOutcome.NO_ANSWER_DUE) {
                connection.sendFrame(request);
            } else {
                connection.sendAs(exchange.api(), exchange.version(), request.getInt(4), request);
            }
            return true;
        } catch (ConnectionClosed e) {
            return false;
        }
    }

    private Connection open(String name) {
        Target listener = CapturedExchange.isLogin(name)
                ? Objects.requireNonNull(logins, () -> capture + ", " + name + ": expected a listener with logins")
                : target;
        return Connection.open(name, listener, null, SETTINGS, transcript);
    }

    /** A broker may answer before what was asked for is done, as another connection sees it. */
    private void settle(CapturedExchange exchange) {
        if (exchange.outcome() != ExchangeOutcome.ANSWERED) {
            return;
        }
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
                onGround(ground -> {
                    ground.awaitLeaders(topic.getString("Name"), topic.getInt("NumPartitions"));
                    if (usesNewGroups()) {
                        ground.awaitTopicOfGroups(topic.getString("Name"));
                    }
                });
            }
        } else if (exchange.api().name().equals("SyncGroup")) {
            awaitState(exchange, "Stable");
        }
    }

    /** Whether the capture has groups of a protocol in which the coordinator assigns partitions. */
    private boolean usesNewGroups() {
        return capture.exchanges().stream()
                .map(exchange -> exchange.api().name())
                .anyMatch(api -> api.endsWith("GroupHeartbeat") || api.contains("ShareGroup"));
    }

    private Stream<String> groupsOfTransactions() {
        return capture.exchanges().stream()
                .filter(exchange -> exchange.api().name().equals("AddOffsetsToTxn")
                        && exchange.outcome() == ExchangeOutcome.ANSWERED)
                .map(exchange -> exchange.decodeRequest().requireBody().getString("GroupId"))
                .distinct();
    }

    private void onGround(Consumer<BrokerFixture> action) {
        if (stage == null) {
            stage = Stage.on(target).settings(SETTINGS).open();
        }
        action.accept(new BrokerFixture(stage, logins));
    }

    /** Otherwise the broker might process the next request, which comes over another connection, before this one. */
    private void awaitRebalance(CapturedExchange exchange) {
        if (!exchange.api().name().equals("JoinGroup")) {
            return;
        }
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
                DecodeAttempt answer = exchange.decode(response);
                values.learn(exchange.decodeResponse(), answer);
                if (answer.body() != null && Aftermath.follows(exchange.api())) {
                    Message request =
                            Frames.attemptRequest(values.adapted(exchange)).requireBody();
                    onGround(ground -> new Aftermath(ground).await(request, answer.requireBody()));
                }
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
        if (stage != null) {
            stage.close();
        }
    }
}
