package io.kspec.suite.sweep;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Frame;
import io.kspec.runlog.NoteEvent;
import io.kspec.runlog.NoteEvent.Kind;
import io.kspec.stage.net.TranscriptEvent;
import io.kspec.stage.net.TranscriptEvent.Connected;
import io.kspec.stage.net.TranscriptEvent.Disconnected;
import io.kspec.stage.net.TranscriptEvent.Exchanged;
import io.kspec.stage.net.TranscriptEvent.Noted;
import io.kspec.stage.net.TranscriptEvent.RawReceived;
import io.kspec.stage.net.TranscriptEvent.RawSent;
import io.kspec.stage.net.TranscriptEvent.Unanswered;
import io.kspec.stage.net.TranscriptEvent.Waited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A transcript in the form of the run log: exchanges with the fields of their bytes, and notes. */
final class Timeline {
    private static final int CORRELATION_ID_AT = 4;

    private final List<Event> events = new ArrayList<>();
    private final List<@Nullable Exchange> exchanges = new ArrayList<>();
    private final Map<String, Integer> connections = new HashMap<>();
    private int last = -1;
    private double lastSentMs = -1;
    private @Nullable RawSent lastRaw;

    private Timeline() {}

    static Timeline empty() {
        return new Timeline();
    }

    static Timeline of(List<TranscriptEvent> transcript) {
        Timeline timeline = new Timeline();
        transcript.forEach(timeline::add);
        return timeline;
    }

    List<Event> events() {
        return events;
    }

    /** The last request with a correlation id on a connection. */
    Optional<ExchangeEvent> sent(String connection, int correlationId) {
        return events.stream()
                .filter(ExchangeEvent.class::isInstance)
                .map(ExchangeEvent.class::cast)
                .filter(event -> event.role().equals(connection)
                        && event.correlationId() != null
                        && event.correlationId() == correlationId)
                .reduce((first, second) -> second);
    }

    /** The index of an exchange in {@link #events()}; it is appended if the transcript has only its bytes. */
    int require(Exchange exchange) {
        for (int i = 0; i < exchanges.size(); i++) {
            if (isSame(exchanges.get(i), exchange)) {
                return i;
            }
        }
        exchanges.add(null);
        add(exchange, exchange.response() == null ? null : ms(exchange.receivedAt()));
        return events.size() - 1;
    }

    private static boolean isSame(@Nullable Exchange known, Exchange exchange) {
        return known != null
                && known.connection().equals(exchange.connection())
                && known.sentAt().equals(exchange.sentAt())
                && known.request().equals(exchange.request())
                && Objects.equals(known.response(), exchange.response());
    }

    /**
     * The index of the last request, or of the last bytes that were sent as they are, which are shown as a request then;
     * empty if nothing was sent.
     */
    OptionalInt lastRequest() {
        if (last < 0) {
            return OptionalInt.empty();
        }
        if (lastRaw != null && events.get(last) instanceof NoteEvent note) {
            Frame bytes = Frame.of(lastRaw.bytes().toArray(), List.of());
            events.set(
                    last,
                    new ExchangeEvent(note.role(), note.connection(), null, null, note.atMs(), null, bytes, null));
        }
        return OptionalInt.of(last);
    }

    private void sent(double sentMs, @Nullable RawSent raw) {
        if (sentMs >= lastSentMs) {
            lastSentMs = sentMs;
            last = events.size();
            lastRaw = raw;
        }
    }

    private void add(TranscriptEvent event) {
        exchanges.add(null);
        if (event instanceof Exchanged exchanged) {
            add(exchanged.exchange(), exchanged.exchange().response() == null ? null : ms(exchanged.at()));
        } else if (event instanceof Unanswered unanswered) {
            add(unanswered.exchange(), null);
            String connection = unanswered.exchange().connection();
            exchanges.add(null);
            note(connection, Kind.TIMEOUT, event, unanswered.limit(), "no response");
        } else if (event instanceof Connected connected) {
            connections.merge(connected.connection(), 1, Integer::sum);
            note(connected.connection(), Kind.CONNECT, event, null, "connected to " + connected.target());
        } else if (event instanceof Disconnected disconnected) {
            String who = disconnected.byTarget() ? "by the target: " : "by kspec: ";
            note(disconnected.connection(), Kind.DISCONNECT, event, null, who + disconnected.reason());
        } else if (event instanceof RawSent sent) {
            sent(ms(sent.at()), sent);
            note(sent.connection(), Kind.REMARK, event, null, "sent " + raw(sent.bytes()));
        } else if (event instanceof RawReceived received) {
            note(
                    received.connection(),
                    Kind.REMARK,
                    event,
                    null,
                    "received " + raw(received.bytes()) + ", " + received.what());
        } else if (event instanceof Waited waited) {
            note("", Kind.WAIT, event, waited.waited(), waited.what());
        } else if (event instanceof Noted noted) {
            note("", Kind.REMARK, event, null, noted.text());
        }
    }

    private void add(Exchange exchange, @Nullable Double receivedMs) {
        exchanges.set(exchanges.size() - 1, exchange);
        sent(ms(exchange.sentAt()), null);
        Bytes response = exchange.response();
        events.add(new ExchangeEvent(
                exchange.connection(),
                number(exchange.connection()),
                new ApiVersion(exchange.api().key(), exchange.api().name(), exchange.version()),
                exchange.request().getInt(CORRELATION_ID_AT),
                ms(exchange.sentAt()),
                receivedMs,
                LoggedFrame.of(exchange.request(), exchange.decodeRequest()),
                response == null ? null : LoggedFrame.of(response, exchange.decodeResponse())));
    }

    private void note(String connection, Kind kind, TranscriptEvent event, @Nullable Duration limit, String text) {
        int number = connection.isEmpty() ? 0 : number(connection);
        events.add(new NoteEvent(connection, number, kind, ms(event.at()), limit == null ? null : ms(limit), text));
    }

    private int number(String connection) {
        return connections.getOrDefault(connection, 1);
    }

    private static String raw(Bytes bytes) {
        return bytes.size() + " bytes, " + LoggedFrame.plain(bytes);
    }

    private static double ms(Duration time) {
        return time.toNanos() / 1e6;
    }
}
