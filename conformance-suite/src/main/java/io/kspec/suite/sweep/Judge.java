package io.kspec.suite.sweep;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.DecodeFailure;
import io.kspec.protocol.Exchange;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.scenarios.play.PlayFailure;
import io.kspec.scenarios.play.PlayInterrupted;
import io.kspec.scenarios.play.UndecodableResponse;
import io.kspec.suite.CheckFailure;
import io.kspec.suite.Evidence;
import io.kspec.suite.log.ApiVersion;
import io.kspec.suite.log.Blame;
import io.kspec.suite.log.CaseResult;
import io.kspec.suite.log.Check;
import io.kspec.suite.log.Failure;
import io.kspec.suite.log.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Says what a case's end means: which verdict, and which bytes are to blame. */
final class Judge {
    private final Check check;
    private final @Nullable ApiVersion api;

    Judge(Check check, @Nullable ApiVersion api) {
        this.check = check;
        this.api = api;
    }

    /** The result of a case that ended in a throw. */
    CaseResult judge(Throwable thrown, Timeline timeline, double durationMs, int exchanges) {
        if (thrown instanceof TestAbortedException aborted) {
            return CaseResult.skipped(check, api, message(aborted));
        }
        if (thrown instanceof CheckFailure failure) {
            Evidence evidence = failure.evidence();
            return failed(
                    new Failure(failure.expected(), failure.found(), List.of()),
                    timeline,
                    evidence == null ? null : blame(evidence, failure, timeline),
                    durationMs,
                    exchanges);
        }
        if (thrown instanceof UndecodableResponse undecodable) {
            DecodeFailure failure = undecodable.failure();
            return failed(
                    new Failure(
                            failure.message() + ": " + failure.expected() + at(failure),
                            failure.found(),
                            List.of(failure.toString())),
                    timeline,
                    undecodable
                            .exchange()
                            .map(exchange -> blame(exchange, failure, timeline))
                            .orElse(null),
                    durationMs,
                    exchanges);
        }
        boolean target = thrown instanceof PlayFailure && !(thrown instanceof PlayInterrupted);
        if (target || thrown instanceof AssertionError) {
            return failed(
                    new Failure(check.requirement(), message(thrown), List.of()),
                    timeline,
                    null,
                    durationMs,
                    exchanges);
        }
        return CaseResult.error(
                check,
                api,
                thrown.getClass().getSimpleName() + ": " + message(thrown),
                durationMs,
                exchanges,
                timeline.events());
    }

    private CaseResult failed(
            Failure failure, Timeline timeline, @Nullable Blame blame, double durationMs, int exchanges) {
        return CaseResult.failed(check, api, failure, durationMs, exchanges, timeline.events(), blame, List.of());
    }

    private static @Nullable Blame blame(Evidence evidence, CheckFailure failure, Timeline timeline) {
        Exchange exchange = evidence.exchange();
        int event = timeline.indexOf(exchange);
        Bytes response = exchange.response();
        if (event < 0 || response == null) {
            return null;
        }
        DecodeAttempt attempt = exchange.decodeResponse();
        LayoutEntry entry = attempt.layout()
                .find(evidence.path(), LayoutRole.VALUE)
                .or(() -> attempt.layout().find(evidence.path(), LayoutRole.GROUP))
                .or(() -> attempt.layout().at(evidence.path()).stream().findFirst())
                .or(() -> attempt.layout().find("", LayoutRole.GROUP))
                .orElse(null);
        int start = entry == null ? 0 : entry.start();
        int end = entry == null ? response.size() : entry.end();
        return new Blame(
                event,
                Side.RESPONSE,
                start,
                end,
                evidence.path(),
                "expected " + failure.expected() + ", found " + failure.found(),
                null);
    }

    private static @Nullable Blame blame(Exchange exchange, DecodeFailure failure, Timeline timeline) {
        int event = timeline.indexOf(exchange);
        Bytes response = exchange.response();
        if (event < 0 || response == null) {
            return null;
        }
        int start = Math.min(failure.offset(), response.size());
        return new Blame(
                event,
                Side.RESPONSE,
                start,
                Math.min(start + 1, response.size()),
                failure.path(),
                failure.toString(),
                null);
    }

    private static String at(DecodeFailure failure) {
        return (failure.path().isEmpty() ? "" : " in " + failure.path()) + " at byte " + failure.offset();
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }
}
