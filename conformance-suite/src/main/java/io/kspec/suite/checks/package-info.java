/** The checks. */
@NullMarked
package io.kspec.suite.checks;

import org.jspecify.annotations.NullMarked;
