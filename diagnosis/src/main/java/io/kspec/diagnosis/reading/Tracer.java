package io.kspec.diagnosis.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records what a reader finds where. */
final class Tracer {
    private final List<Spot> spots = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<Integer> sighted = new HashSet<>();
    private final Map<Integer, Integer> firstSeen = new HashMap<>();
    private final StringBuilder path = new StringBuilder();
    private String stopped = "";
    private boolean inBody;

    private static final class Draft {
        private final Mark mark;
        private final boolean inBody;
        private final String path;
        private final int start;
        private int end;
        private int nextSpot;
        private @Nullable Long value;

        private Draft(Mark mark, boolean inBody, String path, int start) {
            this.mark = mark;
            this.inBody = inBody;
            this.path = path;
            this.start = start;
            this.end = start;
        }
    }

    /** Enters a part; pass the result to {@link #leave}. */
    int enter(Part part, int offset) {
        firstSeen.putIfAbsent(part.id(), offset);
        int mark = path.length();
        if (part.name().isEmpty()) {
            inBody |= part.form() == Part.Form.STRUCT;
        } else {
            path.append(mark > 0 ? "." : "").append(part.name());
        }
        return mark;
    }

    int enterEntry(int index) {
        int mark = path.length();
        path.append('[').append(index).append(']');
        return mark;
    }

    void leave(int mark) {
        path.setLength(mark);
    }

    /** Remembers the path of the part that could not be read, the innermost if called for several. */
    void stop() {
        stopped = stopped.isEmpty() ? path.toString() : stopped;
    }

    /** Returns to the path of the part that could not be read. */
    void resume() {
        path.setLength(0);
        path.append(stopped);
    }

    void spot(Part part, Spot.Role role, int start, int end, long value) {
        spots.add(new Spot(part, role, path.toString(), inBody, start, end, value));
    }

    /** Records the first sighting of a mark; returns whether this was the first. */
    boolean sight(Part part, Mark mark, int start) {
        if (!sighted.add(part.id())) {
            return false;
        }
        Draft draft = new Draft(mark, inBody, path.toString(), start);
        draft.nextSpot = spots.size();
        drafts.add(draft);
        return true;
    }

    /** Completes the latest sighting of a mark that starts at an offset. */
    void sighted(Mark mark, int start, int end, @Nullable Long value) {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            Draft draft = drafts.get(i);
            if (draft.start == start && draft.mark.equals(mark)) {
                draft.end = end;
                draft.value = value;
                draft.nextSpot = spots.size();
                return;
            }
        }
    }

    Interpretation.Trace trace() {
        List<Sighting> sightings = new ArrayList<>();
        for (Draft draft : drafts) {
            Spot next = draft.nextSpot < spots.size() ? spots.get(draft.nextSpot) : null;
            sightings.add(new Sighting(
                    draft.mark,
                    draft.inBody,
                    draft.path,
                    draft.start,
                    draft.end,
                    draft.value,
                    next == null ? "" : next.path()));
        }
        return new Interpretation.Trace(List.copyOf(spots), List.copyOf(sightings), Map.copyOf(firstSeen));
    }
}
