package io.kspec.runlog.cause;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What clients take from one response and send in a later request. */
final class CarriedField {
    private static final List<String> OFFSETS = List.of("Offset", "BaseOffset", "CommittedOffset", "HighWatermark");

    /** Fields of requests, each with the fields of responses that its value comes from. */
    private static final Map<String, List<String>> SOURCES = Map.ofEntries(
            Map.entry("TopicId", List.of("TopicId")),
            Map.entry("MemberId", List.of("MemberId")),
            Map.entry("GenerationId", List.of("GenerationId")),
            Map.entry("GenerationIdOrMemberEpoch", List.of("GenerationId", "MemberEpoch")),
            Map.entry("MemberEpoch", List.of("MemberEpoch")),
            Map.entry("ProtocolType", List.of("ProtocolType")),
            Map.entry("ProtocolName", List.of("ProtocolName")),
            Map.entry("ProducerId", List.of("ProducerId")),
            Map.entry("ProducerEpoch", List.of("ProducerEpoch")),
            Map.entry("V3AndBelowProducerId", List.of("ProducerId")),
            Map.entry("V3AndBelowProducerEpoch", List.of("ProducerEpoch")),
            Map.entry("SessionId", List.of("SessionId")),
            Map.entry("CurrentLeaderEpoch", List.of("LeaderEpoch")),
            Map.entry("FetchOffset", OFFSETS));

    /** Fields of requests that decide only whether a request is accepted, and nothing of what is answered then. */
    private static final Set<String> EPOCHS = Set.of(
            "GenerationId",
            "GenerationIdOrMemberEpoch",
            "MemberEpoch",
            "ProducerEpoch",
            "V3AndBelowProducerEpoch",
            "CurrentLeaderEpoch");

    /** Fields of requests that say who somebody is and since when: a target that accepts them knows them. */
    private static final Set<String> IDENTITIES =
            Set.of("MemberId", "GenerationId", "GenerationIdOrMemberEpoch", "MemberEpoch", "TopicId");

    private static final Set<String> RESPONSE_FIELDS = responseFields();

    private CarriedField() {}

    /** The fields of responses that a field of a request takes its value from; empty if it is not carried. */
    static List<String> sources(String requestField) {
        return SOURCES.getOrDefault(requestField, List.of());
    }

    /** Whether a field of a request, once it was accepted, has nothing to do with what the response says. */
    static boolean onlyAdmits(String requestField) {
        return EPOCHS.contains(requestField);
    }

    /** Whether a target that accepts a field of a request knows its value, so that it is none that it has made up. */
    static boolean isKnownIfAccepted(String requestField) {
        return IDENTITIES.contains(requestField);
    }

    /** Whether a field of a response is an offset. */
    static boolean isOffset(String responseField) {
        return OFFSETS.contains(responseField);
    }

    /** Whether some request takes a value from a field of a response. */
    static boolean isSource(String responseField) {
        return RESPONSE_FIELDS.contains(responseField);
    }

    private static Set<String> responseFields() {
        Set<String> fields = new HashSet<>();
        SOURCES.values().forEach(fields::addAll);
        return fields;
    }

    /** The values of carried fields that a case has received, and where each was received first. */
    static final class Received {
        private final Map<String, Place> places = new HashMap<>();

        void add(Place place, String value) {
            places.putIfAbsent(place.leaf() + ' ' + value, place);
        }

        Optional<Place> source(String requestField, String value) {
            return sources(requestField).stream()
                    .map(field -> places.get(field + ' ' + value))
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }
}
