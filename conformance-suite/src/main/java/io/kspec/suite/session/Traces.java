package io.kspec.suite.session;

import io.kspec.protocol.codec.Exchange;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.net.TranscriptEvent;
import io.kspec.stage.net.TranscriptEvent.Exchanged;
import io.kspec.stage.net.TranscriptEvent.RawReceived;
import io.kspec.stage.net.TranscriptEvent.RawSent;
import io.kspec.stage.net.TranscriptEvent.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a transcript shows of the target's life. */
final class Traces {
    private Traces() {}

    /** Whether the target answered something. */
    static boolean ofAnAnswer(Transcript transcript) {
        return transcript.events().stream()
                .anyMatch(event -> event instanceof RawReceived
                        || (event instanceof Exchanged exchanged
                                && exchanged.exchange().response() != null));
    }

    /** Whether nothing was sent after the last answer. */
    static boolean endWithAnAnswer(Transcript transcript) {
        List<TranscriptEvent> events = transcript.events();
        for (int i = events.size() - 1; i >= 0; i--) {
            TranscriptEvent event = events.get(i);
            if (event instanceof Exchanged exchanged) {
                return exchanged.exchange().response() != null;
            }
            if (event instanceof RawReceived) {
                return true;
            }
            if (event instanceof Unanswered || event instanceof RawSent) {
                return false;
            }
        }
        return true;
    }

    /** The last request that was sent, or empty if none was. */
    static Optional<Exchange> lastRequest(Transcript transcript) {
        return transcript.events().stream()
                .flatMap(event -> request(event).stream())
                .reduce((former, later) -> later);
    }

    private static Optional<Exchange> request(TranscriptEvent event) {
        if (event instanceof Exchanged exchanged) {
            return Optional.of(exchanged.exchange());
        }
        return event instanceof Unanswered unanswered ? Optional.of(unanswered.exchange()) : Optional.empty();
    }

    /** When the last request or other bytes were sent, in the time of {@link System#nanoTime}; empty if nothing was. */
    static OptionalLong ofTheLastRequest(Transcript transcript) {
        long start = System.nanoTime() - transcript.now().toNanos();
        return transcript.events().stream()
                .flatMap(event -> sentAt(event).stream())
                .mapToLong(sent -> start + sent.toNanos())
                .max();
    }

    /** When the last answer or other bytes came, in the time of {@link System#nanoTime}; empty if nothing did. */
    static OptionalLong ofTheLastAnswer(Transcript transcript) {
        long start = System.nanoTime() - transcript.now().toNanos();
        return transcript.events().stream()
                .flatMap(event -> answeredAt(event).stream())
                .mapToLong(answered -> start + answered.toNanos())
                .max();
    }

    private static Optional<Duration> answeredAt(TranscriptEvent event) {
        if (event instanceof Exchanged exchanged && exchanged.exchange().response() != null) {
            return Optional.of(exchanged.exchange().receivedAt());
        }
        return event instanceof RawReceived ? Optional.of(event.at()) : Optional.empty();
    }

    private static Optional<Duration> sentAt(TranscriptEvent event) {
        return event instanceof RawSent
                ? Optional.of(event.at())
                : request(event).map(Exchange::sentAt);
    }
}
