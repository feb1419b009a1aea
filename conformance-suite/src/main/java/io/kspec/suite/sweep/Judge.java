package io.kspec.suite.sweep;

import io.kspec.protocol.DecodeFailure;
import io.kspec.protocol.Exchange;
import io.kspec.protocol.blame.Diagnosis;
import io.kspec.protocol.blame.Suspect;
import io.kspec.scenarios.play.ForeignResponse;
import io.kspec.scenarios.play.PlayFailure;
import io.kspec.scenarios.play.PlayInterrupted;
import io.kspec.scenarios.play.UndecodableResponse;
import io.kspec.suite.CheckFailure;
import io.kspec.suite.Evidence;
import io.kspec.suite.log.ApiVersion;
import io.kspec.suite.log.CaseResult;
import io.kspec.suite.log.Check;
import io.kspec.suite.log.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Says what a case's end means: which verdict, and which bytes are to blame. */
final class Judge {
    private final Check check;
    private final @Nullable ApiVersion api;
    private final Timeline timeline;
    private final double durationMs;
    private final int exchanges;

    Judge(Check check, @Nullable ApiVersion api, Timeline timeline, double durationMs, int exchanges) {
        this.check = check;
        this.api = api;
        this.timeline = timeline;
        this.durationMs = durationMs;
        this.exchanges = exchanges;
    }

    /** The result of a case that ended in a throw. */
    CaseResult judge(Throwable thrown) {
        if (thrown instanceof TestAbortedException aborted) {
            return CaseResult.skipped(check, api, message(aborted));
        }
        if (thrown instanceof CheckFailure failure) {
            Evidence evidence = failure.evidence();
            Blamer blamer = evidence == null ? Blamer.NOTHING : Blamer.of(evidence, failure, timeline);
            return failed(failure.expected(), failure.found(), blamer);
        }
        if (thrown instanceof UndecodableResponse undecodable) {
            DecodeFailure failure = undecodable.failure();
            String where = (failure.path().isEmpty() ? "" : ", " + failure.path()) + " at byte " + failure.offset();
            return failed(failure.message() + where + ": " + failure.expected(), failure.found(), blamer(undecodable));
        }
        if (thrown instanceof ForeignResponse foreign) {
            Blamer blamer = foreign.exchange()
                    .map(exchange -> blamer(foreign, exchange))
                    .orElse(Blamer.NOTHING);
            return failed(check.requirement(), message(foreign), blamer);
        }
        boolean target = thrown instanceof PlayFailure && !(thrown instanceof PlayInterrupted);
        if (target || thrown instanceof AssertionError) {
            return failed(check.requirement(), message(thrown), Blamer.NOTHING);
        }
        String reason = thrown.getClass().getSimpleName() + ": " + message(thrown);
        return CaseResult.error(check, api, reason, durationMs, exchanges, timeline.events());
    }

    /** Another request's answer, else a header that is not laid out as it should be, else an id out of nowhere. */
    private Blamer blamer(ForeignResponse foreign, Exchange exchange) {
        return Blamer.of(foreign, exchange, timeline).orElseGet(() -> {
            Blamer diagnosed = blamer(foreign);
            return diagnosed.blame() == null ? Blamer.ofStranger(foreign, exchange, timeline) : diagnosed;
        });
    }

    private Blamer blamer(PlayFailure failure) {
        Optional<Exchange> exchange = failure.exchange();
        Optional<Diagnosis> diagnosis =
                exchange.flatMap(Suspect::response).map(io.kspec.protocol.blame.Blame::diagnose);
        return diagnosis.isEmpty() ? Blamer.NOTHING : Blamer.of(diagnosis.get(), exchange.orElseThrow(), timeline);
    }

    private CaseResult failed(String expected, String found, Blamer blamer) {
        return CaseResult.failed(
                check,
                api,
                new Failure(expected, found, blamer.findings()),
                durationMs,
                exchanges,
                timeline.events(),
                blamer.blame(),
                blamer.clients());
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }
}
