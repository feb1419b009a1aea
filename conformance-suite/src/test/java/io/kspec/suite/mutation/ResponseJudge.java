package io.kspec.suite.mutation;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.protocol.codec.Exchange;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Examination;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges the responses of an API and version that cases received, as the checks do that look for implausible values. */
final class ResponseJudge {
    private final Mutation mutation;
    private final Map<ImplausibleKind, Sighting> sightings = new EnumMap<>(ImplausibleKind.class);
    private int responses;

    /** Judges the responses that a mutation is in. */
    ResponseJudge(Mutation mutation) {
        this.mutation = mutation;
    }

    private record Sighting(ImplausibleValue value, Exchange exchange, int count) {}

    /** The checks that fail after the exchanges of one more case. */
    List<PlayableCheck> judge(List<Exchange> exchanges) {
        Set<Integer> brokers = brokers(exchanges);
        exchanges.stream()
                .filter(exchange ->
                        exchange.api().key() == mutation.api().key() && exchange.version() == mutation.version())
                .forEach(exchange -> FrameUnderTest.response(exchange)
                        .flatMap(response -> Plausibility.examine(response, brokers))
                        .ifPresent(values -> add(exchange, values)));
        List<PlayableCheck> failing = new ArrayList<>();
        sightings.forEach((kind, seen) -> {
            PlayableCheck judge = PlayableCheck.judging().get(kind);
            if (judge != null && fails(judge, seen)) {
                failing.add(judge);
            }
        });
        return failing;
    }

    private void add(Exchange exchange, List<ImplausibleValue> values) {
        responses++;
        Set<ImplausibleKind> here = EnumSet.noneOf(ImplausibleKind.class);
        for (ImplausibleValue value : values) {
            if (here.add(value.kind())) {
                sightings.merge(
                        value.kind(),
                        new Sighting(value, exchange, 1),
                        (first, more) -> new Sighting(first.value(), first.exchange(), first.count() + 1));
            }
        }
    }

    private boolean fails(PlayableCheck judge, Sighting seen) {
        try {
            judge.invoke(new Examination(
                    mutation.api(), mutation.version(), responses, seen.count(), seen.value(), seen.exchange()));
            return false;
        } catch (CheckFailure failure) {
            return true;
        }
    }

    /** The brokers that Metadata named to the case, or the only one that there is. */
    private Set<Integer> brokers(List<Exchange> exchanges) {
        Set<Integer> named = exchanges.stream()
                .filter(exchange -> exchange.api().name().equals("Metadata"))
                .flatMap(exchange -> FrameUnderTest.response(exchange).stream())
                .flatMap(response -> response.decoded().stream())
                .flatMap(metadata -> metadata.getStructs("Brokers").stream())
                .map(broker -> broker.getInt("NodeId"))
                .collect(Collectors.toSet());
        return named.isEmpty() ? Set.of(MutatedBroker.NODE_ID) : named;
    }
}
