/** Prints comparisons of messages, field by field. */
@NullMarked
package io.kspec.cli.diff;

import org.jspecify.annotations.NullMarked;
