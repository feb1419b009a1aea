/** Checks that let a target set up what the others need: a topic, a coordinator, a first group, a producer id. */
@NullMarked
package io.kspec.suite.checks.ready;

import org.jspecify.annotations.NullMarked;
