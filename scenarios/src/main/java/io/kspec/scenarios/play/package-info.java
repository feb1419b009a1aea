/** Plays scenarios on a stage, and reports the outcome of every step. */
@NullMarked
package io.kspec.scenarios.play;

import org.jspecify.annotations.NullMarked;
