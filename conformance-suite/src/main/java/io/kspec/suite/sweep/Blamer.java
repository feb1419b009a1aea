package io.kspec.suite.sweep;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.DecodeFailure;
import io.kspec.protocol.Exchange;
import io.kspec.protocol.blame.ClientReactions;
import io.kspec.protocol.blame.Diagnosis;
import io.kspec.protocol.blame.Explanation;
import io.kspec.protocol.blame.Oddity;
import io.kspec.protocol.blame.Plausibility;
import io.kspec.protocol.blame.Suspect;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.suite.CheckFailure;
import io.kspec.suite.Evidence;
import io.kspec.suite.log.Blame;
import io.kspec.suite.log.ClientReaction;
import io.kspec.suite.log.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of an exchange explain a failure, in the words of the run log.
 *
 * @param blame the bytes, or null if none can be named
 * @param findings what else was noticed, a sentence each
 * @param clients what real clients make of it
 */
record Blamer(@Nullable Blame blame, List<String> findings, List<ClientReaction> clients) {
    static final Blamer NOTHING = new Blamer(null, List.of(), List.of());

    /** Of a response that is not what it should be, byte for byte. */
    static Blamer of(Diagnosis diagnosis, Exchange exchange, Timeline timeline) {
        List<String> findings = new ArrayList<>();
        DecodeFailure failure = diagnosis.failure();
        if (failure != null) {
            findings.add("read strictly: " + failure);
        }
        Blame blame = null;
        int event = timeline.require(exchange);
        Explanation best = diagnosis.best().orElse(null);
        if (best != null) {
            findings.addAll(best.evidence());
            blame = new Blame(
                    event, Side.RESPONSE, best.start(), best.end(), best.path(), best.toString(), best.certainty());
        } else if (failure != null) {
            int size = Objects.requireNonNull(exchange.response()).size();
            int start = Math.min(failure.offset(), size);
            blame = new Blame(
                    event, Side.RESPONSE, start, Math.min(start + 1, size), failure.path(), diagnosis.sentence(), null);
        }
        return new Blamer(blame, findings, reactions(ClientReactions.to(diagnosis)));
    }

    /** Of a response that says something else than it should. */
    static Blamer of(Evidence evidence, CheckFailure failure, Timeline timeline) {
        Exchange exchange = evidence.exchange();
        Bytes response = exchange.response();
        if (response == null) {
            return NOTHING;
        }
        DecodeAttempt attempt = exchange.decodeResponse();
        String path = evidence.path();
        LayoutEntry entry = attempt.layout()
                .find(path, LayoutRole.VALUE)
                .or(() -> attempt.layout().find(path, LayoutRole.GROUP))
                .or(() -> attempt.layout().at(path).stream().findFirst())
                .or(() -> attempt.layout().find("", LayoutRole.GROUP))
                .orElse(null);
        Blame blame = new Blame(
                timeline.require(exchange),
                Side.RESPONSE,
                entry == null ? 0 : entry.start(),
                entry == null ? response.size() : entry.end(),
                path,
                exchange.api().name() + " v" + exchange.version() + " response, " + path + ": expected "
                        + failure.expected() + ", found " + failure.found(),
                null);
        List<Oddity> oddities = oddities(exchange);
        return new Blamer(
                blame,
                oddities.stream().map(Oddity::toString).toList(),
                reactions(oddities.stream()
                        .filter(oddity -> oddity.path().equals(path))
                        .flatMap(oddity -> oddity.reactions().stream())
                        .toList()));
    }

    /** The values of a response that decode but cannot be. */
    static List<Oddity> oddities(Exchange exchange) {
        return Suspect.response(exchange).map(Plausibility::oddities).orElse(List.of());
    }

    private static List<ClientReaction> reactions(List<io.kspec.protocol.blame.ClientReaction> reactions) {
        return reactions.stream()
                .map(reaction -> new ClientReaction(
                        reaction.client(), reaction.printed() ? '"' + reaction.prints() + '"' : reaction.prints()))
                .toList();
    }
}
