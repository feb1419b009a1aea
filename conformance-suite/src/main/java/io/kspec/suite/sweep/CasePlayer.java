package io.kspec.suite.sweep;

import io.kspec.runlog.CaseResult;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.Stage;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.NeedUnmet;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.session.Lifeline;
import io.kspec.suite.session.TargetSession;
import io.kspec.suite.session.VersionExperience;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Passes the {@link Case} to a check's method, plays it under the eyes of the {@link Lifeline}, and books the result. */
final class CasePlayer implements ParameterResolver, InvocationInterceptor {
    /** The check that shows which versions are answered at all. */
    static final String WELL_FORMED = "wire.well-formed-answer";

    private final PlannedCase planned;
    private @Nullable Stage stage;
    private @Nullable Case test;

    CasePlayer(PlannedCase planned) {
        this.planned = planned;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Case.class || (type == ScenarioCheck.class && planned.scenario() != null);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == ScenarioCheck.class) {
            return Objects.requireNonNull(planned.scenario());
        }
        Stage opened = planned.session().newStage(planned.api(), planned.version(), new Transcript());
        Case resolved = planned.on(opened);
        stage = opened;
        test = resolved;
        return resolved;
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Optional<CaseResult> unplayed = unplayed();
        if (unplayed.isPresent()) {
            invocation.skip();
            book(unplayed.get());
            throw new TestAbortedException(unplayed.get().reason());
        }
        Throwable thrown = play(invocation, method);
        if (thrown != null && planned.booked()) {
            throw thrown;
        }
    }

    private @Nullable Throwable play(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method) {
        if (stage == null || test == null) {
            throw new IllegalStateException(planned.check().id() + ": expected a method that takes a Case");
        }
        TargetSession session = planned.session();
        CasePlay first = new CasePlay(planned, method, stage, test);
        session.lifeline().begin(first);
        session.began(planned.check().id(), planned.name());
        CasePlay counted;
        try {
            Stage opened = stage;
            first.play(() -> proceed(invocation, opened));
            counted = (CasePlay) session.lifeline().end(first);
        } finally {
            session.ended();
        }
        learn(counted);
        return counted.thrown();
    }

    /** Plays the case, unless it is known since it waited for the end of an {@code Inquest} that it kills the target. */
    private void proceed(Invocation<Void> invocation, Stage opened) throws Throwable {
        Optional<NeedUnmet> deadly = Deadliness.of(planned, opened);
        if (deadly.isPresent()) {
            invocation.skip();
            throw deadly.get();
        }
        invocation.proceed();
    }

    /** Remembers what others can use: the responses, whether a version works, and how to make the target ready. */
    private void learn(CasePlay counted) {
        planned.session().plausibility().examine(counted.transcript().exchanges());
        if (planned.check().id().startsWith(Case.READY) && !counted.failed()) {
            planned.session().preparedBy(counted);
        }
        boolean decided = counted.thrown() == null || counted.failed();
        if (decided && planned.api() != null && planned.check().id().equals(WELL_FORMED)) {
            planned.session().experience().wellFormed(planned.api(), planned.version(), !counted.failed());
        }
    }

    /** The result of a case that is not played. */
    private Optional<CaseResult> unplayed() {
        if (planned.skip() != null) {
            return Optional.of(CaseResult.skipped(planned.check(), planned.apiVersion(), planned.skip()));
        }
        return planned.session()
                .givenUp()
                .map(end -> CaseResult.notPlayed(planned.check(), planned.apiVersion(), end))
                .or(() -> silence()
                        .or(() -> Deadliness.of(planned, Objects.requireNonNull(stage)))
                        .map(unmet -> CaseResult.blocked(
                                planned.check(), planned.apiVersion(), unmet.reason(), unmet.need())));
    }

    /** Why a case about a version that is never answered is not played; hostile requests are seldom answered anyway. */
    private Optional<NeedUnmet> silence() {
        if (planned.hostile() || planned.check().id().equals(WELL_FORMED)) {
            return Optional.empty();
        }
        VersionExperience experience = planned.session().experience();
        return planned.requests().entrySet().stream()
                .filter(sent -> experience.isSilent(sent.getKey(), sent.getValue()))
                .findFirst()
                .map(sent -> NeedUnmet.answer(sent.getKey(), sent.getValue()));
    }

    private void book(CaseResult result) {
        if (planned.booked()) {
            planned.session().record(result);
        }
    }
}
