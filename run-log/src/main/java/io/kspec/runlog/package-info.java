/** The run log: a header, one line per result, and a footer. */
@NullMarked
package io.kspec.runlog;

import org.jspecify.annotations.NullMarked;
