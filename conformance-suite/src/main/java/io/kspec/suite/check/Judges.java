package io.kspec.suite.check;

import io.kspec.diagnosis.ImplausibleKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@link ConformanceTest} that sends nothing, but judges the responses that all other checks received. Its
 * method takes an {@link Examination} and runs once for each API and version with a response that can contain such a
 * value.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Judges {
    /** The kind of implausible value that no response may have. */
    ImplausibleKind value();
}
