/** The run log: an append-only record of a run, from which every report is derived. */
@NullMarked
package io.kspec.suite.log;

import org.jspecify.annotations.NullMarked;
