package io.kspec.suite.sweep;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Liveness;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.Stage;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.session.CaseInFlight;
import io.kspec.suite.session.TargetSession;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Passes the {@link Case} to a check's method, runs it and records the result. */
final class CasePlayer implements ParameterResolver, InvocationInterceptor {
    private final PlannedCase planned;
    private final Transcript transcript = new Transcript();
    private @Nullable Stage stage;

    CasePlayer(PlannedCase planned) {
        this.planned = planned;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Case.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        stage = planned.session().newStage(planned.api(), planned.version(), transcript);
        return new Case(stage, planned.version() == PlannedCase.NO_VERSION ? null : planned.api(), planned.version());
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        TargetSession session = planned.session();
        String end = session.givenUp().orElse(null);
        if (planned.skip() != null || end != null) {
            invocation.skip();
            close();
            throw planned.skip() != null ? skipped(planned.skip()) : notPlayed(Objects.requireNonNull(end));
        }
        CaseInFlight inFlight =
                new CaseInFlight(planned.check(), planned.apiVersion(), planned.name(), transcript);
        session.began(inFlight);
        long start = System.nanoTime();
        Throwable thrown = play(invocation);
        try {
            thrown = survived(thrown);
            if (thrown != null && session.isInterrupted()) {
                Thread.interrupted(); // otherwise closing the stage, which deletes topics, would be interrupted
                thrown = notPlayed(session.givenUp().orElseThrow());
            } else {
                record(thrown, (System.nanoTime() - start) / 1e6);
            }
            examine();
        } finally {
            close();
            session.ended(inFlight);
        }
        if (thrown != null && planned.booked()) {
            throw thrown;
        }
    }

    private TestAbortedException skipped(String reason) {
        book(CaseResult.skipped(planned.check(), planned.apiVersion(), reason));
        return new TestAbortedException(reason);
    }

    private TestAbortedException notPlayed(String reason) {
        book(CaseResult.notPlayed(planned.check(), planned.apiVersion(), reason));
        return new TestAbortedException(reason);
    }

    private void close() {
        if (stage != null) {
            stage.close();
        }
    }

    private static @Nullable Throwable play(Invocation<Void> invocation) {
        try {
            invocation.proceed();
            return null;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private void examine() {
        planned.session().plausibility().examine(transcript.exchanges());
    }

    /** Probes the target if the case may have harmed it; a dead target fails a case that passed. */
    private @Nullable Throwable survived(@Nullable Throwable thrown) {
        if (thrown instanceof ResponseTimeout timeout) {
            timeout.exchange().ifPresent(late -> planned.session().timedOut(late.api(), late.version()));
        }
        if (!planned.hostile() && !(thrown instanceof StageFailure)) {
            return thrown;
        }
        Liveness liveness = planned.session().probeAfter(planned.check().id() + ", " + planned.name());
        if (liveness.alive() || thrown != null) {
            return thrown;
        }
        return new CheckFailure("a target that still answers after the check", liveness.finding(), null);
    }

    private void record(@Nullable Throwable thrown, double durationMs) {
        int exchanges = transcript.exchanges().size();
        if (thrown == null) {
            book(CaseResult.passed(planned.check(), planned.apiVersion(), durationMs, exchanges));
            return;
        }
        Timeline timeline = Timeline.of(transcript);
        book(new Judge(planned.check(), planned.apiVersion(), timeline, durationMs, exchanges).judge(thrown));
    }

    private void book(CaseResult result) {
        if (planned.booked()) {
            planned.session().record(result);
        }
    }
}
