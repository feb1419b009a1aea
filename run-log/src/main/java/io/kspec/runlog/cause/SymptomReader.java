package io.kspec.runlog.cause;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Death;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import io.kspec.runlog.NoteEvent;
import io.kspec.runlog.Side;
import io.kspec.runlog.cause.Symptom.Kind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads from a failed case where its fault shows. */
final class SymptomReader {
    private static final ApiVersion NO_API = new ApiVersion(-1, "", null);

    private SymptomReader() {}

    static Symptom read(CaseResult result) {
        Failure failure = Objects.requireNonNull(result.failure());
        Death death = failure.death();
        if (death != null) {
            int event = death.event() == null ? -1 : death.event();
            ApiVersion api = event < 0 ? apiOfCase(result) : api(result, event);
            return new Symptom(
                    result, Kind.DEATH, new Place(api.name(), ""), api.version(), event, List.of(), failure.found());
        }
        Blame blame = result.blame();
        if (blame != null) {
            return blamed(result, blame, failure);
        }
        int unanswered = result.check().hostile() ? -1 : unanswered(result.timeline());
        ApiVersion api = unanswered < 0 ? apiOfCase(result) : api(result, unanswered);
        Kind kind = unanswered < 0 ? Kind.CONDUCT : Kind.SILENCE;
        return new Symptom(
                result, kind, new Place(api.name(), ""), api.version(), unanswered, List.of(), failure.found());
    }

    private static Symptom blamed(CaseResult result, Blame blame, Failure failure) {
        ExchangeEvent exchange = (ExchangeEvent) result.timeline().get(blame.event());
        ApiVersion api = exchange.api() == null ? NO_API : exchange.api();
        Frame frame = blame.side() == Side.REQUEST ? exchange.request() : exchange.response();
        Kind kind = blame.slip() != null ? Kind.SLIP : frame != null && endsEarly(frame) ? Kind.UNREADABLE : Kind.VALUE;
        String value = kind == Kind.VALUE && frame != null ? value(frame, blame, failure.found()) : failure.found();
        String array = kind == Kind.VALUE ? Symptom.lackingArray(failure.found()) : null;
        return new Symptom(
                result,
                kind,
                new Place(api.name(), Place.path(api.name(), array == null ? blame.path() : array)),
                api.version(),
                blame.event(),
                Guess.of(api.name(), blame),
                value);
    }

    /** Whether reading failed before the end of a frame that the log has in full. */
    private static boolean endsEarly(Frame frame) {
        if (frame.fieldsLeftOut() > 0 || frame.bytesKept() < frame.size()) {
            return false;
        }
        int end = 0;
        for (Field field : frame.fields()) {
            end = Math.max(end, field.end());
        }
        return end < frame.size();
    }

    private static String value(Frame frame, Blame blame, String found) {
        for (Field field : frame.fields()) {
            if (field.start() == blame.start() && field.path().equals(blame.path())) {
                return field.value();
            }
        }
        return found;
    }

    /** The position of the request whose answer the case waited for in vain at its end, or -1. */
    private static int unanswered(List<Event> timeline) {
        int last = timeline.size() - 1;
        for (int i = last; i >= 0; i--) {
            if (timeline.get(i) instanceof ExchangeEvent exchange && exchange.response() == null) {
                boolean inVain = i == last || (timeline.get(i + 1) instanceof NoteEvent note && endsWaiting(note));
                if (inVain && exchange.api() != null) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static boolean endsWaiting(NoteEvent note) {
        return note.kind() == NoteEvent.Kind.TIMEOUT || note.kind() == NoteEvent.Kind.DISCONNECT;
    }

    private static ApiVersion apiOfCase(CaseResult result) {
        return result.api() == null ? NO_API : result.api();
    }

    private static ApiVersion api(CaseResult result, int event) {
        @Nullable ApiVersion api = result.timeline().get(event) instanceof ExchangeEvent exchange ? exchange.api() : null;
        return api == null ? NO_API : api;
    }
}
