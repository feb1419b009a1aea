/** Tests of how causes are derived. */
@NullMarked
package io.kspec.runlog.cause;

import org.jspecify.annotations.NullMarked;
