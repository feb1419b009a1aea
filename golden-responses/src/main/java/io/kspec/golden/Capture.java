package io.kspec.golden;

import io.kspec.protocol.spec.ApiSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a real broker answered to one API at one version: a sequence of exchanges, in the order in which their requests
 * were sent, that begins on a broker without the topics and groups that it names. Exchanges of other APIs prepare what
 * the sequence needs.
 *
 * @param provenance where the bytes come from
 * @param api the API that it shows
 * @param version the version of that API
 * @param exchanges the exchanges
 */
public record Capture(Provenance provenance, ApiSpec api, int version, List<CapturedExchange> exchanges) {
    public Capture {
        exchanges = List.copyOf(exchanges);
        Set<String> names = new HashSet<>();
        for (CapturedExchange exchange : exchanges) {
            if (!names.add(exchange.name())) {
                throw new IllegalArgumentException(api.name() + " v" + version + ": expected one exchange named "
                        + exchange.name() + ", found two");
            }
        }
    }

    /** The exchange with a name. */
    public Optional<CapturedExchange> find(String name) {
        return exchanges.stream()
                .filter(exchange -> exchange.name().equals(name))
                .findFirst();
    }

    /** {@code OffsetFetch v8 of Apache Kafka 4.3.1}. */
    @Override
    public String toString() {
        return api.name() + " v" + version + " of " + provenance.broker();
    }
}
