/** Runs a check at every version that both sides support, and records the results. */
@NullMarked
package io.kspec.suite.sweep;

import org.jspecify.annotations.NullMarked;
