package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.Exchange;
import io.kspec.protocol.Message;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.ApiSpec;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that the broker saw, and what it said to it.
 *
 * @param number counts the requests, from 1
 * @param connection which connection it came over, counted from 1
 * @param clientId what the client calls itself, or null
 * @param api the API that was asked, or null if it is none that is known
 * @param version the version that was asked for; -1 if the API is not known
 * @param request the request's frame, without its size
 * @param response what was written, without its size, or null if nothing was, or not yet
 * @param outcome how it went
 * @param stub the name of the stub that answered, or null
 * @param note why the connection was closed, if it was; else empty
 * @param receivedMs when it was looked at, in milliseconds since the epoch
 * @param answeredMs when it ended; -1 if it did not yet
 */
public record JournalEntry(
        long number,
        long connection,
        @Nullable String clientId,
        @Nullable ApiSpec api,
        int version,
        Bytes request,
        @Nullable Bytes response,
        RequestOutcome outcome,
        @Nullable String stub,
        String note,
        long receivedMs,
        long answeredMs) {

    /** How a request went. */
    public enum RequestOutcome {
        /** Its answer is still to come. */
        WAITING,
        /** It was answered. */
        ANSWERED,
        /** It will never be answered, and the connection goes on. */
        SILENT,
        /** The connection was closed instead of an answer. */
        DISCONNECTED
    }

    /** A request that was just received. */
    public static JournalEntry received(
            long connection,
            @Nullable String clientId,
            @Nullable ApiSpec api,
            int version,
            Bytes request,
            @Nullable String stub,
            long nowMs) {
        return new JournalEntry(
                0, connection, clientId, api, version, request, null, RequestOutcome.WAITING, stub, "", nowMs, -1);
    }

    /** The request, answered. */
    public JournalEntry answered(Bytes frame, long nowMs) {
        return ended(RequestOutcome.ANSWERED, frame, "", nowMs);
    }

    /** The request, ended without an answer. */
    public JournalEntry unanswered(RequestOutcome how, String why, long nowMs) {
        return ended(how, null, why, nowMs);
    }

    private JournalEntry ended(RequestOutcome how, @Nullable Bytes frame, String why, long nowMs) {
        return new JournalEntry(
                number, connection, clientId, api, version, request, frame, how, stub, why, receivedMs, nowMs);
    }

    JournalEntry withNumber(long assigned) {
        return new JournalEntry(
                assigned,
                connection,
                clientId,
                api,
                version,
                request,
                response,
                outcome,
                stub,
                note,
                receivedMs,
                answeredMs);
    }

    /** How many bytes it keeps. */
    int size() {
        return request.size() + (response == null ? 0 : response.size());
    }

    /** The request's body; empty if it does not decode. */
    public Optional<Message> decodedRequest() {
        return Optional.ofNullable(Frames.attemptRequest(request).body());
    }

    /**
     * The same as an exchange, timed from a moment; empty if the API is not known.
     *
     * @param startMs the moment, in milliseconds since the epoch
     */
    public Optional<Exchange> exchange(long startMs) {
        return Optional.ofNullable(api)
                .map(known -> new Exchange(
                        "connection-" + connection,
                        known,
                        version,
                        request,
                        response,
                        Duration.ofMillis(receivedMs - startMs),
                        Duration.ofMillis(Math.max(receivedMs, answeredMs) - startMs)));
    }

    /** {@code #12 connection 3, JoinGroup v1: ANSWERED}. */
    @Override
    public String toString() {
        return "#" + number + " connection " + connection + ", "
                + (api == null ? "unknown request " + request : api.name() + " v" + version) + ": " + outcome
                + (stub == null ? "" : " by stub " + stub) + (note.isEmpty() ? "" : ", " + note);
    }
}
