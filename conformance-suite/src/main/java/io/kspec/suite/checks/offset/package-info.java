/** Checks of committing and fetching offsets. */
@NullMarked
package io.kspec.suite.checks.offset;

import org.jspecify.annotations.NullMarked;
