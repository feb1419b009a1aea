/** Runs the suite against a target: its settings, its session with the target, its outcome. */
@NullMarked
package io.kspec.suite.run;

import org.jspecify.annotations.NullMarked;
