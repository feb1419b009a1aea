package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A request that the broker has received, and how it answered.
 *
 * @param number the number of the request, from 1
 * @param connection the number of the connection, from 1
 * @param brokerId the node id of the broker that received the request
 * @param clientId the client id of the request's header, or null
 * @param api the requested API, or null if it is unknown
 * @param version the request's version; -1 if the API is unknown
 * @param request the request's frame, without its size
 * @param response the response's frame, without its size, or null if there is none (yet)
 * @param outcome how the request was handled
 * @param stubs the names of the stubs that acted on the request, in the order in which they were added
 * @param note why the connection was closed; empty if it was not
 * @param receivedMs when the broker started to serve the request, in milliseconds since the epoch
 * @param answeredMs when the request was answered or ended otherwise; -1 if it is still waiting
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JournalEntry(
        long number,
        long connection,
        int brokerId,
        @Nullable String clientId,
        @Nullable ApiSpec api,
        int version,
        Bytes request,
        @Nullable Bytes response,
        RequestOutcome outcome,
        List<String> stubs,
        String note,
        long receivedMs,
        long answeredMs) {
    public JournalEntry {
        stubs = List.copyOf(stubs);
    }

    /** How a request was handled. */
    public enum RequestOutcome {
        /** It has not been answered yet. */
        WAITING,
        /** A response was sent. */
        ANSWERED,
        /** No response is sent, and the connection stays open. */
        SILENT,
        /** The connection was closed without a response. */
        DISCONNECTED
    }

    /** The entry of a request that has just been received. */
    public static JournalEntry received(
            long connection,
            int brokerId,
            @Nullable String clientId,
            @Nullable ApiSpec api,
            int version,
            Bytes request,
            long nowMs) {
        return new JournalEntry(
                0,
                connection,
                brokerId,
                clientId,
                api,
                version,
                request,
                null,
                RequestOutcome.WAITING,
                List.of(),
                "",
                nowMs,
                -1);
    }

    /** This entry with the stubs that act on the request. */
    public JournalEntry by(List<String> names) {
        return with(number, response, outcome, names, note, answeredMs);
    }

    /** This entry after a response was sent. */
    public JournalEntry answered(Bytes frame, long nowMs) {
        return ended(RequestOutcome.ANSWERED, frame, "", nowMs);
    }

    /** This entry after the request ended without a response. */
    public JournalEntry unanswered(RequestOutcome how, String why, long nowMs) {
        return ended(how, null, why, nowMs);
    }

    private JournalEntry ended(RequestOutcome how, @Nullable Bytes frame, String why, long nowMs) {
        return with(number, frame, how, stubs, why, nowMs);
    }

    JournalEntry withNumber(long assigned) {
        return with(assigned, response, outcome, stubs, note, answeredMs);
    }

    private JournalEntry with(
            long newNumber,
            @Nullable Bytes newResponse,
            RequestOutcome newOutcome,
            List<String> newStubs,
            String newNote,
            long newAnsweredMs) {
        return new JournalEntry(
                newNumber,
                connection,
                brokerId,
                clientId,
                api,
                version,
                request,
                newResponse,
                newOutcome,
                newStubs,
                newNote,
                receivedMs,
                newAnsweredMs);
    }

    /** The API's name, or null if the API is unknown. */
    @Nullable String apiName() {
        return api == null ? null : api.name();
    }

    /** The size of request and response in bytes. */
    public int size() {
        return request.size() + (response == null ? 0 : response.size());
    }

    /** The request as stubs see it. */
    IncomingRequest incoming(Message body) {
        return new IncomingRequest(body, clientId, brokerId);
    }

    /** Whether a pattern matches the request. */
    @API(status = API.Status.INTERNAL, since = "0.1.0")
    public boolean matches(RequestPattern pattern, KnownTopics topics) {
        // Other APIs are told apart before anything is decoded, because journals are long.
        return pattern.matchesApi(apiName())
                && decodedRequest()
                        .filter(body -> pattern.matches(incoming(body), topics))
                        .isPresent();
    }

    /** The request's body; empty if it does not decode. */
    public Optional<Message> decodedRequest() {
        return Optional.ofNullable(Frames.attemptRequest(request).body());
    }

    /**
     * This entry as an exchange whose times are relative to a start; empty if the API is unknown.
     *
     * @param startMs the start, in milliseconds since the epoch
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
                + (stubs.isEmpty() ? "" : " by stub " + String.join(", ", stubs)) + (note.isEmpty() ? "" : ", " + note);
    }
}
