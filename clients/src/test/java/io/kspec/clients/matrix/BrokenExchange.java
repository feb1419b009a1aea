package io.kspec.clients.matrix;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.Reaction;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.diagnosis.search.Diagnostician;
import io.kspec.protocol.codec.Exchange;
import java.util.List;
import java.util.stream.Stream;

/**
 * A response that a client stumbles over, by its rules.
 *
 * @param api the API
 * @param version the version
 * @param client the client, as the rules name it
 * @param reaction what it prints or does
 */
record BrokenExchange(String api, int version, String client, String reaction) {

    /** What the rules say of an exchange. */
    static List<BrokenExchange> in(Exchange exchange) {
        FrameUnderTest response = FrameUnderTest.response(exchange).orElse(null);
        if (response == null) {
            return List.of();
        }
        Diagnosis diagnosis = Diagnostician.diagnose(response);
        Stream<Reaction> toBytes = ClientReactions.to(diagnosis).stream();
        Stream<Reaction> toValues =
                Plausibility.implausibleValues(response).stream().flatMap(value -> value.reactions().stream());
        return Stream.concat(toBytes, toValues)
                .map(reaction -> new BrokenExchange(
                        exchange.api().name(), exchange.version(), reaction.client(), reaction.text()))
                .filter(BrokenExchange::stops)
                .distinct()
                .toList();
    }

    private boolean stops() {
        return !ClientReactions.isHarmless(client, reaction);
    }

    /** {@code Sarama: "…" (Fetch v11)}. */
    @Override
    public String toString() {
        return reaction + " (" + api + " v" + version + ")";
    }
}
