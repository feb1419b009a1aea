/**
 * The conformance suite as JUnit tests of a broker's own build. {@link io.kspec.junit.KafkaConformance} is all that a build
 * needs; it is stable as {@code docs/junit.md} says.
 */
@org.jspecify.annotations.NullMarked
package io.kspec.junit;
