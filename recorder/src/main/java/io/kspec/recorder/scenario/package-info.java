/** Turns a recorded session into a scenario. */
@NullMarked
package io.kspec.recorder.scenario;

import org.jspecify.annotations.NullMarked;
