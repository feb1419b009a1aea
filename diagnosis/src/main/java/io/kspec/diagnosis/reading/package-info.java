/** Reads bytes under a hypothetical layout and measures how likely the resulting values are. */
@NullMarked
package io.kspec.diagnosis.reading;

import org.jspecify.annotations.NullMarked;
