package io.kspec.suite.session;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.suite.check.Examination;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts the responses of a run that were examined for each kind of implausible value, and keeps the first exchange
 * with such a value. A response counts if it decodes and answers its request. Thread-safe.
 */
public final class PlausibilityLedger {
    private static final int CORRELATION_ID_IN_REQUEST = 4;

    private final Map<Pair, Page> pages = new TreeMap<>(
            Comparator.comparingInt((Pair pair) -> pair.api().key()).thenComparingInt(Pair::version));

    private final Set<Integer> brokersOfRun = new TreeSet<>();

    PlausibilityLedger() {}

    /**
     * Examines the exchanges of one case. A coordinator must be among the brokers that Metadata named in the same case; if
     * Metadata was not asked there, among those that it named in any earlier case.
     */
    public void examine(List<Exchange> exchanges) {
        List<Exchange> answered =
                exchanges.stream().filter(PlausibilityLedger::answersItsRequest).toList();
        Set<Integer> brokers = known(brokers(answered));
        for (Exchange exchange : answered) {
            FrameUnderTest.response(exchange)
                    .flatMap(response -> Plausibility.examine(response, brokers))
                    .ifPresent(values -> record(exchange, values));
        }
    }

    /** The APIs and versions with a response that was examined for a kind of value, by API key and version. */
    public synchronized List<Examination> of(ImplausibleKind kind) {
        return pages.entrySet().stream()
                .flatMap(entry -> entry.getValue().of(kind, entry.getKey()).stream())
                .toList();
    }

    private synchronized Set<Integer> known(Set<Integer> ofCase) {
        brokersOfRun.addAll(ofCase);
        return ofCase.isEmpty() ? Set.copyOf(brokersOfRun) : ofCase;
    }

    private synchronized void record(Exchange exchange, List<ImplausibleValue> values) {
        Pair pair = new Pair(exchange.api(), exchange.version());
        pages.computeIfAbsent(pair, Page::new).add(exchange, values);
    }

    private static boolean answersItsRequest(Exchange exchange) {
        Bytes response = exchange.response();
        return response != null
                && response.size() >= Integer.BYTES
                && exchange.api().versions().contains(exchange.version())
                && response.getInt(0) == exchange.request().getInt(CORRELATION_ID_IN_REQUEST);
    }

    /** The ids of the brokers that Metadata named; only its responses are decoded for this. */
    private static Set<Integer> brokers(List<Exchange> answered) {
        return answered.stream()
                .filter(exchange -> exchange.api().name().equals("Metadata"))
                .flatMap(exchange -> FrameUnderTest.response(exchange).stream())
                .flatMap(response -> response.decoded().stream())
                .flatMap(metadata -> metadata.getStructs("Brokers").stream())
                .map(broker -> broker.getInt("NodeId"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Pair(ApiSpec api, int version) {}

    private static final class Page {
        private final Set<ImplausibleKind> kinds;
        private final Map<ImplausibleKind, Sighting> sightings = new EnumMap<>(ImplausibleKind.class);
        private int responses;

        Page(Pair pair) {
            kinds = Plausibility.kinds(pair.api(), pair.version());
        }

        void add(Exchange exchange, List<ImplausibleValue> values) {
            responses++;
            Set<ImplausibleKind> here = EnumSet.noneOf(ImplausibleKind.class);
            for (ImplausibleValue value : values) {
                if (here.add(value.kind())) {
                    sightings.merge(value.kind(), new Sighting(exchange, value, 1), Sighting::andAnother);
                }
            }
        }

        Optional<Examination> of(ImplausibleKind kind, Pair pair) {
            Sighting seen = sightings.get(kind);
            if (seen == null && !kinds.contains(kind)) {
                return Optional.empty();
            }
            return Optional.of(
                    seen == null
                            ? new Examination(pair.api(), pair.version(), responses, 0, null, null)
                            : new Examination(
                                    pair.api(),
                                    pair.version(),
                                    responses,
                                    seen.count(),
                                    seen.value(),
                                    seen.exchange()));
        }
    }

    private record Sighting(Exchange exchange, ImplausibleValue value, int count) {
        Sighting andAnother(Sighting later) {
            return new Sighting(exchange, value, count + later.count());
        }
    }
}
