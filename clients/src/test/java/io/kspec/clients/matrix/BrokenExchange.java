package io.kspec.clients.matrix;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.Reaction;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.diagnosis.search.Diagnostician;
import io.kspec.protocol.codec.Exchange;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.RunLog;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A response that a client stumbles over, by its rules.
 *
 * @param api the API
 * @param version the version
 * @param client the client, as the rules name it
 * @param reaction what it prints or does
 */
record BrokenExchange(String api, int version, String client, String reaction) {

    /** Those that a run of the suite met. */
    static List<BrokenExchange> in(RunLog log) {
        return log.results().stream().flatMap(BrokenExchange::in).distinct().toList();
    }

    private static Stream<BrokenExchange> in(CaseResult result) {
        ApiVersion api = blamed(result);
        Integer version = api == null ? null : api.version();
        if (api == null || version == null) {
            return Stream.empty();
        }
        return result.clients().stream()
                .map(reaction -> new BrokenExchange(api.name(), version, reaction.client(), reaction.reaction()))
                .filter(BrokenExchange::stops);
    }

    /** The API of the response that is to blame, which need not be the one that the check is about. */
    private static @Nullable ApiVersion blamed(CaseResult result) {
        Blame blame = result.blame();
        return blame != null && result.timeline().get(blame.event()) instanceof ExchangeEvent exchange
                ? exchange.api()
                : result.api();
    }

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
