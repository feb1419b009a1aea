/** Failures that are known: the file that lists them, and what a run makes of it. */
@NullMarked
package io.kspec.runlog.known;

import org.jspecify.annotations.NullMarked;
