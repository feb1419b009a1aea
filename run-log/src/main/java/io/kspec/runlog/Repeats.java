package io.kspec.runlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folds what repeats in a timeline, such as the polls of a wait: of a sequence of events that happens three times or more in
 * a row, the first and the last stay, with a note between them. Exchanges are the same if their bytes are, correlation ids
 * apart. The exchanges that a blame or a death is about stay in any case.
 */
final class Repeats {
    /** The most events that a sequence is looked for of. */
    private static final int LONGEST = 8;

    private static final int FEWEST = 3;
    private static final int HEX_OF_ID = 8;
    private static final int ID_IN_REQUEST = 8;
    private static final int ID_IN_RESPONSE = 0;

    private final List<Event> timeline;
    private final boolean[] pinned;
    private final List<Event> kept = new ArrayList<>();
    /** The new position of each kept event, or -1. */
    private final int[] moved;

    private Repeats(CaseResult result) {
        timeline = result.timeline();
        pinned = new boolean[timeline.size()];
        moved = new int[timeline.size()];
        Arrays.fill(moved, -1);
        if (result.blame() != null) {
            pinned[result.blame().event()] = true;
        }
        Integer killer = result.killer();
        if (killer != null) {
            pinned[killer] = true;
        }
    }

    static CaseResult fold(CaseResult result) {
        Repeats repeats = new Repeats(result);
        repeats.fold();
        return repeats.kept.size() == result.timeline().size() ? result : repeats.applied(result);
    }

    private void fold() {
        int at = 0;
        while (at < timeline.size()) {
            int length = 1;
            int times = times(at, 1);
            while (times < FEWEST && length < LONGEST) {
                times = times(at, ++length);
            }
            if (times >= FEWEST) {
                keep(at, length);
                kept.add(note(at + length, length, times - 2));
                keep(at + (times - 1) * length, length);
                at += times * length;
            } else {
                keep(at, 1);
                at++;
            }
        }
    }

    private void keep(int from, int length) {
        for (int i = from; i < from + length; i++) {
            moved[i] = kept.size();
            kept.add(timeline.get(i));
        }
    }

    /** How often a sequence of events happens in a row. */
    private int times(int at, int length) {
        int end = at + length;
        while (end < timeline.size() && isSame(end, end - length)) {
            end++;
        }
        return (end - at) / length;
    }

    private boolean isSame(int one, int other) {
        if (pinned[one] || pinned[other]) {
            return false;
        }
        Event a = timeline.get(one);
        Event b = timeline.get(other);
        if (!a.role().equals(b.role()) || a.connection() != b.connection()) {
            return false;
        }
        if (a instanceof NoteEvent note && b instanceof NoteEvent earlier) {
            return note.kind() == earlier.kind() && note.text().equals(earlier.text());
        }
        return a instanceof ExchangeEvent exchange
                && b instanceof ExchangeEvent earlier
                && Objects.equals(exchange.api(), earlier.api())
                && isSame(exchange.request(), earlier.request(), ID_IN_REQUEST)
                && isSame(exchange.response(), earlier.response(), ID_IN_RESPONSE);
    }

    private static boolean isSame(@Nullable Frame one, @Nullable Frame other, int id) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        String hex = one.hex();
        int after = Math.min(hex.length(), id + HEX_OF_ID);
        return one.size() == other.size()
                && hex.length() == other.hex().length()
                && hex.regionMatches(0, other.hex(), 0, Math.min(hex.length(), id))
                && hex.regionMatches(after, other.hex(), after, hex.length() - after);
    }

    private NoteEvent note(int from, int length, int times) {
        List<Event> sequence = timeline.subList(from, from + length);
        List<ExchangeEvent> exchanges = sequence.stream()
                .filter(ExchangeEvent.class::isInstance)
                .map(ExchangeEvent.class::cast)
                .toList();
        double start = at(timeline.get(from));
        double end = at(timeline.get(from + times * length));
        Event first = exchanges.isEmpty() ? sequence.get(0) : exchanges.get(0);
        boolean alone = exchanges.size() <= 1;
        return new NoteEvent(
                alone ? first.role() : "",
                alone ? first.connection() : 0,
                NoteEvent.Kind.REPEAT,
                start,
                Math.max(0, end - start),
                text(exchanges, times == 1 ? "once more" : times + " more times"));
    }

    private static String text(List<ExchangeEvent> exchanges, String times) {
        if (exchanges.isEmpty()) {
            return "the same " + times;
        }
        String names = exchanges.stream()
                .map(exchange ->
                        exchange.api() == null ? "raw bytes" : exchange.api().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        boolean silent = exchanges.stream().allMatch(exchange -> exchange.response() == null);
        boolean alone = exchanges.size() == 1;
        return names + " asked " + times + ", "
                + (silent ? (alone ? "no answer" : "no answers") : alone ? "same answer" : "same answers");
    }

    private static double at(Event event) {
        return event instanceof NoteEvent note ? note.atMs() : ((ExchangeEvent) event).sentMs();
    }

    private CaseResult applied(CaseResult result) {
        Blame blame = result.blame();
        Failure failure = result.failure();
        Integer killer = result.killer();
        if (failure != null && failure.death() != null && killer != null) {
            failure = failure.with(failure.death().at(moved[killer]));
        }
        return new CaseResult(
                result.check(),
                result.api(),
                result.verdict(),
                result.reason(),
                failure,
                result.durationMs(),
                result.exchanges(),
                kept,
                blame == null ? null : blame.at(moved[blame.event()]),
                result.clients(),
                result.need(),
                result.measurements());
    }
}
