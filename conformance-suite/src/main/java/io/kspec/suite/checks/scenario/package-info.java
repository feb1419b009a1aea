/** Scenarios that users add to a run. */
@org.jspecify.annotations.NullMarked
package io.kspec.suite.checks.scenario;
