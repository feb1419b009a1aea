package io.kspec.runlog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits how much of a result a log keeps, so that a hostile or talkative target cannot fill the disk. The log always says
 * what is omitted: by a frame's size, by its count of omitted fields, by a note in the timeline, or at the end of a text.
 */
final class Bounds {
    /** The limits of the exchange that is blamed, or that killed the target. */
    static final int FRAME_BYTES = 64 << 10;

    static final int FIELDS = 4_000;
    /** The limits of the others, which only lead up to it. */
    static final int OTHER_FRAME_BYTES = 16 << 10;

    static final int OTHER_FIELDS = 500;
    static final int EVENTS = 400;
    static final int TEXT = 8_000;
    static final int NAME = 1_000;
    static final int LISTED = 200;
    /** The approximate limit of all frames of a result, in characters of JSON. */
    static final int FRAMES = 1 << 20;

    private static final int EVENTS_AFTER_BLAME = 20;
    private static final int FIELD_OVERHEAD = 20;

    private int left = FRAMES;

    private Bounds() {}

    static CaseResult fit(CaseResult result) {
        return new Bounds().cut(result.folded());
    }

    private CaseResult cut(CaseResult result) {
        Blame blame = result.blame();
        List<Event> timeline = new ArrayList<>(result.timeline());
        int blamed = blame == null ? -1 : blame.event();
        Integer killer = result.killer();
        int to =
                blamed < 0 ? timeline.size() : Math.min(timeline.size(), Math.max(EVENTS, blamed + EVENTS_AFTER_BLAME));
        int from = Math.max(0, to - EVENTS);
        cutFrames(timeline, from, to, blamed, killer == null ? -1 : killer);
        List<Event> kept = new ArrayList<>();
        if (from > 0) {
            kept.add(leftOut(from + " earlier events are left out"));
        }
        kept.addAll(timeline.subList(from, to));
        if (to < timeline.size()) {
            kept.add(leftOut(timeline.size() - to + " later events are left out"));
        }
        return new CaseResult(
                cut(result.check()),
                cut(result.api()),
                result.verdict(),
                text(result.reason()),
                cut(result.failure(), from, to),
                result.durationMs(),
                result.exchanges(),
                kept,
                cut(blame, from > 0 ? 1 - from : 0),
                result.clients().stream().limit(LISTED).map(Bounds::cut).toList(),
                text(result.need()),
                result.measurements().stream().limit(LISTED).map(Bounds::cut).toList());
    }

    /** Cuts events, those that tell most first: what is left over goes to the last ones, on which the verdict rests. */
    private void cutFrames(List<Event> timeline, int from, int to, int blamed, int killer) {
        for (int told : new int[] {blamed, killer}) {
            if (told >= from && told < to) {
                timeline.set(told, cut(timeline.get(told), FRAME_BYTES, FIELDS));
            }
        }
        for (int i = to - 1; i >= from; i--) {
            if (i != blamed && i != killer) {
                timeline.set(i, cut(timeline.get(i), OTHER_FRAME_BYTES, OTHER_FIELDS));
            }
        }
    }

    private static NoteEvent leftOut(String what) {
        return new NoteEvent("", 0, NoteEvent.Kind.REMARK, 0, null, what);
    }

    private Event cut(Event event, int bytes, int fields) {
        if (event instanceof NoteEvent note) {
            return new NoteEvent(
                    cut(note.role(), NAME),
                    note.connection(),
                    note.kind(),
                    note.atMs(),
                    note.limitMs(),
                    cut(note.text(), TEXT));
        }
        ExchangeEvent exchange = (ExchangeEvent) event;
        Frame response = exchange.response() == null ? null : cut(exchange.response(), bytes, fields);
        return new ExchangeEvent(
                cut(exchange.role(), NAME),
                exchange.connection(),
                cut(exchange.api()),
                exchange.correlationId(),
                exchange.sentMs(),
                exchange.receivedMs(),
                cut(exchange.request(), bytes, fields),
                response);
    }

    private Frame cut(Frame frame, int mostBytes, int mostFields) {
        int bytes = Math.min(Math.min(frame.bytesKept(), mostBytes), left / 2);
        left -= 2 * bytes;
        List<Field> kept = new ArrayList<>();
        for (Field field : frame.fields()) {
            Field shorter = new Field(
                    field.start(),
                    field.end(),
                    cut(field.path(), NAME),
                    cut(field.type(), NAME),
                    cut(field.value(), NAME));
            int cost = FIELD_OVERHEAD
                    + shorter.path().length()
                    + shorter.type().length()
                    + shorter.value().length();
            if (kept.size() == mostFields || cost > left) {
                break;
            }
            left -= cost;
            kept.add(shorter);
        }
        int leftOut = frame.fieldsLeftOut() + frame.fields().size() - kept.size();
        return new Frame(frame.size(), frame.hex().substring(0, 2 * bytes), kept, leftOut);
    }

    private static Check cut(Check check) {
        return new Check(
                cut(check.id(), NAME),
                cut(check.title(), NAME),
                check.level(),
                cut(check.requirement(), TEXT),
                cut(check.source(), TEXT),
                cut(check.why(), TEXT),
                cut(check.profile(), NAME),
                check.hostile(),
                check.harm());
    }

    private static @Nullable ApiVersion cut(@Nullable ApiVersion api) {
        return api == null ? null : new ApiVersion(api.key(), cut(api.name(), NAME), api.version());
    }

    private static @Nullable Failure cut(@Nullable Failure failure, int from, int to) {
        if (failure == null) {
            return null;
        }
        List<String> findings = new ArrayList<>();
        for (String finding : failure.findings()
                .subList(0, Math.min(LISTED, failure.findings().size()))) {
            findings.add(cut(finding, TEXT));
        }
        if (findings.size() < failure.findings().size()) {
            findings.add("… and " + (failure.findings().size() - findings.size()) + " more");
        }
        return new Failure(
                cut(failure.expected(), TEXT),
                cut(failure.found(), TEXT),
                findings,
                text(failure.need()),
                cut(failure.death(), from, to));
    }

    private static @Nullable Blame cut(@Nullable Blame blame, int shift) {
        return blame == null
                ? null
                : new Blame(
                        blame.event() + shift,
                        blame.side(),
                        blame.start(),
                        blame.end(),
                        cut(blame.path(), NAME),
                        cut(blame.sentence(), TEXT),
                        blame.certainty(),
                        text(blame.slip()),
                        blame.rivals().stream().limit(LISTED).map(Bounds::cut).toList());
    }

    private static Rival cut(Rival rival) {
        return new Rival(
                cut(rival.slip(), NAME),
                rival.start(),
                rival.end(),
                cut(rival.path(), NAME),
                cut(rival.sentence(), TEXT),
                rival.certainty());
    }

    /** The killing request is dropped with the events that are left out. */
    private static @Nullable Death cut(@Nullable Death death, int from, int to) {
        if (death == null) {
            return null;
        }
        Integer event = death.event();
        if (event != null) {
            event = event < from || event >= to ? null : Integer.valueOf(event - from + (from > 0 ? 1 : 0));
        }
        List<String> output = death.output();
        return new Death(
                event,
                cut(death.repeat(), TEXT),
                death.exitStatus(),
                output.subList(Math.max(0, output.size() - LISTED), output.size()).stream()
                        .map(line -> cut(line, NAME))
                        .toList(),
                death.restarted());
    }

    private static Measurement cut(Measurement measurement) {
        return new Measurement(cut(measurement.what(), NAME), measurement.value(), cut(measurement.unit(), NAME));
    }

    private static ClientReaction cut(ClientReaction reaction) {
        return new ClientReaction(
                cut(reaction.client(), NAME),
                cut(reaction.reaction(), TEXT),
                cut(reaction.version(), NAME),
                cut(reaction.source(), NAME),
                reaction.harmless());
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : cut(text, TEXT);
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit
                ? text
                : text.substring(0, limit) + "… (" + (text.length() - limit) + " more characters)";
    }
}
