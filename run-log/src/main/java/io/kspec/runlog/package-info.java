/** The run log: a header, a line for each result, and a footer. */
@NullMarked
package io.kspec.runlog;

import org.jspecify.annotations.NullMarked;
