package io.kspec.inspection.diff;

import io.kspec.inspection.InspectionException;
import io.kspec.inspection.reading.IdentifiedMessage;
import io.kspec.inspection.reading.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The messages of two sources in pairs: the first request of an API in one source is paired with the first in the other,
 * the second with the second; responses in the same way.
 *
 * @param comparisons the pairs
 * @param onlyA messages of the first source without a counterpart
 * @param onlyB messages of the second source without a counterpart
 */
public record Conversations(List<MessageComparison> comparisons, List<Reading> onlyA, List<Reading> onlyB) {
    public Conversations {
        comparisons = List.copyOf(comparisons);
        onlyA = List.copyOf(onlyA);
        onlyB = List.copyOf(onlyB);
    }

    /**
     * Compares all messages.
     *
     * @throws InspectionException if no message has a counterpart
     */
    public static Conversations compare(List<Reading> a, List<Reading> b, IgnoredFields ignored) {
        List<MessageComparison> comparisons = new ArrayList<>();
        Set<Reading> paired = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Reading first : a) {
            Optional<Reading> counterpart = b.stream()
                    .filter(second -> !paired.contains(second) && isAlike(first.subject(), second.subject()))
                    .findFirst();
            if (counterpart.isPresent()) {
                paired.add(first);
                paired.add(counterpart.get());
                comparisons.add(compare(first, counterpart.get(), ignored));
            }
        }
        if (comparisons.isEmpty()) {
            throw new InspectionException("expected two messages of the same API and direction, found "
                    + a.get(0).subject().message() + " and "
                    + b.get(0).subject().message());
        }
        return new Conversations(comparisons, without(a, paired), without(b, paired));
    }

    private static List<Reading> without(List<Reading> readings, Set<Reading> paired) {
        return readings.stream().filter(each -> !paired.contains(each)).toList();
    }

    private static boolean isAlike(IdentifiedMessage a, IdentifiedMessage b) {
        return a.api() == b.api() && a.type() == b.type();
    }

    /** If the versions were not given, a version that fits both is likelier than two different ones. */
    private static MessageComparison compare(Reading a, Reading b, IgnoredFields ignored) {
        List<Integer> common = new ArrayList<>(versions(a.subject()));
        common.retainAll(versions(b.subject()));
        Optional<Integer> version = common.stream().max(Comparator.naturalOrder());
        return version.isPresent()
                ? MessageComparison.of(at(version.get(), a), at(version.get(), b), ignored)
                : MessageComparison.of(a, b, ignored);
    }

    private static List<Integer> versions(IdentifiedMessage subject) {
        return Stream.concat(Stream.of(subject.version()), subject.otherVersions().stream())
                .toList();
    }

    private static Reading at(int version, Reading reading) {
        return reading.subject().version() == version
                ? reading
                : Reading.of(reading.subject().at(version));
    }

    /** Whether every message has an equal counterpart. */
    public boolean isSame() {
        return onlyA.isEmpty() && onlyB.isEmpty() && comparisons.stream().allMatch(MessageComparison::isSame);
    }
}
