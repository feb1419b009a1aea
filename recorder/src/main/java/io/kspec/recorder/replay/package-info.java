/** Serves a recorded session as a broker. */
@NullMarked
package io.kspec.recorder.replay;

import org.jspecify.annotations.NullMarked;
