package io.kspec.suite.sweep;

import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Exchange;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Liveness;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Stage;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Evidence;
import io.kspec.suite.session.TargetSession;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Gives a case its {@link Case}, plays it, and has its result written down. */
final class CasePlayer implements ParameterResolver, InvocationInterceptor {
    private final PlannedCase planned;
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
        stage = planned.session().newStage(planned.api(), planned.version());
        return new Case(stage, planned.version() == PlannedCase.NO_VERSION ? null : planned.api(), planned.version());
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        TargetSession session = planned.session();
        String skip =
                planned.skip() != null ? planned.skip() : session.givenUp().orElse(null);
        if (skip != null) {
            invocation.skip();
            close();
            throw skipped(skip);
        }
        session.began(planned.check().id(), planned.name());
        long start = System.nanoTime();
        Throwable thrown = play(invocation);
        try {
            thrown = survived(thrown == null ? implausible() : thrown);
            if (thrown != null && session.isInterrupted()) {
                Thread.interrupted(); // else closing the stage, which deletes topics, would be cut short
                thrown = skipped(session.givenUp().orElseThrow());
            } else {
                record(thrown, (System.nanoTime() - start) / 1e6);
            }
        } finally {
            close();
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    private TestAbortedException skipped(String reason) {
        planned.session().record(CaseResult.skipped(planned.check(), planned.apiVersion(), reason));
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

    /** A case that went well fails all the same if some answer on the way says what cannot be. */
    private @Nullable Throwable implausible() {
        if (stage == null) {
            return null;
        }
        List<Exchange> exchanges = stage.transcript().exchanges();
        Set<Integer> brokers = brokers(exchanges);
        for (Exchange exchange : exchanges) {
            for (ImplausibleValue value : Blamer.implausibleValues(exchange, brokers)) {
                return new CheckFailure("values that can be", value.sentence(), new Evidence(exchange, value.path()));
            }
        }
        return null;
    }

    /** The ids of all brokers that Metadata told of on the way. */
    private static Set<Integer> brokers(List<Exchange> exchanges) {
        return exchanges.stream()
                .filter(exchange -> exchange.api().name().equals("Metadata") && exchange.response() != null)
                .map(Exchange::decodeResponse)
                .filter(DecodeAttempt::succeeded)
                .flatMap(metadata -> metadata.requireBody().getStructs("Brokers").stream())
                .map(broker -> broker.getInt("NodeId"))
                .collect(Collectors.toSet());
    }

    /** Probes the target where the case may have harmed it; a target that died fails a case that went well. */
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
        return new CheckFailure("a target that still answers afterwards", liveness.finding(), null);
    }

    private void record(@Nullable Throwable thrown, double durationMs) {
        Stage played = stage;
        int exchanges = played == null ? 0 : played.transcript().exchanges().size();
        if (thrown == null) {
            planned.session().record(CaseResult.passed(planned.check(), planned.apiVersion(), durationMs, exchanges));
            return;
        }
        Timeline timeline = played == null ? Timeline.empty() : Timeline.of(played.transcript());
        planned.session()
                .record(new Judge(planned.check(), planned.apiVersion(), timeline, durationMs, exchanges)
                        .judge(thrown));
    }
}
