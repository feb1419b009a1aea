package io.kspec.suite.sweep;

import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.protocol.codec.Exchange;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Failure;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Examination;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Passes a check its {@link Examination} and records the verdict, even in a run that was given up. */
final class ExaminedCaseJudge implements ParameterResolver, InvocationInterceptor {
    private final ExaminedCase judged;

    ExaminedCaseJudge(ExaminedCase judged) {
        this.judged = judged;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Examination.class;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return judged.examination();
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Examination examination = judged.examination();
        if (judged.session().hasFailedFast()) {
            invocation.skip();
            String reason = judged.session().givenUp().orElseThrow();
            judged.session().record(CaseResult.notPlayed(judged.check(), judged.apiVersion(), reason));
            throw new TestAbortedException(reason);
        }
        if (examination == null) {
            invocation.skip();
            String reason = "no response of this run can have such a value";
            judged.session().record(CaseResult.skipped(judged.check(), null, reason));
            throw new TestAbortedException(reason);
        }
        try {
            invocation.proceed();
            judged.session().record(CaseResult.passed(judged.check(), judged.apiVersion(), 0, examination.responses()));
        } catch (CheckFailure failure) {
            judged.session().record(failed(failure, examination));
            throw failure;
        }
    }

    private CaseResult failed(CheckFailure failure, Examination examination) {
        Timeline timeline = Timeline.empty();
        ImplausibleValue value = examination.first();
        Exchange exchange = examination.exchange();
        Blamer blamer = value == null || exchange == null ? Blamer.NOTHING : Blamer.of(value, exchange, timeline);
        List<String> findings = new ArrayList<>(blamer.findings());
        findings.add("responses to " + judged.apiVersion() + " with such a value: " + examination.implausible() + " of "
                + examination.responses() + "; the first is shown");
        return CaseResult.failed(
                judged.check(),
                judged.apiVersion(),
                new Failure(judged.check().requirement(), failure.found(), findings),
                0,
                examination.responses(),
                timeline.events(),
                blamer.blame(),
                blamer.clients());
    }
}
