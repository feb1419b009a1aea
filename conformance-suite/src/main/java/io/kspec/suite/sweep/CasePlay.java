package io.kspec.suite.sweep;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Death;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Liveness;
import io.kspec.stage.net.NotOffered;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.Stage;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.NeedUnmet;
import io.kspec.suite.session.CaseName;
import io.kspec.suite.session.Demise;
import io.kspec.suite.session.Playing;
import io.kspec.suite.session.TargetSession;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** One playing of a case: its stage, what came of it, and the result to book. */
final class CasePlay implements Playing {
    private final PlannedCase planned;
    private final ReflectiveInvocationContext<Method> method;
    private final TargetSession session;
    private final Stage stage;
    private final Case test;
    private long beganAt;
    private long endedAt;
    /** The number of events up to the end of the check's method; cleaning up comes after them. */
    private int events;

    private @Nullable Throwable thrown;
    private @Nullable Liveness found;
    private @Nullable Demise demise;
    private @Nullable String lost;

    /** A playing on a stage that was opened for it. */
    CasePlay(PlannedCase planned, ReflectiveInvocationContext<Method> method, Stage stage, Case test) {
        this.planned = planned;
        this.method = method;
        this.session = planned.session();
        this.stage = stage;
        this.test = test;
    }

    /** A body that plays the case. */
    @FunctionalInterface
    interface Body {
        void play() throws Throwable;
    }

    /** Plays the case, probes the target if it may be dead, and closes the stage. */
    void play(Body body) {
        beganAt = System.nanoTime();
        thrown = thrownBy(body);
        events = transcript().size();
        session.experience().observe(transcript().events());
        if (session.isInterrupted()) {
            Thread.interrupted(); // otherwise closing the stage, which deletes topics, would be interrupted
        } else if (hostile() || disturbed()) {
            found = session.lifeline().probe();
        }
        if (found != null && found.alive()) {
            session.needs().targetLives();
        } else if (found != null) {
            stage.topics().abandonAll();
        }
        stage.close();
        endedAt = System.nanoTime();
    }

    private static @Nullable Throwable thrownBy(Body body) {
        try {
            body.play();
            return null;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (NotOffered lacking) {
            return new TestAbortedException("needs " + lacking.need(), lacking);
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** What JUnit is told: null if the case passed. */
    @Nullable Throwable thrown() {
        if (lost != null) {
            return new TestAbortedException(lost);
        }
        return demise != null && thrown == null ? new AssertionError(demise.finding()) : thrown;
    }

    @Override
    public String name() {
        return planned.check().id() + (planned.api() == null ? "" : ", " + planned.name());
    }

    @Override
    public boolean hostile() {
        return planned.hostile();
    }

    /** Whether it went wrong, for whatever reason. */
    boolean failed() {
        return thrown != null && !(thrown instanceof TestAbortedException);
    }

    @Override
    public boolean disturbed() {
        return failed() || thrown instanceof NeedUnmet || (thrown != null && lacksAnAnswer());
    }

    /** Whether it may have been skipped because the target had died: Apache Kafka 4 closes connections at once, too. */
    private boolean lacksAnAnswer() {
        return transcript().exchanges().stream().anyMatch(exchange -> exchange.response() == null);
    }

    @Override
    public @Nullable Liveness found() {
        return found;
    }

    @Override
    public Transcript transcript() {
        return stage.transcript();
    }

    @Override
    public long beganAt() {
        return beganAt;
    }

    @Override
    public long endedAt() {
        return endedAt;
    }

    @Override
    public CasePlay again() {
        Stage newStage = session.newStage(planned.api(), planned.version(), new Transcript());
        CasePlay again = new CasePlay(planned, method, newStage, planned.on(newStage));
        again.play(() -> {
            Object unused = ReflectionSupport.invokeMethod(
                    method.getExecutable(),
                    method.getTarget().orElse(null),
                    method.getArguments().stream()
                            .map(argument -> argument instanceof Case ? again.test : argument)
                            .toArray());
        });
        return again;
    }

    @Override
    public CasePlay resumed() {
        Optional<NeedUnmet> deadly = Deadliness.of(planned, stage);
        if (deadly.isEmpty()) {
            return again();
        }
        Stage unused = session.newStage(planned.api(), planned.version(), new Transcript());
        CasePlay blocked = new CasePlay(planned, method, unused, planned.on(unused));
        blocked.play(() -> {
            throw deadly.get();
        });
        return blocked;
    }

    @Override
    public void killed(Demise how) {
        demise = how;
    }

    @Override
    public void lost(String reason) {
        lost = reason;
    }

    @Override
    public void book() {
        if (planned.booked()) {
            session.record(result());
        }
    }

    private CaseResult result() {
        if (demise == null && thrown != null && session.isInterrupted()) {
            return notPlayed(session.givenUp().orElseThrow());
        }
        if (lost != null) {
            return notPlayed(lost);
        }
        if (demise != null) {
            Timeline whole = Timeline.of(transcript().events());
            return death(thrown == null ? passed() : judge(thrown, whole), whole, demise);
        }
        return thrown == null
                ? passed()
                : judge(thrown, Timeline.of(transcript().events().subList(0, events)));
    }

    private CaseResult passed() {
        return CaseResult.passed(planned.check(), planned.apiVersion(), durationMs(), exchanges())
                .with(test.measurements());
    }

    private CaseResult judge(Throwable problem, Timeline timeline) {
        return new Judge(
                        planned.check(),
                        planned.apiVersion(),
                        timeline,
                        test.lackBehind(problem),
                        durationMs(),
                        exchanges())
                .judge(problem)
                .with(test.measurements());
    }

    private double durationMs() {
        return (endedAt - beganAt) / 1e6;
    }

    private int exchanges() {
        return transcript().exchanges().size();
    }

    private CaseResult notPlayed(String reason) {
        return CaseResult.notPlayed(planned.check(), planned.apiVersion(), reason);
    }

    /** The result of the case that killed the target, whatever else came of it. */
    private CaseResult death(CaseResult otherwise, Timeline timeline, Demise how) {
        Integer event =
                timeline.lastRequest().isPresent() ? timeline.lastRequest().getAsInt() : null;
        List<String> findings = new ArrayList<>();
        if (how.doubt() != null) {
            findings.add(how.doubt());
        }
        Failure failure = otherwise.failure();
        if (failure != null) {
            findings.add("the case itself: expected " + failure.expected() + ", found " + failure.found());
            findings.addAll(failure.findings());
        }
        Death death = new Death(event, repeat(), how.exitStatus(), how.output(), how.restarted());
        return CaseResult.failed(
                planned.check(),
                planned.apiVersion(),
                new Failure("a target that still answers after the case", how.finding(), findings).with(death),
                otherwise.durationMs(),
                exchanges(),
                timeline.events(),
                otherwise.blame(),
                otherwise.clients());
    }

    /** The command line that plays the case again. */
    private String repeat() {
        return session.commandLine() + " --case " + CaseName.of(planned.declared(), planned.apiVersion());
    }
}
