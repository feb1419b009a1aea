/** Compares two readings field by field. */
@NullMarked
package io.kspec.inspection.diff;

import org.jspecify.annotations.NullMarked;
