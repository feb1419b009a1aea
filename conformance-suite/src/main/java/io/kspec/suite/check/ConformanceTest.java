package io.kspec.suite.check;

import io.kspec.runlog.Level;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/**
 * A check: one requirement, tried once at every version of an API that the target advertises and kspec knows.
 *
 * <p>The method takes a {@link Case}, which says the version and talks to the target. What it throws decides the verdict: an
 * {@link AssertionError} or a {@link io.kspec.stage.net.StageFailure} says that the target failed, anything else that
 * the harness did. The method's name, split into words, is the check's title.
 *
 * <p>Cases come from the suite's JUnit extension, which is registered as a service: JUnit must have extension
 * autodetection switched on, as {@code ConformanceRun} does.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
public @interface ConformanceTest {
    /** The {@link #api()} of a check that is tried at every version of every API. */
    String EVERY_API = "*";

    /** The stable name, of the API or area and a few words: {@code offset-fetch.committed-offset-survives}. */
    String id();

    /** How severe a violation is. */
    Level level() default Level.MUST;

    /** What a broker must do, in a sentence. */
    String requirement();

    /** Where the requirement comes from: a KIP, a message definition, a test of Apache Kafka. */
    String source();

    /** Why it matters to clients, in a sentence. */
    String why();

    /** The selection that the check belongs to. */
    String profile() default "core";

    /** The API whose versions are swept, {@link #EVERY_API}, or empty for a check of no particular API. */
    String api() default "";

    /** Which versions of the API are tried. */
    Sweep sweep() default Sweep.ADVERTISED;

    /** The versions of the API that the requirement is about. */
    String versions() default "0+";

    /** Other APIs without which the check cannot be played: it is skipped where the target does not advertise them. */
    String[] needs() default {};

    /** Whether the check sends what no client should: the target's liveness is probed after it. */
    boolean hostile() default false;
}
