package io.kspec.runlog.cause;

import io.kspec.runlog.cause.Symptom.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of responses that failed cases blame, with the values and versions that were wrong. */
final class KnownWrong {
    /** What a log says of a string, id or record that is not there. */
    static final Set<String> NO_VALUE = Set.of("", "\"\"", "null", "AAAAAAAAAAAAAAAAAAAAAA");

    private final Map<Place, Wrong> fields = new HashMap<>();
    private boolean carried;

    /** The fields that the symptoms of some drafts blame. */
    static KnownWrong in(Collection<Draft> drafts) {
        KnownWrong known = new KnownWrong();
        for (Draft draft : drafts) {
            for (Told told : draft.told()) {
                known.add(told.symptom(), draft);
            }
        }
        return known;
    }

    private void add(Symptom symptom, Draft draft) {
        String leaf = symptom.place().leaf();
        boolean source = CarriedField.isSource(leaf) || leaf.equals("Host") || leaf.equals("Port");
        if (source && (symptom.kind() == Kind.VALUE || symptom.kind() == Kind.SLIP)) {
            carried = true;
            fields.computeIfAbsent(symptom.place(), unused -> new Wrong(draft)).add(symptom, draft);
        }
    }

    /** Whether none of the fields that clients carry on is wrong. */
    boolean isEmpty() {
        return !carried;
    }

    /**
     * Whether a field is wrong at a version, or had this very value where it was wrong. Where it had no value at all when it was
     * wrong, its other values are right, and so are other offsets: each log has its own.
     */
    boolean isWrong(Place place, @Nullable Integer version, String value) {
        Wrong wrong = fields.get(place);
        return wrong != null && (wrong.values.contains(value) || wrong.isWrongAt(place, version));
    }

    /** The draft that blames a field in the most cases. */
    @Nullable Draft draft(Place place) {
        Wrong wrong = fields.get(place);
        return wrong == null ? null : wrong.draft;
    }

    private static final class Wrong {
        private final Set<String> values = new HashSet<>();
        private final Set<Integer> versions = new HashSet<>();
        private Draft draft;

        Wrong(Draft draft) {
            this.draft = draft;
        }

        boolean isWrongAt(Place place, @Nullable Integer version) {
            return version != null
                    && versions.contains(version)
                    && !NO_VALUE.containsAll(values)
                    && !CarriedField.isOffset(place.leaf());
        }

        void add(Symptom symptom, Draft another) {
            values.add(symptom.value());
            if (symptom.version() != null) {
                versions.add(symptom.version());
            }
            if (another.own() > draft.own()) {
                draft = another;
            }
        }
    }
}
