package io.kspec.mock.recording;

import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.Relay;
import io.kspec.mock.net.Connector;
import io.kspec.mock.net.OutboundConnection;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets another cluster answer requests, and keeps what it answers, up to {@value #MOST_EXCHANGES} exchanges and {@value
 * #MOST_BYTES} bytes: what exceeds them is answered, and counted. Belongs to the thread that owns the mock.
 *
 * <ul>
 *   <li>Each client connection has one to the broker with the same node id. When that one ends while a request waits, so does the
 *       client's.
 *   <li>Addresses in responses are those of the mock, so that clients stay with it.
 *   <li>ApiVersions is answered with what both the mock and the other cluster can answer.
 *   <li>Fetch requests are sent without a session (KIP-227), so that each response can be repeated on its own.
 * </ul>
 */
public final class Recording implements Relay {
    static final int MOST_EXCHANGES = 1_000;
    static final int MOST_BYTES = 4 << 20;

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);

    private final TargetCluster target;
    private final AdvertisedAddresses addresses;
    private final Connector connector;
    private final Runnable answered;
    private final Map<Long, RelayedConnection> connections = new HashMap<>();
    private final List<RecordedExchange> exchanges = new ArrayList<>();
    private long bytes;
    private int omitted;
    private boolean stopped;

    /**
     * @param own the brokers that clients are connected to
     * @param answered run when a request has been answered, so that its response is sent
     */
    public Recording(TargetCluster target, List<ClusterBroker> own, Connector connector, Runnable answered) {
        this.target = target;
        this.addresses = new AdvertisedAddresses(own);
        this.connector = connector;
        this.answered = answered;
    }

    /** A connection to the target on behalf of a client's connection. */
    private static final class RelayedConnection {
        private @Nullable OutboundConnection outbound;
        private @Nullable RelayedAnswer awaited;
        private @Nullable String ended;
    }

    /** The broker that was named when recording began. */
    public String targetBroker() {
        return target.address();
    }

    /** What has been answered so far, oldest first. */
    public List<RecordedExchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** How many exchanges were not kept because they exceeded a limit. */
    public int omitted() {
        return omitted;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Stops to record. Requests that wait are still answered by the target. */
    public void stop() {
        stopped = true;
        List.copyOf(connections.values()).stream()
                .filter(connection -> connection.awaited == null)
                .forEach(Recording::shut);
    }

    @Override
    public HandlerAnswer answer(Origin from, RequestFrame request, Bytes frame, Function<Message, HandlerAnswer> own) {
        if (request.api().name().equals("ApiVersions")) {
            return negotiate(from, request, own);
        }
        RelayedConnection known = connections.get(from.connection());
        RelayedConnection connection = known == null ? connect(from) : known;
        OutboundConnection outbound = Objects.requireNonNull(connection.outbound);
        if (request.body().has("Acks") && request.body().getShort("Acks") == 0) {
            outbound.send(frame);
            return HandlerAnswer.none(
                    Message.defaults(request.api().response(request.version()).struct()));
        }
        RelayedAnswer awaited = new RelayedAnswer();
        if (connection.ended != null) {
            awaited.fail(connection.ended);
            return HandlerAnswer.later(awaited);
        }
        connection.awaited = awaited;
        long sentNanos = System.nanoTime();
        outbound.send(sent(request, frame), received -> take(from, request, connection, received, sentNanos));
        return HandlerAnswer.later(awaited);
    }

    /** The versions and features that both sides have; a cluster id that the client expects is not checked (KIP-1242). */
    private HandlerAnswer negotiate(Origin from, RequestFrame request, Function<Message, HandlerAnswer> own) {
        Message anyCluster = request.body().toBuilder()
                .setIfPresent("ClusterId", null)
                .setIfPresent("NodeId", -1)
                .build();
        HandlerAnswer answer = own.apply(anyCluster);
        if (answer instanceof HandlerAnswer.Now now && now.body().getInt("ErrorCode") == 0) {
            Message restricted = target.restrict(now.body());
            keep(new RecordedExchange(from.brokerId(), request.api(), anyCluster, restricted, Duration.ZERO), 0);
            return HandlerAnswer.now(restricted);
        }
        return answer;
    }

    private RelayedConnection connect(Origin from) {
        RelayedConnection connection = new RelayedConnection();
        InetSocketAddress address = Objects.requireNonNull(target.brokers().get(from.brokerId()));
        connection.outbound = connector.connect(address, LONGEST_ANSWER, why -> {
            connection.ended = why;
            connections.remove(from.connection());
            RelayedAnswer awaited = connection.awaited;
            if (awaited != null) {
                awaited.fail(why);
                answered.run();
            }
        });
        if (connection.ended == null) {
            connections.put(from.connection(), connection);
        }
        return connection;
    }

    private static Bytes sent(RequestFrame request, Bytes frame) {
        if (!request.body().has("SessionEpoch")) {
            return frame;
        }
        Message whole = request.body().with("SessionId", 0).with("SessionEpoch", -1);
        return Frames.encodeRequest(
                request.api(), request.version(), request.correlationId(), request.clientId(), whole);
    }

    private void take(Origin from, RequestFrame request, RelayedConnection connection, Bytes received, long sentNanos) {
        RelayedAnswer awaited = Objects.requireNonNull(connection.awaited);
        connection.awaited = null;
        try {
            Message response = addresses.replaceIn(Frames.decodeResponse(request.api(), request.version(), received));
            Duration elapsed = Duration.ofNanos(System.nanoTime() - sentNanos);
            keep(
                    new RecordedExchange(from.brokerId(), request.api(), request.body(), response, elapsed),
                    received.size());
            awaited.supply(response);
        } catch (DecodeException e) {
            awaited.fail("the response of " + target.address() + " cannot be decoded: " + e.getMessage());
        }
        if (stopped) {
            shut(connection);
        }
        answered.run();
    }

    private void keep(RecordedExchange exchange, int size) {
        if (stopped) {
            return;
        }
        if (exchanges.size() >= MOST_EXCHANGES || bytes + size > MOST_BYTES) {
            omitted++;
        } else {
            bytes += size;
            exchanges.add(exchange);
        }
    }

    @Override
    public void closed(long connection) {
        RelayedConnection left = connections.remove(connection);
        if (left != null) {
            shut(left);
        }
    }

    private static void shut(RelayedConnection connection) {
        if (connection.outbound != null) {
            connection.outbound.close();
        }
    }
}
