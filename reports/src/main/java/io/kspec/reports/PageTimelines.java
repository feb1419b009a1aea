package io.kspec.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Frame;
import io.kspec.runlog.NoteEvent;
import io.kspec.runlog.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timelines of a page. An event is an array: {@code [0, role, connection, at, api, correlation id, request, its
 * correlation id, received, response, its correlation id]} for an exchange, the last three only if it was answered, and
 * {@code [kind, role, connection, at, text, limit]} for a note. Texts and frames stand there by number.
 */
final class PageTimelines {
    private static final int EVENT = 45;
    /** A share that is not enough for the whole of long frames. */
    private static final int LITTLE = 4_000;
    /** How far into a frame bytes may be to blame and are shown in any case. */
    private static final int LEAST = 1_000;

    private final JsonGenerator json;
    private final PageStrings strings;
    private final PageFrames frames;
    private int events;

    /** The generator must be where the timelines are to be written. */
    PageTimelines(JsonGenerator json, PageStrings strings, PageFrames frames) {
        this.json = json;
        this.strings = strings;
        this.frames = frames;
    }

    /** The approximate length of what was written, frames included. */
    int size() {
        return events * EVENT + frames.size() + strings.size();
    }

    /**
     * Writes the timeline of a {@linkplain CaseResult#folded folded} result.
     *
     * @param share how much room there is; what the events themselves leave of it is for bytes and fields: the exchange to blame gets it first, then the others from the
     *     last to the first
     */
    void write(CaseResult result, int share) throws IOException {
        List<Event> timeline = result.timeline();
        Blame blame = result.blame();
        PageFrames.Reference[] requests = new PageFrames.Reference[timeline.size()];
        PageFrames.Reference[] responses = new PageFrames.Reference[timeline.size()];
        int most = size() + share - timeline.size() * EVENT;
        boolean brief = share < LITTLE;
        for (int at : lastFirst(timeline.size(), blame)) {
            if (timeline.get(at) instanceof ExchangeEvent exchange) {
                Blame its = blame == null || blame.event() != at ? null : blame;
                boolean hasRoom = its == null ? size() < most : its.end() < Math.max(share, LEAST);
                requests[at] = add(exchange.request(), PageFrames.Kind.REQUEST, of(its, Side.REQUEST), hasRoom, brief);
                if (exchange.response() != null) {
                    responses[at] =
                            add(exchange.response(), PageFrames.Kind.RESPONSE, of(its, Side.RESPONSE), hasRoom, brief);
                }
            }
        }
        json.writeStartArray();
        for (int i = 0; i < timeline.size(); i++) {
            write(timeline.get(i), requests[i], responses[i]);
        }
        json.writeEndArray();
    }

    private static List<Integer> lastFirst(int size, @Nullable Blame blame) {
        List<Integer> order = new ArrayList<>();
        if (blame != null) {
            order.add(blame.event());
        }
        for (int i = size - 1; i >= 0; i--) {
            if (blame == null || blame.event() != i) {
                order.add(i);
            }
        }
        return order;
    }

    private PageFrames.Reference add(
            Frame frame, PageFrames.Kind kind, @Nullable Blame blame, boolean hasRoom, boolean brief)
            throws IOException {
        return hasRoom ? frames.add(frame, kind, blame, brief) : frames.addSize(frame);
    }

    private static @Nullable Blame of(@Nullable Blame blame, Side side) {
        return blame != null && blame.side() == side ? blame : null;
    }

    private void write(Event event, PageFrames.@Nullable Reference request, PageFrames.@Nullable Reference response)
            throws IOException {
        events++;
        json.writeStartArray();
        json.writeNumber(event instanceof NoteEvent note ? 1 + note.kind().ordinal() : 0);
        json.writeNumber(strings.number(event.role()));
        json.writeNumber(event.connection());
        if (event instanceof NoteEvent note) {
            time(note.atMs());
            json.writeNumber(strings.number(note.text()));
            if (note.limitMs() != null) {
                time(note.limitMs());
            }
        } else if (event instanceof ExchangeEvent exchange && request != null) {
            time(exchange.sentMs());
            json.writeNumber(strings.number(
                    exchange.api() == null ? "raw bytes" : exchange.api().toString()));
            number(exchange.correlationId());
            write(request);
            if (response != null && exchange.receivedMs() != null) {
                time(exchange.receivedMs());
                write(response);
            }
        }
        json.writeEndArray();
    }

    private void write(PageFrames.Reference reference) throws IOException {
        json.writeNumber(reference.number());
        number(reference.correlationId());
    }

    private void number(@Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    /** Rounds to hundredths of a millisecond to keep the page small. */
    private void time(double ms) throws IOException {
        json.writeRawValue(Figures.shortMs(ms));
    }
}
