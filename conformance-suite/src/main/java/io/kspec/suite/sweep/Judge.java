package io.kspec.suite.sweep;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.search.Diagnostician;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.Exchange;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Failure;
import io.kspec.stage.net.ForeignResponse;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import io.kspec.stage.net.UndecodableResponse;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Evidence;
import io.kspec.suite.check.NeedUnmet;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Turns the end of a case into a result: the verdict, and which bytes are to blame. */
final class Judge {
    private static final String FOUND = "found ";

    private final Check check;
    private final @Nullable ApiVersion api;
    private final Timeline timeline;
    private final @Nullable String need;
    private final double durationMs;
    private final int exchanges;

    /**
     * Creates a judge.
     *
     * @param need what the case needs first and did not get, if that is why it failed
     */
    Judge(
            Check check,
            @Nullable ApiVersion api,
            Timeline timeline,
            @Nullable String need,
            double durationMs,
            int exchanges) {
        this.check = check;
        this.api = api;
        this.timeline = timeline;
        this.need = need;
        this.durationMs = durationMs;
        this.exchanges = exchanges;
    }

    /** The result of a case that threw. */
    CaseResult judge(Throwable thrown) {
        if (thrown instanceof NeedUnmet unmet) {
            return CaseResult.blocked(check, api, message(unmet), unmet.need());
        }
        if (thrown instanceof TestAbortedException aborted) {
            return CaseResult.skipped(check, api, message(aborted));
        }
        if (thrown instanceof CheckFailure failure) {
            return failed(failure, blamer(failure));
        }
        if (thrown instanceof UndecodableResponse undecodable) {
            DecodeFailure failure = undecodable.failure();
            String where = (failure.path().isEmpty() ? "" : ", " + failure.path()) + " at byte " + failure.offset();
            return failed(failure.message() + where + ": " + failure.expected(), found(failure), blamer(undecodable));
        }
        if (thrown instanceof ForeignResponse foreign) {
            Blamer blamer = foreign.exchange()
                    .map(exchange -> blamer(foreign, exchange))
                    .orElse(Blamer.NOTHING);
            return failed(foreign, blamer);
        }
        if (thrown instanceof RequestRefused refused) {
            CheckFailure violation = violation(refused);
            if (violation != null) {
                String what =
                        refused.where().orElse("") + ": " + refused.finding().orElse("");
                return failed(violation, blamer(violation).adding(what));
            }
        }
        if (thrown instanceof StageFailure failure && !(failure instanceof StageInterrupted)) {
            failure.exchange().ifPresent(timeline::require); // the transcript has no request that was never answered
            return failed(failure, Blamer.NOTHING);
        }
        if (thrown instanceof AssertionError) {
            return failed(check.requirement(), message(thrown), Blamer.NOTHING);
        }
        return CaseResult.error(check, api, message(thrown) + place(thrown), durationMs, exchanges, timeline.events());
    }

    /** Blames the response to another request, or else a wrong header layout, or else an id that no request had. */
    private Blamer blamer(ForeignResponse foreign, Exchange exchange) {
        return Blamer.of(foreign, exchange, timeline).orElseGet(() -> {
            Blamer diagnosed = blamer(foreign);
            return diagnosed.blame() == null ? Blamer.ofStranger(foreign, exchange, timeline) : diagnosed;
        });
    }

    /** What a check of the API that refused something would find; null if no single field shows it. */
    private static @Nullable CheckFailure violation(RequestRefused refused) {
        try {
            if (!refused.path().isEmpty()) {
                Answer.of(refused.exchange().orElseThrow()).expectError(refused.path(), ErrorCode.NONE);
            }
            return null;
        } catch (CheckFailure failure) {
            return failure;
        }
    }

    private Blamer blamer(CheckFailure failure) {
        Evidence evidence = failure.evidence();
        return evidence == null ? Blamer.NOTHING : Blamer.of(evidence, failure, timeline);
    }

    private CaseResult failed(CheckFailure failure, Blamer blamer) {
        return failed(failure.expected(), failure.found(), blamer);
    }

    private Blamer blamer(StageFailure failure) {
        Optional<Exchange> exchange = failure.exchange();
        Optional<Diagnosis> diagnosis =
                exchange.flatMap(FrameUnderTest::response).map(Diagnostician::diagnose);
        return diagnosis.isEmpty() ? Blamer.NOTHING : Blamer.of(diagnosis.get(), exchange.orElseThrow(), timeline);
    }

    private CaseResult failed(StageFailure failure, Blamer blamer) {
        UnmetExpectation unmet = UnmetExpectation.of(failure);
        return failed(unmet.expected(), unmet.found(), blamer);
    }

    private CaseResult failed(String expected, String found, Blamer blamer) {
        return CaseResult.failed(
                check,
                api,
                new Failure(expected, found, blamer.findings()).forLackOf(need),
                durationMs,
                exchanges,
                timeline.events(),
                blamer.blame(),
                blamer.clients());
    }

    /** What was found, without the verb that it has in the message of the failure itself. */
    private static String found(DecodeFailure failure) {
        return failure.found().startsWith(FOUND) ? failure.found().substring(FOUND.length()) : failure.found();
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? "an error without a description" : message;
    }

    /** Where in kspec something was thrown: {@code (FetchChecks.java:120)}. */
    private static String place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.kspec."))
                .findFirst()
                .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("");
    }
}
