package io.kspec.suite.check;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/** A method that plays the scenarios that a user adds to a run, each as a {@link ScenarioCheck}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
public @interface PlaysScenarios {
    /** Whether it plays those that send what no client sends, or the others. */
    boolean hostile();
}
