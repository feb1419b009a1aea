package io.kspec.golden.recording;

import io.kspec.golden.CapturedExchange;
import io.kspec.golden.ExchangeOutcome;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends the requests of one script at one version, and keeps the bytes of each and of its answer. */
final class Recorder implements AutoCloseable {
    /** The connection of a request that names none. */
    static final String CLIENT = "client";
    /** The correlation id of requests that no client would send. */
    private static final int ODD = 127;

    private final Stage stage;
    private final BrokerFixture ground;
    private final ApiSpec api;
    private final int version;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Connection> logins = new HashMap<>();

    Recorder(Stage stage, BrokerFixture ground, ApiSpec api, int version) {
        this.stage = stage;
        this.ground = ground;
        this.api = api;
        this.version = version;
    }

    /** A request that was sent and may not be answered yet. */
    static final class Entry {
        private final String name;
        private final Connection connection;
        private final int correlationId;
        private @Nullable CapturedExchange exchange;

        private Entry(String name, Connection connection, int correlationId) {
            this.name = name;
            this.connection = connection;
            this.correlationId = correlationId;
        }
    }

    /** The version that the script is played at. */
    int version() {
        return version;
    }

    /** The broker, for requests that are not recorded. */
    BrokerFixture ground() {
        return ground;
    }

    /** Whether the script is played at a version or a later one. */
    boolean from(int first) {
        return version >= first;
    }

    /** Whether this is the highest version that the broker advertises. */
    boolean isHighest() {
        return stage.highestCommonVersion(api.name()).orElse(-1) == version;
    }

    /** A fixed name of this script at this version: {@code kspec-capture-fetch-v4}. */
    String name() {
        return BrokerFixture.PREFIX + "-" + api.name().toLowerCase(Locale.ROOT) + "-v" + version;
    }

    /** Another such name: {@code kspec-capture-fetch-v4-missing}. */
    String name(String suffix) {
        return name() + "-" + suffix;
    }

    /** Sends a request of the script's API and waits for its answer. */
    Message ask(String shows, ClientRequest request) {
        return ask(CLIENT, shows, request);
    }

    /** As {@link #ask(String, ClientRequest)}, over another connection. */
    Message ask(String connection, String shows, ClientRequest request) {
        return receive(send(connection, shows, request));
    }

    /** Sends a request of another API, which prepares something. */
    Message prepare(String connection, String shows, ClientRequest request, int wantedVersion) {
        return receive(sendPreparing(connection, shows, request, wantedVersion));
    }

    /** Sends a request of another API, which prepares something, to be received later. */
    Entry sendPreparing(String connection, String shows, ClientRequest request, int wantedVersion) {
        int near = ground.near(request.api().name(), wantedVersion);
        return send(connection, "preparing: " + shows, request, near);
    }

    /** Sends a request of the script's API, to be received later. */
    Entry send(String connection, String shows, ClientRequest request) {
        return send(connection, shows, request, version);
    }

    /**
     * Sends a request of the script's API that the broker may refuse by closing the connection; the script goes on, over other
     * connections.
     */
    void provoke(String connection, String shows, ClientRequest request) {
        provoke(send(connection, shows, request));
    }

    /**
     * Sends a frame that no client would send, to which the broker may close the connection; the script goes on, over other
     * connections.
     *
     * @param change makes the frame of one of the script's API
     */
    void provoke(String connection, String shows, ClientRequest request, UnaryOperator<Bytes> change) {
        Connection opened = connection(connection);
        Bytes frame = change.apply(
                Frames.encodeRequest(api, version, ODD, stage.role(CLIENT).clientId(), request.at(version)));
        ApiSpec claimed = Catalog.standard().find(frame.getShort(0)).orElseThrow();
        provoke(add(new Entry(shows, opened, opened.sendAs(claimed, frame.getShort(2), ODD, frame))));
    }

    /** As {@link #provoke(String, String, ClientRequest)}, with a request of another API. */
    void provokePreparing(String connection, String shows, ClientRequest request, int wantedVersion) {
        provoke(send(connection, shows, request, ground.near(request.api().name(), wantedVersion)));
    }

    private void provoke(Entry entry) {
        try {
            Exchange unused = receiveBytes(entry);
        } catch (ScriptEnd closed) {
            entry.connection.close();
        }
    }

    /** Sends a request that is not answered. */
    void tell(String shows, ClientRequest request) {
        Connection connection = stage.role(CLIENT).connection();
        connection.sendOneWay(request, version);
        List<Exchange> exchanges = stage.transcript().exchanges();
        Entry entry = new Entry(shows, connection, 0);
        entry.exchange = captured(entry, exchanges.get(exchanges.size() - 1), ExchangeOutcome.NO_ANSWER_DUE, null);
        entries.add(entry);
    }

    /**
     * Sends a request of the script's API whose header says a version that the broker does not advertise.
     *
     * @param claimed the version
     */
    void askAs(String shows, int claimed, ClientRequest request) {
        Connection connection = stage.role(CLIENT).connection();
        Bytes frame =
                Frames.encodeRequest(api, version, claimed, stage.role(CLIENT).clientId(), request.at(version));
        Bytes header = frame.slice(0, 2).concat(Bytes.wrap(new byte[] {(byte) (claimed >> 8), (byte) claimed}));
        int correlationId = claimed;
        connection.sendAs(api, claimed, correlationId, header.concat(frame.slice(4)));
        receiveBytes(add(new Entry(shows, connection, correlationId)));
    }

    /** Waits for an answer and decodes it strictly. */
    Message receive(Entry entry) {
        Exchange exchange = receiveBytes(entry);
        Message response = Connection.decode(exchange);
        new Aftermath(ground).await(Frames.decodeRequest(exchange.request()).body(), response);
        return response;
    }

    /** What was recorded, in the order of the requests. */
    List<CapturedExchange> exchanges() {
        return entries.stream()
                .map(entry -> Objects.requireNonNull(entry.exchange, () -> entry.name + ": its answer was not awaited"))
                .toList();
    }

    /** Forgets requests whose answers are no longer awaited, because the script has ended. */
    void forgetUnanswered() {
        entries.removeIf(entry -> entry.exchange == null);
    }

    private Entry send(String connection, String shows, ClientRequest request, int askedVersion) {
        Connection opened = connection(connection);
        return add(new Entry(shows, opened, opened.send(request, askedVersion)));
    }

    /** Whether the broker has a listener with logins. */
    boolean hasLogins() {
        return ground.logins().isPresent();
    }

    private Connection connection(String name) {
        if (!CapturedExchange.isLogin(name)) {
            return stage.role(name).connection();
        }
        return logins.computeIfAbsent(
                name,
                absent -> Connection.open(
                        name,
                        ground.logins().orElseThrow(),
                        stage.role(CLIENT).clientId(),
                        stage.settings(),
                        stage.transcript()));
    }

    @Override
    public void close() {
        logins.values().forEach(Connection::close);
    }

    private Entry add(Entry entry) {
        entries.add(entry);
        return entry;
    }

    private Exchange receiveBytes(Entry entry) {
        try {
            Exchange exchange = entry.connection.receive(entry.correlationId);
            entry.exchange = captured(entry, exchange, ExchangeOutcome.ANSWERED, exchange.response());
            return exchange;
        } catch (ConnectionClosed e) {
            entry.exchange = captured(entry, e.exchange().orElseThrow(() -> e), ExchangeOutcome.CLOSED, null);
        } catch (ResponseTimeout e) {
            entry.exchange = captured(entry, e.exchange().orElseThrow(() -> e), ExchangeOutcome.SILENT, null);
        }
        throw new ScriptEnd(entry.name);
    }

    private CapturedExchange captured(
            Entry entry, Exchange exchange, ExchangeOutcome outcome, @Nullable Bytes response) {
        boolean later = outcome == ExchangeOutcome.ANSWERED && entries.get(entries.size() - 1) != entry;
        return new CapturedExchange(
                entry.name,
                entry.connection.name(),
                exchange.api(),
                exchange.version(),
                exchange.request(),
                outcome,
                response,
                later ? entries.get(entries.size() - 1).name : null);
    }
}
