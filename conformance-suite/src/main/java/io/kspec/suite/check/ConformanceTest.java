package io.kspec.suite.check;

import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/**
 * A check: one requirement, run once at every version of an API that the target advertises and kspec knows.
 *
 * <p>The method takes a {@link Case}, which knows the version and talks to the target. What the method throws decides
 * the verdict: an {@link AssertionError} or a {@link io.kspec.stage.net.StageFailure} means that the target failed,
 * anything else that the harness did. The method's name, split into words, is the check's title.
 *
 * <p>The suite's JUnit extension, registered as a service, provides the cases: JUnit needs extension autodetection,
 * which {@code ConformanceRun} enables.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
public @interface ConformanceTest {
    /** The {@link #api()} of a check that runs at every version of every API. */
    String EVERY_API = "*";

    /** The stable id: the API or area, and a few words: {@code offset-fetch.committed-offset-survives}. */
    String id();

    /** How severe a violation is. */
    Level level() default Level.MUST;

    /** What a broker must do, in one sentence. */
    String requirement();

    /** Where the requirement comes from: a KIP, a message definition, a test of Apache Kafka. */
    String source();

    /** Why it matters to clients, in a sentence. */
    String why();

    /** The profile that the check belongs to; empty if {@link Profiles} says it by the API. */
    String profile() default "";

    /** The API whose versions are swept, {@link #EVERY_API}, or empty if the check is not about a particular API. */
    String api() default "";

    /** Which versions of the API are swept. */
    Sweep sweep() default Sweep.ADVERTISED;

    /** The versions of the API that the requirement applies to. */
    String versions() default "0+";

    /** Which of the swept versions of {@link #EVERY_API} the requirement applies to. */
    Class<? extends VersionFilter> where() default VersionFilter.None.class;

    /**
     * Other APIs that the check uses: it is skipped if the target does not advertise all of them. Instead of CreateTopics,
     * Metadata will do: a case that only needs some topic gets it by that, see {@link Case#topic}, and one that sends
     * CreateTopics itself is skipped when it does.
     */
    String[] needs() default {};

    /**
     * Whether the check sends invalid requests: it is played after all others and alone, and the target's liveness is
     * probed afterwards.
     */
    boolean hostile() default false;

    /** Whether it looks at the whole cluster, such as at all topics: no other case is played at the same time. */
    boolean alone() default false;

    /**
     * Whether it waits for many seconds for what a target does by itself, such as the end of a session: it is among the first
     * of its phase, so that others are played meanwhile.
     */
    boolean waits() default false;

    /** What a violation does to users beyond an error that they see. */
    Harm harm() default Harm.NONE;
}
