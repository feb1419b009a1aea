/** Checks for impossible values, in any response of a run. */
@NullMarked
package io.kspec.suite.checks.plausible;

import org.jspecify.annotations.NullMarked;
