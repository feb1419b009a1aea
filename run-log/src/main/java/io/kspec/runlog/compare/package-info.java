/** Compares runs case by case. */
@NullMarked
package io.kspec.runlog.compare;

import org.jspecify.annotations.NullMarked;
