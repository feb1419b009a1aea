/** Checks of producing, fetching and listing offsets. */
@NullMarked
package io.kspec.suite.checks.log;

import org.jspecify.annotations.NullMarked;
