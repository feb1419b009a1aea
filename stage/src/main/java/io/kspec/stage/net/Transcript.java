package io.kspec.stage.net;

import io.kspec.protocol.codec.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What happened on a stage, in order. Safe for use by several threads. */
public final class Transcript {
    private final LongSupplier nanoTime;
    private final long start;
    private final List<TranscriptEvent> events = new ArrayList<>();

    /** A transcript that starts now. */
    public Transcript() {
        this(System::nanoTime);
    }

    Transcript(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** The time since the start. */
    public Duration now() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    /** Appends a note for readers. */
    public void note(String text) {
        append(at -> new TranscriptEvent.Noted(at, text));
    }

    /** Appends a wait. */
    public void waited(String what, Duration waited) {
        append(at -> new TranscriptEvent.Waited(at, what, waited));
    }

    /** Appends an event, given the current time. */
    void append(Function<Duration, TranscriptEvent> event) {
        synchronized (events) {
            events.add(event.apply(now()));
        }
    }

    /** The number of events. */
    public int size() {
        synchronized (events) {
            return events.size();
        }
    }

    /** The events up to now. */
    public List<TranscriptEvent> events() {
        return eventsFrom(0);
    }

    /** The events up to now, from an index on. */
    public List<TranscriptEvent> eventsFrom(int index) {
        synchronized (events) {
            return List.copyOf(events.subList(index, events.size()));
        }
    }

    /** The exchanges up to now, including those without an answer. */
    public List<Exchange> exchanges() {
        return events().stream().flatMap(event -> exchangeOf(event).stream()).toList();
    }

    private static List<Exchange> exchangeOf(TranscriptEvent event) {
        if (event instanceof TranscriptEvent.Exchanged exchanged) {
            return List.of(exchanged.exchange());
        }
        return event instanceof TranscriptEvent.Unanswered unanswered ? List.of(unanswered.exchange()) : List.of();
    }
}
