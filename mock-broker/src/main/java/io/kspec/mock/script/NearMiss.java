package io.kspec.mock.script;

import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A request that a pattern almost matches.
 *
 * @param entry the request; the latest one of those that differ in the same way
 * @param differences what differs, in words: {@code GroupId is "h" instead of "g"}
 * @param count how many requests differ in the same way
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record NearMiss(JournalEntry entry, List<String> differences, int count) {
    /** How much more a wrong API counts than any other difference. */
    private static final int OTHER_API = 100;

    /** How many values a difference lists. */
    private static final int MOST_VALUES = 3;

    public NearMiss {
        differences = List.copyOf(differences);
    }

    /**
     * The requests that come nearest to a pattern without matching it, the nearest first.
     *
     * @param entries the requests, oldest first
     * @param limit how many to return
     */
    @API(status = API.Status.INTERNAL, since = "0.1.0")
    public static List<NearMiss> of(RequestPattern pattern, List<JournalEntry> entries, KnownTopics topics, int limit) {
        Map<List<String>, NearMiss> byDifferences = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            List<String> differences = differences(pattern, entry, topics);
            if (!differences.isEmpty()) {
                byDifferences.merge(
                        differences,
                        new NearMiss(entry, differences, 1),
                        (before, now) -> new NearMiss(now.entry(), differences, before.count() + 1));
            }
        }
        return byDifferences.values().stream()
                .sorted(Comparator.comparingInt((NearMiss miss) -> miss.distance(pattern))
                        .thenComparing(miss -> -miss.entry().number()))
                .limit(limit)
                .toList();
    }

    private int distance(RequestPattern pattern) {
        return differences.size() + (pattern.matchesApi(entry.apiName()) ? 0 : OTHER_API);
    }

    private static List<String> differences(RequestPattern pattern, JournalEntry entry, KnownTopics topics) {
        List<String> differences = new ArrayList<>();
        boolean sameApi = pattern.matchesApi(entry.apiName());
        if (!sameApi) {
            differences.add("the API is " + Objects.requireNonNullElse(entry.apiName(), "unknown") + " instead of "
                    + pattern.api());
        }
        if (!pattern.versions().contains(entry.version())) {
            differences.add("the version is " + entry.version() + " instead of " + pattern.versions());
        }
        if (pattern.clientId() != null && !pattern.clientId().equals(entry.clientId())) {
            differences.add("the client is " + entry.clientId() + " instead of " + pattern.clientId());
        }
        if (pattern.brokerId() != null && pattern.brokerId() != entry.brokerId()) {
            differences.add("the broker is " + entry.brokerId() + " instead of " + pattern.brokerId());
        }
        if (!sameApi) {
            // Nothing is decoded for other APIs, because journals are long.
            return differences;
        }
        Optional<Message> request = entry.decodedRequest();
        if (request.isEmpty()) {
            differences.add("the request does not decode");
        } else {
            pattern.fields().forEach(field -> difference(field, request.get(), topics, differences));
            if (differences.isEmpty() && !pattern.matches(entry.incoming(request.get()), topics)) {
                differences.add("no single entry has all of the values");
            }
        }
        return differences;
    }

    private static void difference(
            RequestPattern.FieldMatch field, Message request, KnownTopics topics, List<String> differences) {
        if (!field.places(request, topics).isEmpty()) {
            return;
        }
        List<String> found = field.path().readIn(request, topics).stream()
                .map(place -> String.valueOf(PlainValue.of(place.value(request, topics))))
                .distinct()
                .toList();
        String values = String.join(", ", found.subList(0, Math.min(MOST_VALUES, found.size())))
                + (found.size() > MOST_VALUES ? ", …" : "");
        differences.add(
                field.path() + (found.isEmpty() ? " is missing" : " is " + values) + " instead of " + field.expected());
    }

    /** {@code GroupId is h instead of g: #12 connection 3, JoinGroup v1: ANSWERED, and 2 more}. */
    @Override
    public String toString() {
        return String.join("; ", differences) + ": " + entry + (count > 1 ? ", and " + (count - 1) + " more" : "");
    }
}
