package io.kspec.suite.check;

import io.kspec.diagnosis.ImplausibleKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link ConformanceTest} that sends nothing: it judges the responses to the requests of all other checks. Its method
 * takes an {@link Examination}, one for each API and version of which the run has a response that can have such a value.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Judges {
    /** The kind of implausible value that no response may have. */
    ImplausibleKind value();
}
